import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendResult, openResults, readResults } from "../../src/evaluation/result-file.ts";
import { playRecord } from "../helpers/play-record.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const newFile = () => join(createTempDir(), "bench.jsonl");

describe("a result file", () => {
  it("is made where it is missing and gives back what was added", () => {
    const file = newFile();
    expect(openResults(file)).toEqual([]);
    const records = [playRecord(), playRecord({ seed: 2, levelsCompleted: 0 })];
    for (const record of records) appendResult(file, record);
    expect(readResults(file)).toEqual(records);
    expect(openResults(file)).toEqual(records);
  });

  it("loses the torn end that a crash left, and goes on behind it", () => {
    const file = newFile();
    appendResult(file, playRecord({ failures: ["Überlast"] }));
    appendFileSync(file, '{"type":"play","agent":"ü');
    expect(readResults(file)).toHaveLength(1);
    expect(openResults(file)).toHaveLength(1);
    appendResult(file, playRecord({ seed: 2 }));
    expect(readResults(file).map(({ seed }) => seed)).toEqual([1, 2]);
    expect(readFileSync(file, "utf8").split("\n")).toHaveLength(3);
  });

  it("counts the last time that a series was played, all its sessions of that time", () => {
    const file = newFile();
    const add = (session: number, levelsCompleted: number, seed = 1) =>
      appendResult(file, playRecord({ session, sessions: 3, levelsCompleted, seed }));
    for (const session of [1, 2, 3]) add(session, 1);
    add(1, 5, 2);
    add(1, 2);
    add(2, 2);
    expect(
      readResults(file).map((play) => [play.seed, play.session, play.levelsCompleted]),
    ).toEqual([
      [1, 1, 2],
      [1, 2, 2],
      [2, 1, 5],
    ]);
  });

  it("reads plays of version 0.1.0, which called the best score practised", () => {
    const file = newFile();
    appendResult(file, playRecord({ bestScore: 12.5 }));
    writeFileSync(file, readFileSync(file, "utf8").replace("best_score", "practised_score"));
    expect(readResults(file)).toEqual([playRecord({ bestScore: 12.5 })]);
  });

  it("reads plays from before there was a limit of time", () => {
    const file = newFile();
    appendResult(file, playRecord());
    const line = readFileSync(file, "utf8");
    writeFileSync(file, line.replace('"max_minutes":null,', ""));
    expect(readFileSync(file, "utf8")).not.toBe(line);
    expect(readResults(file)).toEqual([playRecord()]);
  });

  it("names the line that is none of a bench's, and a file that is not there", () => {
    const file = newFile();
    appendResult(file, playRecord());
    writeFileSync(file, `${readFileSync(file, "utf8")}{"type":"step"}\n`);
    expect(() => readResults(file)).toThrow(/bench\.jsonl, line 2: not a play/);
    expect(() => readResults(`${file}x`)).toThrow(/bench\.jsonlx cannot be read/);
  });
});
