import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CliProcess, runCli, startCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const running: CliProcess[] = [];
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
});

/** `arc-train arcade` in a process of its own, on a free port. */
async function serveArcade(...args: string[]) {
  const arcade = startCli(["arcade", "--port", "0", "--log", ...args]);
  running.push(arcade);
  const url = /http:\S+\d/.exec(await arcade.until("--base-url"))?.[0] as string;
  return {
    url,
    /** Ends it; its log, a line per request. */
    async log() {
      arcade.child.kill("SIGTERM");
      return (await arcade.done).stderr
        .trim()
        .split("\n")
        .map((line) => line.split(" "));
    },
  };
}

const training = (url: string, ...args: string[]) => [
  ...["--base-url", url, "--json", "--data-dir", createTempDir()],
  ...args,
];

describe("against arc-train arcade", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s in a swarm: card closed once, exit 130",
    async (signal) => {
      const arcade = await serveArcade("--rpm", "100000");
      const run = startCli(training(arcade.url, "--swarm", "--max-actions", "100000"));
      running.push(run);
      await run.until('"step":20,');
      const killedMs = performance.now();
      run.child.kill(signal);
      const { code, stderr, events } = await run.done;
      expect(performance.now() - killedMs).toBeLessThan(5_000);
      expect(code).toBe(130);
      expect(stderr).toContain("ended by interrupted");
      expect(events().at(-1)).toMatchObject({ type: "run.ended", reason: "interrupted" });
      const closes = (await arcade.log()).filter((line) => line[2] === "/api/scorecard/close");
      expect(closes.map((line) => line[3])).toEqual(["200"]);
    },
  );

  it("backs off from 429s together, loses no step and doubles none", async () => {
    const arcade = await serveArcade("--rpm", "60");
    const args = ["--swarm", "-n", "3", "--pace", "max", "--rpm", "600", "--max-actions", "25"];
    const run = startCli(training(arcade.url, ...args));
    running.push(run);
    // The arcade's minute is not waited out: the third wait, 4 s, is told when it begins.
    await run.until('"wait_ms":4');
    run.child.kill("SIGINT");
    const events = (await run.done).events();
    const log = await arcade.log();
    expect(log.some((line) => line[3] === "429")).toBe(true);
    const incidents = events.filter(({ type }) => type === "incident") as { wait_ms: number }[];
    const waits = incidents.map((incident) => Math.floor(incident.wait_ms / 1000));
    // The closing is tried in spite of the wait, and lengthens it for nobody.
    expect(waits.filter((seconds) => seconds > 0)).toEqual([1, 2, 4]);
    const steps = events.filter(({ type }) => type === "step");
    const played = log.filter((line) => line[2]?.startsWith("/api/cmd/") && line[3] === "200");
    expect(steps.length).toBe(played.length);
  }, 60_000);

  it.each([
    { share: "machine", limited: false, until: /"last_minute":(59|60)\b/ },
    { share: "none", limited: true, until: /"type":"incident"/ },
  ])("a second process with the key, --share $share: 429s $limited", async (one) => {
    const { share, limited, until } = one;
    const arcade = await serveArcade("--rpm", "60");
    const env = { ARC_API_KEY: "the-same-key", XDG_DATA_HOME: createTempDir() };
    const args = [
      "--pace",
      "max",
      "--rpm",
      "60",
      "--share",
      share,
      "--max-actions",
      "50",
      "-n",
      "1",
    ];
    const first = await runCli(training(arcade.url, ...args), { env });
    expect(first.events().at(-1)).toMatchObject({ reason: "budget", limiter: { limited: 0 } });
    const second = startCli(training(arcade.url, ...args), { env });
    running.push(second);
    // Its first requests fit beside those of the first process; then the minute is full.
    await second.until("episode.started");
    await second.until(until);
    second.child.kill("SIGINT");
    expect((await second.done).code).toBe(130);
    const log = await arcade.log();
    expect(log.some((line) => line[3] === "429")).toBe(limited);
  });

  it("shows the API key nowhere", async () => {
    const key = "sk-secret-0123456789abcdef";
    const arcade = await serveArcade("--rpm", "100000");
    const dataDir = createTempDir();
    const args = [
      "--base-url",
      arcade.url,
      "-n",
      "2",
      "--max-actions",
      "30",
      "--data-dir",
      dataDir,
    ];
    const env = { ARC_API_KEY: key };
    const outputs = [
      await runCli([...args, "--verbose", "--stats"], { env }),
      await runCli([...args, "--json"], { env }),
      await runCli(["doctor", "--base-url", arcade.url, "--data-dir", dataDir], { env }),
      await runCli(["stats", "--data-dir", dataDir], { env }),
    ];
    for (const { code, stdout, stderr } of outputs) {
      expect(code).toBe(0);
      expect(stdout + stderr).not.toContain(key.slice(3, 12));
    }
    for (const file of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const text = await readFile(join(file.parentPath, file.name), "latin1");
      expect(text).not.toContain(key.slice(3, 12));
    }
  });

  it("serves generated games, the same as a run makes for itself", async () => {
    const arcade = await serveArcade("--generated", "train:3@5", "--rpm", "100000");
    const lists = await Promise.all(
      [
        ["--base-url", arcade.url],
        ["--generated", "train:3@5"],
      ].map(async (args) => JSON.parse((await runCli(["games", "--json", ...args])).stdout)),
    );
    expect(lists[0]).toHaveLength(3);
    expect(lists[1]).toEqual(lists[0]);
    const run = await runCli(
      ["--generated", "train:3@5", "--max-actions", "20", "--json", "--data-dir", createTempDir()],
      { env: { ARC_API_KEY: "not-needed" } },
    );
    expect(run.code).toBe(0);
    const played = run.events().filter(({ type }) => type === "step");
    expect(played.length).toBeGreaterThanOrEqual(60);
    expect(new Set(played.map((step) => step.game_id))).toEqual(
      new Set(lists[0].map((game: { game_id: string }) => game.game_id)),
    );
  });

  it("says once what those miss who send no cookies back", async () => {
    const arcade = await serveArcade();
    const headers = { "x-api-key": "key", "content-type": "application/json" };
    const body = JSON.stringify({ game_id: "keys", card_id: "any" });
    for (let i = 0; i < 2; i++) {
      const reply = await fetch(`${arcade.url}/api/cmd/RESET`, { method: "POST", headers, body });
      expect(reply.status).toBe(400);
    }
    const hints = (await arcade.log()).filter((line) => line.includes("cookies"));
    expect(hints.map((line) => line.join(" "))).toEqual([
      expect.stringContaining("arcade: a request came without the cookies"),
    ]);
  });

  it("lists games and finds nothing amiss", async () => {
    const arcade = await serveArcade();
    const games = await runCli(["games", "--json", "--base-url", arcade.url]);
    const list = JSON.parse(games.stdout) as { game_id: string; baseline_actions: number[] }[];
    expect(list.length).toBeGreaterThanOrEqual(5);
    for (const game of list) expect(game.baseline_actions.length).toBeGreaterThanOrEqual(5);
    const doctor = await runCli([
      "doctor",
      "--base-url",
      arcade.url,
      "--data-dir",
      createTempDir(),
    ]);
    expect(doctor.stdout).not.toContain("FAIL");
    expect(doctor.code).toBe(0);
  });
});
