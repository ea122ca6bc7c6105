import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, startCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

interface Play {
  agent: string;
  game_id: string;
  seed: number;
  session: number;
  levels_completed: number;
  level_actions: number[];
  actions: number;
  first_score: number;
  best_score: number;
  card_id: string;
}
interface Report {
  type: string;
  outcome: string;
  plays_all: number;
  plays_done: number;
  plays: Play[];
  games: { game_id: string; agent: string; levels: number; levels_by_seed: number[] }[];
  totals: { agent: string; levels: { mean: number; sd: number } }[];
  folds: { name: string; game_ids: string[]; totals: { levels: { mean: number } }[] }[];
  curve: { session: number; totals: { levels: { mean: number } }[] }[];
}

const bench = (...args: string[]) => ["bench", ...args];
const AGENTS = ["--agent", "explorer", "--agent", "random"];
const report = (stdout: string) => JSON.parse(stdout) as Report;
const linesOf = async (file: string) =>
  (await readFile(file, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Play);

describe("arc-train bench", () => {
  it("plays agents × games × seeds: a table of every game, progress elsewhere", async () => {
    const run = await runCli(bench(...AGENTS, "-n", "3", "--max-actions", "120", "--seeds", "2"));
    // A slow machine tells how far it is; nothing else is said.
    expect(run.stderr).toMatch(/^(\d+\/12 plays · .* elapsed.*\n)*$/);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^12 plays · 120 actions · seeds 1, 2\n/);
    expect(run.stdout).toMatch(/game +agent +levels +first +best +deaths +idle +CPU ms +by seed/);
    const rows = run.stdout.split("\n").filter((line) => /(explorer|random) +\d/.test(line));
    expect(rows).toHaveLength(3 * 2 + 2);
    // Chance completes nothing in 120 actions, and says so.
    expect(rows.filter((row) => /random +0\/\d +0\.00 +0\.00/.test(row))).toHaveLength(3);
    expect(run.stdout).toMatch(/all games +explorer +[1-9]/);
  });

  it("prints one document with --json; the same seed brings the same; memory stays the user's", async () => {
    const data = createTempDir();
    const env = { XDG_DATA_HOME: data, TMPDIR: createTempDir() };
    const args = bench(
      "-n",
      "2",
      "--max-actions",
      "100",
      "--seeds",
      "3,8",
      "--folds",
      "2",
      "--json",
    );
    const one = await runCli(args, { env });
    const two = await runCli([...args, "--parallel", "1"], { env });
    const first = report(one.stdout);
    expect(one.stdout.trim().split("\n")).toHaveLength(1);
    expect(first).toMatchObject({ type: "bench", outcome: "done", plays_all: 4, plays_done: 4 });
    expect(new Set(first.plays.map((play) => play.card_id)).size).toBe(4);
    for (const play of first.plays) {
      expect(play.actions).toBe(100);
      // The budget ends with a play of what was learned, unless the first one could hardly be better.
      expect(play.best_score).toBeGreaterThanOrEqual(play.first_score - 1e-6);
    }
    const played = ({ plays }: Report) =>
      plays
        .map((play) => [play.game_id, play.seed, play.level_actions])
        .sort((a, b) => (`${a}` < `${b}` ? -1 : 1));
    expect(played(report(two.stdout))).toEqual(played(first));
    expect(first.folds.map((fold) => fold.game_ids.length)).toEqual([1, 1]);
    expect(await readdir(data)).toEqual([]);
    expect(await readdir(env.TMPDIR)).toEqual([]);
  });

  it("plays a seed as `train --seed` on a fresh memory does", async () => {
    const train = await runCli([
      "-n",
      "1",
      "--max-actions",
      "150",
      "--seed",
      "4",
      "--json",
      "--data-dir",
      createTempDir(),
    ]);
    const completed = train.events().filter(({ type }) => type === "level.completed");
    // Practice completes levels again.
    const levels = completed
      .filter(({ level }, at) => completed.findIndex((one) => one.level === level) === at)
      .map(({ actions }) => actions);
    const run = await runCli(bench("-n", "1", "--max-actions", "150", "--seeds", "4,", "--json"));
    expect(levels.length).toBeGreaterThan(0);
    expect(report(run.stdout).plays).toMatchObject([{ seed: 4, level_actions: levels }]);
  });

  it("learns from session to session", async () => {
    const run = await runCli(
      bench("-n", "2", "--max-actions", "200", "--seeds", "1", "--sessions", "2", "--json"),
    );
    const [first, second] = report(run.stdout).curve.map(({ totals }) => totals[0]!.levels.mean);
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first as number);
  });

  it("goes on after an interrupt where it stopped, and plays nothing twice", async () => {
    const out = join(createTempDir(), "bench.jsonl");
    const args = bench(...AGENTS, "-n", "3", "--max-actions", "120", "--seeds", "2", "--out", out);
    const cli = startCli([...args, "--parallel", "1"]);
    while (!existsSync(out) || (await readFile(out, "utf8")) === "") {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    cli.child.kill("SIGINT");
    const broken = await cli.done;
    expect(broken.code).toBe(130);
    const before = await linesOf(out);
    expect(before.length).toBeLessThan(12);
    expect(broken.stderr).toMatch(new RegExp(`${before.length} of 12 plays done`));
    expect(broken.stderr).toContain("the same command plays the rest");
    expect(broken.stdout).toMatch(new RegExp(`^${before.length} of 12 plays`));

    const rest = await runCli(args);
    expect(rest.code).toBe(0);
    const after = await linesOf(out);
    expect(after.slice(0, before.length)).toEqual(before);
    const keys = after.map(({ agent, game_id, seed }) => `${agent} ${game_id} ${seed}`);
    expect(new Set(keys).size).toBe(12);
    expect(keys).toHaveLength(12);
    expect(rest.stdout).toMatch(/^12 plays/);

    const again = await runCli(args);
    expect(again.stderr).toMatch(/nothing is left to play/);
    expect(again.stdout).toBe(rest.stdout);
    expect(await linesOf(out)).toHaveLength(12);
  });

  it("refuses a file of other settings, or of an agent that has changed since", async () => {
    const dir = createTempDir();
    const [out, agent] = [join(dir, "bench.jsonl"), join(dir, "mine.mjs")];
    await writeFile(agent, "export default () => ({ choose: () => ({ id: 1 }) });");
    const args = bench("-a", agent, "-g", "keys", "--seeds", "1", "--out", out, "--max-actions");
    expect((await runCli([...args, "10"])).code).toBe(0);
    const otherBudget = await runCli([...args, "11"]);
    await writeFile(agent, "export default () => ({ choose: () => ({ id: 2 }) });");
    const otherAgent = await runCli([...args, "10"]);
    for (const run of [otherBudget, otherAgent]) {
      expect(run.code).toBe(2);
      expect(run.stdout).toBe("");
      expect(run.stderr.trim().split("\n")).toHaveLength(1);
    }
    expect(otherBudget.stderr).toMatch(/bench\.jsonl.*--max-actions 10, not 11.*another file/);
    expect(otherAgent.stderr).toMatch(/mine\.mjs has changed/);
    expect(await linesOf(out)).toHaveLength(1);
  });

  it("names a broken agent's failures, fails, and plays them again the next time", async () => {
    const dir = createTempDir();
    const [out, agent] = [join(dir, "bench.jsonl"), join(dir, "broken.mjs")];
    await writeFile(agent, "export default () => ({ choose() { throw new Error('oops'); } });");
    const args = bench("-a", agent, "-n", "1", "--seeds", "1", "--out", out);
    const run = await runCli(args);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(
      /broken\.mjs on .*, seed 1: broken\.mjs:1: the agent failed in choose: oops/,
    );
    expect(run.stderr).toMatch(/1 of 1 play done, 1 of them failed/);
    expect(run.stdout).toMatch(/1 failed/);
    await runCli(args);
    expect(await linesOf(out)).toHaveLength(2);
  });
});

