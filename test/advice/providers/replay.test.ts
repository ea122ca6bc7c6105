import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createReplayProvider } from "../../../src/advice/providers/replay.ts";
import { type NewRecord, requestKey } from "../../../src/advice/record.ts";
import { createTempDir } from "../../helpers/temp-dir.ts";

const request = (text: string) => ({
  system: "S",
  turns: [{ by: "user" as const, text }],
  maxOutputTokens: 2_000,
});
const never = new AbortController().signal;
const usage = { input: 10, cached: 0, output: 5, reasoning: 0 };

const answered = (to: string, text: string, call: number): NewRecord => ({
  type: "answered",
  key: requestKey(request(to)),
  call,
  text,
  cut: false,
  usage: call === 1 ? usage : null,
  ms: 1,
});

function write(dir: string, records: readonly NewRecord[]): void {
  mkdirSync(dir, { recursive: true });
  const lines = records.map((record) => JSON.stringify({ ...record, t: 1 }));
  writeFileSync(join(dir, "advice.jsonl"), `${lines.join("\n")}\n{"type":"answ`);
}

it("answers as it was answered then, from all logs below the directory", async () => {
  const dir = createTempDir();
  write(join(dir, "run", "a"), [answered("x", "first", 1), answered("x", "second", 2)]);
  write(join(dir, "run", "b"), [answered("y", "other", 1)]);
  const provider = createReplayProvider("replay:there", dir);
  const ask = async (text: string) => await provider.ask(request(text), never);
  expect(await ask("x")).toEqual({ text: "first", isCut: false, usage });
  expect(await ask("y")).toEqual({ text: "other", isCut: false, usage });
  expect(await ask("x")).toEqual({ text: "second", isCut: false });
  expect((await ask("x")).text).toBe("second");
});

it("says which request is not in it, and why that may be", async () => {
  const dir = createTempDir();
  write(dir, [answered("x", "first", 1)]);
  const provider = createReplayProvider("replay:there", dir);
  await expect(provider.ask(request("LEVEL 3\nmore"), never)).rejects.toThrow(
    /^replay:there: request [0-9a-f]{12} is not in it \("LEVEL 3 more" …\): this play.* differs/,
  );
});

it("refuses a directory without answers", () => {
  expect(() => createReplayProvider("replay:x", createTempDir())).toThrow(/no answers of a model/);
});
