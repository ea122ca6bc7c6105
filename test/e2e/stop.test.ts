import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../src/base/random.ts";
import { startCli } from "../helpers/cli.ts";
import { type Mood, startMoodyArcade } from "../helpers/moody-arcade.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

/** Moments at which a run is told to stop; more of them by hand: STOP_MOMENTS=30. */
const MOMENTS = Number(process.env.STOP_MOMENTS ?? 6);
/** A user is made to wait 5 s at the most, more only by a machine that is busy with other tests. */
const GONE_MS = 10_000;

const MOODS: readonly Mood[] = [
  "well",
  "limiting",
  "mute commands",
  "mute opening",
  "mute closing",
];

const flags = (url: string) => ["--base-url", url, "--json", "--data-dir", createTempDir()];

/** Starts a run, tells it to stop at a moment drawn from `random`, and sees how it ends. */
async function stopSomewhere(random: Random) {
  const mood = random.pick(MOODS);
  const signal = random.pick(["SIGINT", "SIGTERM", "SIGHUP"] as const);
  const arcade = await startMoodyArcade(mood, random.fork("latency"));
  const args = ["-n", "2", "--swarm", "--max-actions", "15", "--no-record", "--pace", "max"];
  const cli = startCli([...args, ...flags(arcade.url)], { env: { _: "" } });
  // With the n-th request, or where there will be no more of them.
  await Promise.race([arcade.request(1 + random.int(30)), arcade.quiet(1_500)]);
  await new Promise((resolve) => setTimeout(resolve, random.int(200)));
  const stoppedMs = performance.now();
  cli.child.kill(signal);
  const run = await cli.done;
  const tookMs = Math.round(performance.now() - stoppedMs);
  const last = run.events().at(-1) as { type: string; reason: string };
  return { mood, signal, tookMs, code: run.code, last, left: arcade.openCards(), run };
}

describe("a run that is told to stop", () => {
  it.each(Array.from({ length: MOMENTS }, (_, seed) => seed))(
    "ends soon and whole, whatever it was doing (moment %i)",
    async (seed) => {
      const end = await stopSomewhere(createRandom(`stop ${seed}`));
      if (process.env.STOP_MOMENTS) {
        const { run, last, ...told } = end;
        console.log(seed, JSON.stringify({ ...told, reason: last.reason }));
      }
      expect(end.tookMs).toBeLessThan(GONE_MS);
      expect(end.last.type).toBe("run.ended");
      if (end.mood !== "mute closing") expect(end.left).toEqual([]);
      // The last request may have been the end already.
      expect([0, 130]).toContain(end.code);
      expect(end.run.stdout.match(/"run\.ended"/g)).toHaveLength(1);
    },
  );

  it("closes its card in spite of a cooldown", async () => {
    const arcade = await startMoodyArcade("limiting", createRandom(1));
    const cli = startCli([...flags(arcade.url), "-n", "1", "--pace", "max"]);
    await cli.until('"incident"');
    cli.child.kill("SIGINT");
    const run = await cli.done;
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended", reason: "interrupted" });
    expect(arcade.openCards()).toEqual([]);
  });

  it("outlives its terminal where nohup started it", async () => {
    const args = ["-n", "1", "--max-actions", "300", "--json", "--data-dir", createTempDir()];
    const cli = startCli(args, { env: { _: "/usr/bin/nohup" } });
    await cli.until("scorecard.opened");
    cli.child.kill("SIGHUP");
    const run = await cli.done;
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended", reason: "budget" });
  });

  it("takes what a launcher passes on for one Ctrl-C, and leaves at once at the second", async () => {
    const arcade = await startMoodyArcade("mute commands", createRandom(1));
    const start = async () => {
      const cli = startCli([...flags(arcade.url), "-n", "1"]);
      await cli.until("scorecard.opened");
      await arcade.quiet(1_000);
      const heard = new Promise<void>((resolve) => {
        cli.child.stderr?.on("data", (text) => {
          if (String(text).includes("interrupted")) resolve();
        });
      });
      cli.child.kill("SIGINT");
      await heard;
      return cli;
    };
    const echoed = await start();
    echoed.child.kill("SIGINT");
    expect((await echoed.done).events().at(-1)).toMatchObject({ type: "run.ended" });

    const twice = await start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    twice.child.kill("SIGINT");
    const left = await twice.done;
    expect(left.code).toBe(130);
    expect(left.stdout).not.toContain("run.ended");
  });

  it.each(["stdout", "stderr"] as const)(
    "goes on when the reader of %s goes away",
    async (name) => {
      const args = ["-n", "1", "--max-actions", "200", "--json", "--verbose"];
      const arcade = await startMoodyArcade("well", createRandom(1));
      const cli = startCli([...args, ...flags(arcade.url)]);
      await arcade.request(3);
      cli.child[name]?.destroy();
      expect((await cli.done).code).toBe(0);
      expect(arcade.openCards()).toEqual([]);
    },
  );

  it("waits for no reader that fell asleep", async () => {
    const arcade = await startMoodyArcade("well", createRandom(1));
    const cli = startCli([...flags(arcade.url), "-n", "1", "--max-actions", "100000"]);
    await arcade.request(3);
    cli.child.stdout?.pause();
    await arcade.quiet(500);
    const stoppedMs = performance.now();
    cli.child.kill("SIGINT");
    await new Promise((resolve) => cli.child.once("exit", resolve));
    expect(performance.now() - stoppedMs).toBeLessThan(GONE_MS);
    expect(arcade.openCards()).toEqual([]);
    cli.child.stdout?.resume();
  });
});
