import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "../base/json.ts";
import { type AdviceRecord, type RecordOf, readRecord } from "./record.ts";

/** The name of a log in its directory. */
export const LOG_NAME = "advice.jsonl";

/** The records of a log, in order; a torn last line, and what is no record, are left out. Throws Node's error. */
export const readLog = (file: string): AdviceRecord[] => parseLog(readFileSync(file, "utf8"));

/** The same, of the text of a log. */
export const parseLog = (text: string): AdviceRecord[] =>
  text.split("\n").flatMap((line) => readRecord(parseJson(line)) ?? []);

/** All logs below a directory, by path: `<dir>/advice.jsonl`, `<dir>/<run>/<game>/advice.jsonl`. Throws Node's error. */
export const listLogs = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === LOG_NAME)
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();

/** The recorded answers by the key of their request; where it was asked more than once, in that order. */
export function answersOf(records: readonly AdviceRecord[]): Map<string, RecordOf<"answered">[]> {
  const answers = new Map<string, RecordOf<"answered">[]>();
  for (const record of records) {
    if (record.type !== "answered") continue;
    answers.set(record.key, [...(answers.get(record.key) ?? []), record]);
  }
  return answers;
}
