import { LimiterError } from "../errors.ts";
import type { BackoffRules, Rules } from "./rules.ts";

interface Range {
  readonly text: string;
  has(value: unknown): boolean;
}

const isFrom = (least: number, most = Number.MAX_VALUE): ((value: unknown) => boolean) => {
  return (value) => typeof value === "number" && value >= least && value <= most;
};

const number = (least: number, unit = ""): Range => ({
  text: `a number, ${least}${unit} or more`,
  has: isFrom(least),
});

const share = (most: number): Range => ({
  text: `a number from 0 to ${most}`,
  has: isFrom(0, most),
});

const limit = (least: number): Range => ({
  text: `a number, ${least} or more, or null for no limit`,
  has: (value) => value === null || isFrom(least)(value),
});

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null;

const RANGES: Readonly<Record<keyof Rules, Range>> = {
  perMinute: limit(1),
  perSecond: limit(0.001),
  evenly: { text: "true or false", has: (value) => typeof value === "boolean" },
  sendGapMs: number(0, " ms"),
  inputTokensPerMinute: limit(1),
  outputTokensPerMinute: limit(1),
  spacingMs: number(0, " ms"),
  laneSpacingMs: {
    text: "an object of lanes and numbers, 0 ms or more",
    has: (value) => isMap(value) && Object.values(value).every(isFrom(0)),
  },
  reserve: share(0.9),
  windowMs: number(1, " ms"),
  timeoutMs: number(1, " ms"),
  backoff: { text: "an object as in PROFILES.arc.backoff", has: isMap },
};

const BACKOFF_RANGES: Readonly<Record<keyof BackoffRules, Range>> = {
  baseMs: number(0, " ms"),
  maxMs: number(0, " ms"),
  minMs: number(0, " ms"),
  jitter: share(1),
};

/** Throws a LimiterError that names the field, what it is and what it may be. */
export function checkRules(rules: Rules): void {
  if (!isMap(rules))
    throw wrong("the rules", rules, "an object, such as { ...PROFILES.arc, perMinute: 100 }");
  checkFields(rules, RANGES, "");
  checkFields(rules.backoff, BACKOFF_RANGES, "backoff.");
}

/** Throws a LimiterError unless `value` is a number above 0. */
export function checkPositive(name: string, value: unknown): void {
  if (!(isFrom(0)(value) && value !== 0)) throw wrong(name, value, "a number above 0");
}

function checkFields(value: object, ranges: Readonly<Record<string, Range>>, prefix: string): void {
  for (const [field, { text, has }] of Object.entries(ranges)) {
    const found = (value as Record<string, unknown>)[field];
    if (!has(found)) throw wrong(`${prefix}${field}`, found, text);
  }
}

const wrong = (name: string, value: unknown, wanted: string): LimiterError =>
  new LimiterError("RULES", `${name} is ${shown(value)}; wanted: ${wanted}`);

const shown = (value: unknown): string =>
  typeof value === "string" ? JSON.stringify(value) : isMap(value) ? "an object" : String(value);
