import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, startCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

type Event = Record<string, unknown>;
const steps = (events: Event[]) =>
  events.filter(({ type }) => type === "step").map(({ t, ...step }) => step);

describe("arc-train on the embedded arcade", () => {
  it("trains with --json: same seed, same steps; exact budgets; run.ended last", async () => {
    const args = ["--games", "3", "--max-actions", "300", "--seed", "1", "--json", "--data-dir"];
    const [one, two] = await Promise.all([
      runCli([...args, createTempDir()]),
      runCli([...args, createTempDir()]),
    ]);
    expect(one.code).toBe(0);
    const events = one.events();
    const ended = events.at(-1) as Event & {
      games: { levels_completed: number; actions: number }[];
      limiter: Event;
      scorecard: { environments: Event[] };
    };
    expect(ended.type).toBe("run.ended");
    expect(ended.games).toHaveLength(3);
    for (const game of ended.games) expect(game.actions).toBeLessThanOrEqual(300);
    const levels = ended.games.reduce((sum, game) => sum + game.levels_completed, 0);
    expect(levels).toBeGreaterThanOrEqual(3);
    expect(ended.limiter).toMatchObject({ limited: 0, failed: 0, success_rate: 1 });
    expect(steps(events).length).toBeGreaterThan(800);
    expect(steps(two.events())).toEqual(steps(events));
  });

  it("bills as the server does, and records every step", async () => {
    const dataDir = createTempDir();
    const run = await runCli([
      "-n",
      "2",
      "--max-actions",
      "150",
      "--swarm",
      "--json",
      "--data-dir",
      dataDir,
    ]);
    const events = run.events();
    const ended = events.at(-1) as {
      card_id: string;
      games: { game_id: string; actions: number; resets: number; levels_completed: number }[];
      scorecard: {
        environments: { id: string; actions: number; resets: number; levels_completed: number }[];
      };
    };
    for (const game of ended.games) {
      const billed = ended.scorecard.environments.find(({ id }) => id === game.game_id);
      expect(billed).toMatchObject({
        actions: game.actions,
        resets: game.resets,
        levels_completed: game.levels_completed,
      });
      const dir = join(dataDir, "recordings", ended.card_id);
      const name = (await readdir(dir)).find((file) => file.startsWith(game.game_id)) as string;
      const lines = (await readFile(join(dir, name), "utf8")).trim().split("\n");
      const played = events.filter(
        (event) => event.type === "step" && event.game_id === game.game_id,
      );
      expect(lines.map((line) => JSON.parse(line).data.action_input.id)).toEqual(
        played.map((event) => event.action),
      );
    }
  });

  it("remembers: the second run completes the same levels in at most three quarters of the actions", async () => {
    const dataDir = createTempDir();
    const args = [
      "--games",
      "2",
      "--max-actions",
      "400",
      "--seed",
      "3",
      "--json",
      "--data-dir",
      dataDir,
    ];
    type Level = { type: string; game_id: string; level: number; actions: number };
    const levels = async () =>
      ((await runCli(args)).events() as Level[]).filter(({ type }) => type === "level.completed");
    const first = await levels();
    const second = await levels();
    const key = ({ game_id, level }: Level) => `${game_id} ${level}`;
    const again = new Map(second.map((level) => [key(level), level.actions]));
    expect(first.length).toBeGreaterThanOrEqual(2);
    const spent = first.reduce((sum, level) => sum + level.actions, 0);
    const spentAgain = first.reduce((sum, level) => sum + (again.get(key(level)) ?? 400), 0);
    expect(spentAgain).toBeLessThanOrEqual(0.75 * spent);
  });

  it("plays an agent of the user's own, and shows plain lines and a table", async () => {
    const dataDir = createTempDir();
    const agent = join(dataDir, "mine.mjs");
    await writeAgent(agent);
    const run = await runCli([
      "-n",
      "1",
      "--agent",
      agent,
      "--max-actions",
      "20",
      "--data-dir",
      dataDir,
    ]);
    expect(run.stderr).toBe("");
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/levels.*actions.*per level \(human\).*score.*episodes.*ended by/);
    expect(run.stdout).toContain("budget");
    expect(run.stdout).not.toContain("arcprize.org");

    const stats = await runCli(["stats", "--json", "--data-dir", dataDir]);
    expect(JSON.parse(stats.stdout)).toMatchObject({
      state: "ended (budget)",
      games: [{ actions: 20 }],
      limiter: { limited: 0 },
    });
  });

  it("stops a broken agent's game with one clear line and goes on", async () => {
    const dataDir = createTempDir();
    const agent = join(dataDir, "broken.mjs");
    await writeFile(agent, "export default () => ({ choose() { throw new Error('oops'); } });");
    const run = await runCli(["-n", "2", "--agent", agent, "--json", "--data-dir", dataDir]);
    expect(run.code).toBe(1);
    expect(run.events().filter(({ type }) => type === "error")).toMatchObject([
      { code: "AGENT", message: "broken.mjs:1: the agent failed in choose: oops" },
      { code: "AGENT" },
    ]);
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended", reason: "error" });
  });

  it("gives up the reader that went away, not the run", async () => {
    const cli = startCli([
      "-n",
      "1",
      "--max-actions",
      "200",
      "--json",
      "--data-dir",
      createTempDir(),
    ]);
    await cli.until("scorecard.opened");
    cli.child.stdout?.destroy();
    expect((await cli.done).code).toBe(0);
  });
});

async function writeAgent(path: string): Promise<void> {
  await writeFile(
    path,
    `export default function createAgent({ random }) {
      return {
        choose(frame) {
          const id = random.pick(frame.availableActions);
          return id === 6 ? { id, x: random.int(64), y: random.int(64) } : { id };
        },
      };
    }`,
  );
}
