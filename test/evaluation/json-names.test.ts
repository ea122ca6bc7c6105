import { describe, expect, it } from "vitest";
import { toCamelCase, toSnakeCase } from "../../src/evaluation/json-names.ts";
import { playRecordSchema } from "../../src/evaluation/play-record.ts";
import { playRecord } from "../helpers/play-record.ts";

describe("the names of a result file", () => {
  it("are snake case, at every depth, and come back as they were", () => {
    const record = playRecord();
    const json = toSnakeCase({ plays: [record] }) as { plays: Record<string, unknown>[] };
    expect(json.plays[0]).toMatchObject({ game_id: "walk-0001", cpu_ms: { p50: 0.2 } });
    expect(JSON.stringify(json)).not.toMatch(/"[a-z_]*[A-Z]\w*":/);
    expect(playRecordSchema.parse(toCamelCase(json.plays[0]))).toEqual(record);
  });

  it("leave values alone", () => {
    expect(toSnakeCase({ aB: ["cD", null, 1, { eF: "gH" }] })).toEqual({
      a_b: ["cD", null, 1, { e_f: "gH" }],
    });
  });
});
