import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../../src/base/open-database.ts";
import { AGENT_MEMORY_SCHEMA, type MergeSaved } from "../../../src/memory/store/agent-memory.ts";
import { addMemory, forgetMemory, listMemory } from "../../../src/memory/store/memory-rows.ts";
import { createTempDir } from "../../helpers/temp-dir.ts";

const both: MergeSaved = (a, b) => `${a} ${b}`;

function open() {
  const database = openDatabase(createTempDir(), [AGENT_MEMORY_SCHEMA]);
  onTestFinished(() => void database.close());
  return database;
}

const entry = (agent: string, gameId: string, savedAt: number, saved: unknown = gameId) => ({
  agent,
  gameId,
  savedAt,
  saved,
});
const contents = (database: ReturnType<typeof open>) =>
  listMemory(database).map(({ agent, gameId, saved }) => `${agent} ${gameId}: ${saved}`);

describe("what is remembered", () => {
  it("is listed by agent and game, as far as it is meant", () => {
    const database = open();
    const entries = [entry("b", "keys-1", 1), entry("a", "lamp-1", 2), entry("a", "keys-1", 3)];
    expect(addMemory(database, entries, () => undefined)).toEqual(["new", "new", "new"]);
    const meant = (filter: Parameters<typeof listMemory>[1]) =>
      listMemory(database, filter).map(({ agent, gameId }) => `${agent} ${gameId}`);
    expect(meant({})).toEqual(["a keys-1", "a lamp-1", "b keys-1"]);
    expect(meant({ agent: "a" })).toEqual(["a keys-1", "a lamp-1"]);
    expect(meant({ games: ["la", "zz"] })).toEqual(["a lamp-1"]);
    expect(meant({ agent: "b", games: ["la"] })).toEqual([]);
    expect(listMemory(database)[0]).toMatchObject({ savedAt: 3, saved: "keys-1" });
    expect(listMemory(database)[0]?.bytes).toBeGreaterThan(0);
  });

  it("is forgotten as far as it is meant", () => {
    const database = open();
    addMemory(
      database,
      [entry("a", "keys-1", 1), entry("a", "lamp-1", 1), entry("b", "keys-1", 1)],
      () => undefined,
    );
    const gone = forgetMemory(database, { agent: "a", games: ["keys"] });
    expect(gone).toMatchObject([{ agent: "a", gameId: "keys-1" }]);
    expect(contents(database)).toEqual(["a lamp-1: lamp-1", "b keys-1: keys-1"]);
    expect(forgetMemory(database, {})).toHaveLength(2);
    expect(contents(database)).toEqual([]);
  });

  it("is joined with what comes, or gives way to what is newer", () => {
    const database = open();
    const merge = (agent: string) => (agent === "a" ? both : undefined);
    addMemory(database, [entry("a", "keys-1", 5, "x"), entry("b", "keys-1", 5, "x")], merge);
    const older = [entry("a", "keys-1", 1, "y"), entry("b", "keys-1", 1, "y")];
    expect(addMemory(database, older, merge)).toEqual(["joined", "older"]);
    expect(contents(database)).toEqual(["a keys-1: x y", "b keys-1: x"]);
    expect(listMemory(database).map(({ savedAt }) => savedAt)).toEqual([5, 5]);
    const newer = [entry("b", "keys-1", 9, "z")];
    expect(addMemory(database, newer, merge)).toEqual(["replaced"]);
    expect(contents(database)).toEqual(["a keys-1: x y", "b keys-1: z"]);
  });

  it("replaces what is damaged", () => {
    const database = open();
    addMemory(database, [entry("a", "keys-1", 5, "x")], () => both);
    database.exec("UPDATE agent_memory SET state = x'13'");
    expect(listMemory(database)).toMatchObject([{ gameId: "keys-1", saved: undefined, bytes: 1 }]);
    expect(addMemory(database, [entry("a", "keys-1", 1, "y")], () => both)).toEqual(["replaced"]);
    expect(contents(database)).toEqual(["a keys-1: y"]);
  });

  it("stays as it is where one of the entries cannot be added", () => {
    const database = open();
    addMemory(database, [entry("a", "lamp-1", 1, "x")], () => both);
    const entries = [entry("a", "keys-1", 1), entry("a", "lamp-1", 1)];
    const broken = () => () => {
      throw new Error("cannot");
    };
    expect(() => addMemory(database, entries, broken)).toThrow("cannot");
    expect(contents(database)).toEqual(["a lamp-1: x"]);
    database.exec(
      "CREATE TRIGGER no BEFORE INSERT ON agent_memory WHEN new.game_id = 'lamp-1' BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect(() => addMemory(database, entries, () => both)).toThrow(/keeping what was imported/);
    expect(contents(database)).toEqual(["a lamp-1: x"]);
  });
});
