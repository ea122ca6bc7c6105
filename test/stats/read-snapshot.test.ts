import { Chalk } from "chalk";
import fc from "fast-check";
import { expect, it } from "vitest";
import { plainLine } from "../../src/display/plain-line.ts";
import { prometheusText } from "../../src/display/prometheus.ts";
import { runReport } from "../../src/display/run-report.ts";
import { statusBlock } from "../../src/display/status-block.ts";
import { jsonRun } from "../../src/stats/json-run.ts";
import { readSnapshot } from "../../src/stats/read-snapshot.ts";
import { runSnapshot } from "../helpers/run.ts";

const chalk = new Chalk({ level: 0 });

const stored = (): Record<string, unknown> => JSON.parse(JSON.stringify(runSnapshot()));

/** The names of everything in a value: `limiter.forecast.waitMs`, `games.0.levels`. */
function pathsIn(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    path + name,
    ...pathsIn(inner, `${path}${name}.`),
  ]);
}

function remove(from: unknown, path: string): void {
  const [name = "", ...rest] = path.split(".");
  if (typeof from !== "object" || from === null || Array.isArray(from[name as never])) return;
  const inside = from as Record<string, unknown>;
  if (rest.length === 0) delete inside[name];
  else remove(inside[name], rest.join("."));
}

it("reads what this version has stored as it is", () => {
  expect(readSnapshot(stored())).toEqual({ snapshot: stored(), missing: [] });
});

it("reads what an older version has stored, and names what it did not know", () => {
  const old = stored();
  for (const path of ["limiter.forecast", "limiter.throttle", "limiter.lanes.scorecard.retries"]) {
    remove(old, path);
  }
  const read = readSnapshot(old);
  expect(read?.missing).toEqual(["limiter.throttle", "limiter.forecast", "limiter.lanes.retries"]);
  expect(read?.snapshot.limiter).toMatchObject({ requests: 320, throttle: 1 });
});

it.each([undefined, null, 7, "run-1", [], {}, { runId: 7 }])("takes %j for no run", (other) => {
  expect(readSnapshot(other)).toBeUndefined();
});

it("lets every view show a run whatever is missing", () => {
  const paths = pathsIn(stored()).filter((path) => path !== "runId");
  fc.assert(
    fc.property(fc.subarray(paths, { minLength: 1, maxLength: 12 }), (gone) => {
      const old = stored();
      for (const path of gone) remove(old, path);
      const read = readSnapshot(old);
      if (!read) throw new Error("not read");
      const run = { pid: 1, mark: "", startedAt: 0, updatedAt: 0, ...read };
      const views = [
        runReport(run, "running", [], chalk),
        JSON.stringify(jsonRun(run, "running", [])),
        prometheusText([run.snapshot]),
        statusBlock(run.snapshot, 200, chalk),
        plainLine(run.snapshot),
      ];
      for (const view of views) expect(view).not.toMatch(/undefined|NaN/);
    }),
  );
});