describe("arc-train bench compare", () => {
  it("compares two agents of one file, or two files, and names what has no partner", async () => {
    const dir = createTempDir();
    const [both, more] = [join(dir, "both.jsonl"), join(dir, "more.jsonl")];
    const args = (out: string) => ["-n", "2", "--max-actions", "100", "--seeds", "2", "--out", out];
    await runCli(bench(...AGENTS, ...args(both)));
    await runCli(bench(...args(more), "--seeds", "2,3"));

    const one = await runCli(["bench", "compare", both, "-a", "random", "-a", "explorer"]);
    expect(one.stderr).toBe("");
    expect(one.code).toBe(0);
    expect(one.stdout).toMatch(/a: random\nb: explorer\n4 pairs of plays on 2 games/);
    expect(one.stdout).toMatch(/levels +0\.00 +\d\.\d\d +\+\d\.\d\d .* (0\.500|1\.000)\n/);
    expect(one.stdout).toMatch(/b is ahead in [12] of 2 folds/);

    const two = await runCli(["bench", "compare", both, more, "-a", "explorer", "--json"]);
    expect(JSON.parse(two.stdout)).toMatchObject({
      pairs: 2,
      levels: { difference: 0, p: 1 },
      only_in_a: [expect.stringContaining("seed 1"), expect.stringContaining("seed 1")],
      only_in_b: [expect.stringContaining("seed 3"), expect.stringContaining("seed 3")],
    });
  });
});

describe("wrong usage of bench", () => {
  it.each([
    [["--actions", "0"], /--actions.*'0'.*whole number/],
    [["--max-actions", "0"], /--max-actions.*'0'.*whole number/],
    [["--folds", "none.json"], /--folds.*none\.json.*cannot be read/],
    [["--agent", "nobody"], /'nobody'.*explorer, graph, random/],
    [["--game", "zz99"], /'zz99'.*there are/],
    [["compare", "package.json"], /package\.json/],
    [["compare", "x", "--wat"], /unknown option '--wat'/],
  ])("%j: one clear line, exit code 2", async (args, message) => {
    const run = await runCli(bench(...args));
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(run.stdout).toBe("");
  });
});
