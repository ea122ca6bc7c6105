import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ArcadeGame } from "../../src/arcade/game.ts";
import { keys } from "../../src/arcade/games/keys.ts";
import { createArcadeServer } from "../../src/arcade/server.ts";
import { systemClock } from "../../src/base/clock.ts";
import { openDatabase } from "../../src/base/open-database.ts";
import type { SavedGameMemory } from "../../src/memory/saved-game-memory.ts";
import { runCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

interface Shown {
  readonly game_id: string;
  readonly damaged: boolean;
  readonly levels: { level: number; shortest: number; verified: boolean }[];
  readonly actions: number;
  readonly runs: number;
  readonly states: number;
}

const memory = (dataDir: string, ...args: string[]) =>
  runCli(["memory", ...args, "--data-dir", dataDir]);

const shown = async (dataDir: string): Promise<Shown[]> =>
  JSON.parse((await memory(dataDir, "show", "--json")).stdout);

const train = async (dataDir: string, ...args: string[]) => {
  const run = await runCli(["--max-actions", "120", "--quiet", "--data-dir", dataDir, ...args]);
  expect(run.code).toBe(0);
  return run;
};

async function exported(dataDir: string) {
  const { stdout } = await memory(dataDir, "export");
  return JSON.parse(stdout) as {
    entries: { agent: string; game_id: string; saved: SavedGameMemory }[];
  };
}

/** Serves games with these ids that are all the one with the keys. */
async function serveKeys(...ids: string[]): Promise<string> {
  const games = ids.map((id): ArcadeGame => ({ ...(keys as ArcadeGame), id }));
  const server = createArcadeServer({ games, clock: systemClock, rpm: 1_000_000 });
  onTestFinished(() => server.close());
  return await server.listen();
}

describe("arc-train memory", () => {
  it("shows, exports, imports and forgets what was learned", async () => {
    const [dataDir, other] = [createTempDir(), createTempDir()];
    await train(dataDir, "--game", "keys,lamp", "--seed", "1");
    const table = (await memory(dataDir, "show")).stdout;
    expect(table).toMatch(/explorer.*keys.*1: \d+.*actions, 1 run .*Z.*B/);
    expect((await memory(dataDir, "show", "lamp")).stdout).not.toContain("keys");

    const file = join(dataDir, "learned.json.gz");
    expect((await memory(dataDir, "export", file)).code).toBe(0);
    const text = (await memory(dataDir, "export")).stdout;
    expect(gunzipSync(await readFile(file)).toString()).toBe(text);

    expect((await memory(other, "import", file)).stdout).toMatch(/keys-\S+ \(explorer\): new/);
    const imported = await shown(other);
    expect(imported).toEqual(await shown(dataDir));
    expect((await memory(other, "import", file)).stdout).toMatch(/joined/);
    const figures = (rows: Shown[]) =>
      rows.map(({ game_id, levels, actions, runs, states }) => [
        game_id,
        levels,
        actions,
        runs,
        states,
      ]);
    expect(figures(await shown(other))).toEqual(figures(imported));

    const refused = await memory(other, "forget", "keys");
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/keys-.*--yes/)]);
    expect(await shown(other)).toHaveLength(2);
    const forgotten = await memory(other, "forget", "keys", "--yes");
    expect(forgotten.stdout).toMatch(/^forgotten: keys-\S+ \(explorer\)\n$/);
    expect((await shown(other)).map(({ game_id }) => game_id.slice(0, 4))).toEqual(["lamp"]);
    await memory(other, "forget", "all", "--yes");
    expect(await shown(other)).toEqual([]);
  });

  it("keeps what two processes learn at the same time in one data directory", async () => {
    const dataDir = createTempDir();
    const args = ["--game", "keys", "--max-actions", "200", "--json"];
    const both = await Promise.all(
      ["1", "2"].map((seed) => train(dataDir, ...args, "--seed", seed)),
    );
    const wonBy = both.map(
      (run) =>
        new Set(
          run
            .events()
            .filter(({ type }) => type === "level.completed")
            .map(({ level }) => level),
        ),
    );
    const { entries } = await exported(dataDir);
    expect(entries).toHaveLength(1);
    const saved = entries[0]?.saved as SavedGameMemory;
    expect(saved.experience).toHaveLength(2);
    for (const { actions } of saved.experience) expect(actions).toBeGreaterThan(100);
    const won = saved.levels.filter(({ wins }) => wins.length > 0).map(({ level }) => level + 1);
    expect(new Set(won)).toEqual(new Set([...wonBy[0]!, ...wonBy[1]!]));
    // The next run knows both; what it adds is its own.
    await train(dataDir, "--game", "keys", "--seed", "3");
    const [after] = (await exported(dataDir)).entries;
    expect(after?.saved.experience).toHaveLength(3);
    for (const one of saved.experience) expect(after?.saved.experience).toContainEqual(one);
  });

  it("tries what it learned on another version of a game, and says so", async () => {
    const dataDir = createTempDir();
    const play = async (id: string, ...args: string[]) =>
      await train(dataDir, "--base-url", await serveKeys(id), "--json", ...args);
    await play("keys-00000001", "--seed", "1");
    const known = (await shown(dataDir))[0]?.levels ?? [];
    expect(known.length).toBeGreaterThan(0);
    const run = await runCli([
      ...["--base-url", await serveKeys("keys-00000002"), "--max-actions", "120"],
      ...["--json", "--data-dir", dataDir],
    ]);
    expect(run.stderr).toMatch(/keys-00000002 is a new version: .*keys-00000001/);
    const levels = run.events().filter(({ type }) => type === "level.completed");
    expect(levels.slice(0, known.length).map(({ actions }) => actions)).toEqual(
      known.map(({ shortest }) => shortest),
    );
    expect((await shown(dataDir)).map(({ game_id }) => game_id)).toEqual([
      "keys-00000001",
      "keys-00000002",
    ]);
  });

  it("says what is damaged, leaves it out of exports, and plays on without it", async () => {
    const dataDir = createTempDir();
    await train(dataDir, "--game", "keys,lamp", "--seed", "1");
    const database = openDatabase(dataDir, []);
    database.exec("UPDATE agent_memory SET state = x'00ff' WHERE game_id LIKE 'keys%'");
    database.close();
    expect((await memory(dataDir, "show")).stdout).toMatch(/keys .*damaged/);
    expect((await shown(dataDir)).map(({ damaged }) => damaged)).toEqual([true, false]);
    const out = await memory(dataDir, "export");
    expect(out.stderr).toMatch(/^left out, it is damaged: keys-\S+ \(explorer\)\n$/);
    expect(JSON.parse(out.stdout).entries).toHaveLength(1);
    await train(dataDir, "--game", "keys", "--seed", "2");
    expect((await shown(dataDir)).map(({ damaged }) => damaged)).toEqual([false, false]);
  });

  it("imports nothing of a file of which a part is wrong", async () => {
    const [dataDir, other] = [createTempDir(), createTempDir()];
    await train(dataDir, "--game", "keys,lamp", "--seed", "1");
    const text = (await memory(dataDir, "export")).stdout;
    const file = join(dataDir, "learned.json");
    const last = text.lastIndexOf('"version":2');
    for (const [broken, message] of [
      [text.slice(0, -20), /learned\.json: it is not JSON.*nothing was imported/],
      [`${text.slice(0, last)}"version":3${text.slice(last + 11)}`, /lamp-.*not what explorer/],
    ] as const) {
      await writeFile(file, broken);
      const run = await memory(other, "import", file);
      expect([run.code, run.stdout]).toEqual([2, ""]);
      expect(run.stderr).toMatch(message);
      expect(run.stderr.trim().split("\n")).toHaveLength(1);
      expect(await shown(other)).toEqual([]);
    }
  });

  it("joins what a module's agent saves the way the module does", async () => {
    const dataDir = createTempDir();
    const agent = join(dataDir, "mine.mjs");
    await writeFile(
      agent,
      `export default function createAgent({ random, runId, saved }) {
        const runs = new Set([...(saved ?? []), runId]);
        return { choose: (frame) => ({ id: 1 }), save: () => [...runs] };
      }
      createAgent.mergeSaved = (a, b) => [...new Set([...a, ...b])].sort();`,
    );
    const run = () => train(dataDir, "--game", "keys", "--agent", agent, "--max-actions", "5");
    await run();
    const file = join(dataDir, "learned.json");
    await memory(dataDir, "export", file);
    await memory(dataDir, "forget", "all", "--yes");
    await Promise.all([run(), run()]);
    expect((await memory(dataDir, "import", file, "--agent", agent)).stdout).toMatch(/joined/);
    const { entries } = await exported(dataDir);
    expect(entries[0]).toMatchObject({ agent, saved: { length: 3 } });
  });
});

