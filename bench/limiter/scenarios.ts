import type { Quota } from "./quota.ts";
import {
  createFixedWindow,
  createSlidingLog,
  createTokenBucket,
  type ServerModel,
} from "./server-models.ts";

/** A server and the network before it. */
export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly createModel: (quota: Quota) => ServerModel;
  /** A request reaches the server after 5 ms up to this, equally likely. */
  readonly latencyMs: number;
  /** Whether a 429 says when to come back, in whole seconds as HTTP has it. */
  readonly sendsRetryAfter: boolean;
  /** Share of requests that are counted and never answered. */
  readonly lossRate: number;
}

const PLAIN = {
  createModel: (quota: Quota) => createSlidingLog(quota, false),
  latencyMs: 80,
  sendsRetryAfter: false,
  lossRate: 0,
};

export const SCENARIOS: readonly Scenario[] = [
  { ...PLAIN, name: "sliding", about: "sliding log" },
  { ...PLAIN, name: "fixed", about: "fixed window", createModel: createFixedWindow },
  { ...PLAIN, name: "bucket", about: "token bucket", createModel: createTokenBucket },
  {
    ...PLAIN,
    name: "counted",
    about: "sliding log that counts refused requests",
    createModel: (quota) => createSlidingLog(quota, true),
  },
  { ...PLAIN, name: "retry-after", about: "sliding log with Retry-After", sendsRetryAfter: true },
  { ...PLAIN, name: "lossy", about: "sliding log, 2 % of the replies lost", lossRate: 0.02 },
  { ...PLAIN, name: "slow", about: "sliding log, 5 to 2,000 ms", latencyMs: 2_000 },
];

/** The scenario of that name; throws RangeError where there is none. */
export function findScenario(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new RangeError(`no server model is called ${name}`);
  return found;
}
