import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { ArcadeGame } from "../../src/arcade/game.ts";
import { keys } from "../../src/arcade/games/keys.ts";
import { createArcadeServer } from "../../src/arcade/server.ts";
import { systemClock } from "../../src/base/clock.ts";
import { openDatabase } from "../../src/base/open-database.ts";
import { AGENT_MEMORY_SCHEMA } from "../../src/memory/store/agent-memory.ts";
import { listMemory, type MemoryRow } from "../../src/memory/store/memory-rows.ts";
import { outlineGameMemory } from "../../src/memory/store/outline-game-memory.ts";
import type { SavedGameMemory } from "../../src/memory/store/saved-game-memory.ts";
import { runCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const memory = (dataDir: string, ...args: string[]) =>
  runCli(["memory", ...args, "--data-dir", dataDir]);

async function train(dataDir: string, ...args: string[]) {
  const run = await runCli(["--max-actions", "120", "--quiet", "--data-dir", dataDir, ...args]);
  expect(run.code).toBe(0);
  return run;
}

function stored(dataDir: string): MemoryRow[] {
  const database = openDatabase(dataDir, [AGENT_MEMORY_SCHEMA]);
  try {
    return listMemory(database);
  } finally {
    database.close();
  }
}

/** What is to be the same, whenever it was saved and however it is packed. */
const figures = (rows: readonly MemoryRow[]) =>
  rows.map(({ agent, gameId, saved }) => ({ agent, gameId, ...outlineGameMemory(saved) }));
const names = (dataDir: string) => stored(dataDir).map(({ gameId }) => gameId.slice(0, 4));

/** Serves games with these ids that are all the one with the keys. */
async function serveKeys(...ids: string[]): Promise<string> {
  const games = ids.map((id): ArcadeGame => ({ ...(keys as ArcadeGame), id }));
  const server = createArcadeServer({ games, clock: systemClock, rpm: 1_000_000 });
  onTestFinished(() => server.close());
  return await server.listen();
}

const learned = mkdtempSync(join(tmpdir(), "arc-train-learned-"));
beforeAll(async () => {
  await train(learned, "--game", "keys,lamp", "--seed", "1");
});
afterAll(() => rmSync(learned, { recursive: true, force: true }));

/** A data directory in which something was learned of two games. */
function createLearnedDir(): string {
  const dataDir = createTempDir();
  cpSync(learned, dataDir, { recursive: true });
  return dataDir;
}

describe("arc-train memory", () => {
  it("shows what was learned", async () => {
    const dataDir = createLearnedDir();
    const table = (await memory(dataDir, "show", "keys")).stdout;
    expect(table).toMatch(/explorer.*keys.*1: \d+.*actions, 1 run .*Z.*B/);
    expect(table).not.toContain("lamp");
    const { stdout } = await memory(dataDir, "show", "--json");
    const [row] = stored(dataDir);
    const { levels, states, tested, actions, runs } = outlineGameMemory(row?.saved) ?? {};
    expect(JSON.parse(stdout)[0]).toMatchObject({
      game_id: row?.gameId,
      bytes: row?.bytes,
      damaged: false,
      levels,
      states,
      tested_actions: tested,
      actions,
      runs,
    });
  });

  it("exports and imports it, once or twice", async () => {
    const [dataDir, other] = [createLearnedDir(), createTempDir()];
    const file = join(dataDir, "learned.json.gz");
    expect((await memory(dataDir, "export", file)).code).toBe(0);
    const text = (await memory(dataDir, "export")).stdout;
    expect(gunzipSync(await readFile(file)).toString()).toBe(text);
    expect((await memory(other, "import", file)).stdout).toMatch(/keys-\S+ \(explorer\): new/);
    expect(stored(other)).toEqual(stored(dataDir));
    expect((await memory(other, "import", file)).stdout).toMatch(/joined/);
    expect(figures(stored(other))).toEqual(figures(stored(dataDir)));
  });

  it("forgets it, where it is told to for sure", async () => {
    const dataDir = createLearnedDir();
    const refused = await memory(dataDir, "forget", "keys");
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/keys-.*--yes/)]);
    expect(names(dataDir)).toEqual(["keys", "lamp"]);
    const forgotten = await memory(dataDir, "forget", "keys", "--yes");
    expect(forgotten.stdout).toMatch(/^forgotten: keys-\S+ \(explorer\)\n$/);
    expect(names(dataDir)).toEqual(["lamp"]);
    await memory(dataDir, "forget", "all", "--yes");
    expect(names(dataDir)).toEqual([]);
    expect((await memory(dataDir, "show", "--json")).stdout).toBe("[]\n");
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
    const rows = stored(dataDir);
    expect(rows).toHaveLength(1);
    const saved = rows[0]?.saved as SavedGameMemory;
    expect(saved.experience).toHaveLength(2);
    for (const { actions } of saved.experience) expect(actions).toBeGreaterThan(0);
    const won = saved.levels.filter(({ wins }) => wins.length > 0).map(({ level }) => level + 1);
    expect(new Set(won)).toEqual(new Set([...wonBy[0]!, ...wonBy[1]!]));
    // The next run knows both; what it adds is its own.
    await train(dataDir, "--game", "keys", "--seed", "3");
    const after = stored(dataDir)[0]?.saved as SavedGameMemory;
    expect(after.experience).toHaveLength(3);
    expect(after.experience).toEqual(expect.arrayContaining(saved.experience));
  });

  it("tries what it learned on another version of a game, and says so", async () => {
    const dataDir = createTempDir();
    await train(dataDir, "--base-url", await serveKeys("keys-00000001"), "--seed", "1");
    const { levels: known = [] } = figures(stored(dataDir))[0] ?? {};
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
    expect(stored(dataDir).map(({ gameId }) => gameId)).toEqual(["keys-00000001", "keys-00000002"]);
  });

  it("says what is damaged, leaves it out of exports, and plays on without it", async () => {
    const dataDir = createLearnedDir();
    const database = openDatabase(dataDir, []);
    database.exec("UPDATE agent_memory SET state = x'00ff' WHERE game_id LIKE 'keys%'");
    database.close();
    expect((await memory(dataDir, "show")).stdout).toMatch(/keys .*damaged/);
    const out = await memory(dataDir, "export");
    expect(out.stderr).toMatch(/^left out, it could not be read back: keys-\S+ \(explorer\)\n$/);
    expect(JSON.parse(out.stdout).entries).toHaveLength(1);
    await train(dataDir, "--game", "keys", "--seed", "2");
    expect(figures(stored(dataDir))[0]?.actions).toBeGreaterThan(0);
  });

  it("imports nothing of a file of which a part is wrong", async () => {
    const [dataDir, other] = [createLearnedDir(), createTempDir()];
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
      expect(stored(other)).toEqual([]);
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
    expect(stored(dataDir)).toMatchObject([{ agent, saved: { length: 3 } }]);
  });
});

describe("wrong usage of arc-train memory", () => {
  it.each([
    [["memory"], /memory: which one\? there are show, export, import, forget/],
    [["memory", "wat"], /memory: unknown command 'wat'/],
    [["memory", "show", "zz"], /nothing is remembered of games that begin with zz/],
    [["memory", "export", "--agent", "random"], /nothing is remembered by random/],
    [["memory", "export", "--game", ","], /--game.*','.*list/],
    [["memory", "import", "missing.json"], /missing\.json: it cannot be read/],
    [["memory", "import", "/dev/zero"], /\/dev\/zero: it is longer than 256 MiB/],
    [["memory", "forget"], /missing required argument 'game\|all'/],
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
