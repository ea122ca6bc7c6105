import { randomUUID } from "node:crypto";
import { systemClock } from "../base/clock.ts";
import { createRandom } from "../base/random.ts";
import { assembleLimiter } from "./assemble-limiter.ts";
import { checkRules } from "./budget/check-rules.ts";
import { PROFILES, type ProfileName } from "./budget/profiles.ts";
import type { Rules } from "./budget/rules.ts";
import type { LimiterStore } from "./cells/store.ts";
import { LimiterError } from "./errors.ts";
import type { Limiter, LimiterEvent } from "./limiter.ts";

/**
 * A limiter for any program's own API.
 *
 * @param profile the name of one, or rules: `{ ...PROFILES.arc, perMinute: 100 }`
 * @param store where the budget lives; default: in this process alone
 * @param onEvent told of stages, 429s and throttling; what it throws becomes a warning
 *
 * Throws a LimiterError where a profile is unknown or a rule makes no sense.
 */
export function createLimiter(
  profile: ProfileName | Rules,
  {
    store,
    onEvent,
  }: { readonly store?: LimiterStore; readonly onEvent?: (event: LimiterEvent) => void } = {},
): Limiter {
  const rules = typeof profile === "string" ? profileOf(profile) : profile;
  checkRules(rules);
  return assembleLimiter({
    rules,
    clock: systemClock,
    random: createRandom(randomUUID()),
    ...(store && { store }),
    ...(onEvent && { onEvent }),
  });
}

function profileOf(name: string): Rules {
  if (Object.hasOwn(PROFILES, name)) return PROFILES[name as ProfileName];
  const known = Object.keys(PROFILES).join(", ");
  throw new LimiterError("RULES", `there is no profile ${JSON.stringify(name)}; known: ${known}`);
}
