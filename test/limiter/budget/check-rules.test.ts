import { join } from "node:path";
import { expect, it } from "vitest";
import { createLimiter, openSharedStore, PROFILES, type Rules } from "../../../src/index.ts";
import { LimiterError } from "../../../src/limiter/errors.ts";
import { createTempDir } from "../../helpers/temp-dir.ts";

const { arc } = PROFILES;

it.each<[string, unknown, string]>([
  [
    "an unset variable",
    { ...arc, perMinute: Number(undefined) },
    "perMinute is NaN; wanted: a number, 1 or more, or null for no limit",
  ],
  ["a number below", { ...arc, perMinute: 0 }, "perMinute is 0"],
  ["text", { ...arc, perSecond: "8" }, 'perSecond is "8"'],
  ["infinity", { ...arc, windowMs: Number.POSITIVE_INFINITY }, "windowMs is Infinity"],
  ["a field that is missing", { perMinute: 5 }, "perSecond is undefined"],
  ["a share above 0.9", { ...arc, reserve: 15 }, "reserve is 15; wanted: a number from 0 to 0.9"],
  ["a lane", { ...arc, laneSpacingMs: { a: -1 } }, "laneSpacingMs is an object"],
  ["within backoff", { ...arc, backoff: { ...arc.backoff, jitter: 2 } }, "backoff.jitter is 2"],
  ["no backoff", { ...arc, backoff: undefined }, "backoff is undefined"],
  ["nothing", undefined, "the rules is undefined"],
  ["a profile that is none", "arcc", 'there is no profile "arcc"; known: arc, model'],
  ["a name that every object has", "constructor", "there is no profile"],
])("refuses rules with a name, the value and what is wanted: %s", (_, rules, message) => {
  expect(() => createLimiter(rules as Rules)).toThrow(LimiterError);
  expect(() => createLimiter(rules as Rules)).toThrow(message);
});

it("so does a shared store", () => {
  const at = { file: join(createTempDir(), "limiter.db") };
  const open = (options: object) => openSharedStore({ at, key: "k", rules: arc, ...options });
  expect(() => open({ rules: { ...arc, perMinute: Number.NaN } })).toThrow("perMinute is NaN");
  for (const weight of [0, -1, Number.NaN]) {
    expect(() => open({ weight })).toThrow(`weight is ${weight}; wanted: a number above 0`);
  }
});

it.each(Object.values(PROFILES))("takes a profile", async (rules) => {
  await createLimiter(rules).close();
});
