import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answersOf, listLogs, parseLog, readLog } from "../../src/advice/read-log.ts";
import { readRecord, requestKey, textKey } from "../../src/advice/record.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const answered = {
  type: "answered",
  t: 1,
  call: 1,
  key: "ab".repeat(32),
  text: "{}",
  cut: false,
  usage: null,
  ms: 5,
} as const;

describe("a record", () => {
  test("is read back as it was written; what is none is left out", () => {
    const torn = JSON.stringify(answered).slice(0, -4);
    const other = JSON.stringify({ type: "of a later version", t: 1 });
    expect(parseLog(`${JSON.stringify(answered)}\n${other}\nnull\n7\n\n${torn}`)).toEqual([
      answered,
    ]);
    expect(readRecord({ ...answered, ms: "5" })).toBeUndefined();
    expect(readRecord({ ...answered, type: "constructor" })).toBeUndefined();
  });

  test("has a key that tells requests apart by all that the model sees, and by nothing else", () => {
    const turns = [{ by: "user", text: "a" }] as const;
    const key = requestKey({ system: "s", turns });
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(requestKey({ system: "s", turns, priority: "background" })).toBe(key);
    expect(requestKey({ system: "s", turns: [{ by: "model", text: "a" }] })).not.toBe(key);
    expect(requestKey({ system: "sa", turns: [{ by: "user", text: "" }] })).not.toBe(key);
    expect(textKey("user", "a")).not.toBe(textKey("model", "a"));
  });
});

test("logs are found below a directory, and their answers by the key of the request", () => {
  const dir = createTempDir();
  const at = join(dir, "run", "game");
  mkdirSync(at, { recursive: true });
  const file = join(at, "advice.jsonl");
  const again = { ...answered, call: 2, text: "[]" };
  writeFileSync(file, `${JSON.stringify(answered)}\n${JSON.stringify(again)}\n`);
  writeFileSync(join(at, "other.jsonl"), "");
  expect(listLogs(dir)).toEqual([file]);
  expect(answersOf(readLog(file)).get(answered.key)).toEqual([answered, again]);
});
