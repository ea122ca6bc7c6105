import type { BackoffRules, Rules } from "./rules.ts";

export type Pace = "api" | "max" | "off";

/** Single numbers over a pace. */
export type RulesOverrides = Partial<Omit<Rules, "backoff">> & {
  readonly backoff?: Partial<BackoffRules>;
};

/** The documented delays: 8 of the 10 a second, 0.15 s between the actions of a game, 1 … 60 s after 429s. */
const API: Rules = {
  perMinute: 600,
  perSecond: 8,
  evenly: false,
  sendGapMs: 0,
  inputTokensPerMinute: null,
  outputTokensPerMinute: null,
  spacingMs: 150,
  // The names the client gives to requests that are no action of a game.
  laneSpacingMs: { scorecard: 0, games: 0 },
  reserve: 0.15,
  windowMs: 60_000,
  timeoutMs: 30_000,
  backoff: { baseMs: 1_000, maxMs: 60_000, minMs: 0, jitter: 0.1 },
};

const PACES: Readonly<Record<Pace, Rules>> = {
  api: API,
  // 9.98/s is 599 a minute: nearly all of the window and still below ten a second, spread evenly
  // because counting to the reply would cost a tenth of the rate at replies of 0.1 s. An even flow
  // frees a slot every 0.1 s, and who is critical gets the next one: nothing need be reserved.
  max: { ...API, perSecond: 9.98, evenly: true, spacingMs: 0, reserve: 0 },
  // No limits of our own; a server's 429 is still obeyed.
  off: { ...API, perMinute: null, perSecond: null, spacingMs: 0 },
};

/** The rules of a pace, with single numbers replaced. */
export function rulesFor(pace: Pace, overrides: RulesOverrides = {}): Rules {
  return rulesOver(PACES[pace], overrides);
}

/** Any rules, with single numbers replaced. */
export function rulesOver(rules: Rules, overrides: RulesOverrides): Rules {
  return { ...rules, ...overrides, backoff: { ...rules.backoff, ...overrides.backoff } };
}
