import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import { diskError } from "../base/disk-error.ts";
import { messageOf, UsageError } from "../base/errors.ts";
import { parseJson } from "../base/json.ts";
import { toCamelCase, toSnakeCase } from "./json-names.ts";
import { type PlayRecord, playRecordSchema } from "./play-record.ts";

/**
 * The plays of a result file: JSON lines, a play each. Of a series that was played again the last
 * time counts. A last line without its end was cut off by a crash and is passed over.
 * Throws a UsageError for a file that cannot be read or holds anything else.
 */
export function readResults(file: string): PlayRecord[] {
  const lines = readText(file).split("\n").slice(0, -1);
  const records = lines.map((line, index) => {
    const play = playRecordSchema.safeParse(toCamelCase(parseJson(inPresentWords(line))));
    if (play.success) return play.data;
    throw new UsageError(`${file}, line ${index + 1}: not a play as arc-train bench writes it`);
  });
  return lastOfEach(records);
}

/**
 * Prepares a file for more plays and tells which it holds: none where it is missing. What a crash left
 * of a line is cut off.
 */
export function openResults(file: string): PlayRecord[] {
  if (!existsSync(file)) {
    // A path that cannot be written should fail now, not after the first play.
    write(file, () => appendFileSync(file, ""));
    return [];
  }
  const records = readResults(file);
  const whole = readText(file).lastIndexOf("\n") + 1;
  const bytes = Buffer.byteLength(readText(file).slice(0, whole));
  write(file, () => truncateSync(file, bytes));
  return records;
}

/** Adds a play. Throws a DiskError. */
export function appendResult(file: string, record: PlayRecord): void {
  write(file, () => appendFileSync(file, `${JSON.stringify(toSnakeCase(record))}\n`));
}

/** Files of version 0.1.0 call the best score practised. */
const inPresentWords = (line: string): string =>
  line.replace('"practised_score":', '"best_score":');

/** A series begins again with its first session; what was played of it before is void then. */
function lastOfEach(records: readonly PlayRecord[]): PlayRecord[] {
  const series = new Map<string, PlayRecord[]>();
  for (const record of records) {
    const key = JSON.stringify([record.agent, record.gameId, record.seed]);
    const earlier = record.session === 1 ? [] : (series.get(key) ?? []);
    series.set(key, [...earlier.filter((play) => play.session !== record.session), record]);
  }
  return [...series.values()].flat();
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function write(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw diskError(`writing ${file}`, error);
  }
}