describe("wrong usage of arc-train memory", () => {
  it.each([
    [["memory"], /memory: which one\? there are show, export, import, forget/],
    [["memory", "wat"], /memory: unknown command 'wat'/],
    [["memory", "show"], /nothing is remembered under/],
    [["memory", "show", "zz"], /nothing is remembered of games that begin with zz/],
    [["memory", "show", "a", "b"], /too many arguments/],
    [["memory", "export", "--agent", "random"], /nothing is remembered by random/],
    [["memory", "export", "--game", ","], /--game.*','.*list/],
    [["memory", "import"], /missing required argument 'file'/],
    [["memory", "import", "missing.json"], /missing\.json: it cannot be read/],
    [["memory", "import", "."], /\.: it cannot be read/],
    [["memory", "import", "/dev/zero"], /\/dev\/zero: it is longer than 256 MiB/],
    [["memory", "import", "package.json", "--agent", "nobody"], /'nobody'.*explorer, random/],
    [["memory", "forget"], /missing required argument 'game\|all'/],
    [["memory", "forget", "all", "--yes"], /nothing is remembered under/],
  ])("%j: one clear line, exit code 2", async (args, message) => {
    const dataDir = createTempDir();
    const run = await runCli(
      args[1] === undefined || args[1] === "wat" ? args : [...args, "--data-dir", dataDir],
    );
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(run.stdout).toBe("");
  });
});
