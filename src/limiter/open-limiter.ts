import { randomUUID } from "node:crypto";
import { systemClock } from "../base/clock.ts";
import { createRandom } from "../base/random.ts";
import { createLimiter } from "./create-limiter.ts";
import type { Limiter, LimiterEvent } from "./limiter.ts";
import { PROFILES, type ProfileName } from "./profiles.ts";
import type { Rules } from "./rules.ts";
import type { LimiterStore } from "./store.ts";

/**
 * A limiter for any program's own API.
 *
 * @param profile the name of one, or rules: `{ ...PROFILES.arc, perMinute: 100 }`
 * @param store where the budget lives; default: in this process alone
 * @param onEvent told of stages, 429s and throttling
 */
export function openLimiter(
  profile: ProfileName | Rules,
  {
    store,
    onEvent,
  }: { readonly store?: LimiterStore; readonly onEvent?: (event: LimiterEvent) => void } = {},
): Limiter {
  return createLimiter({
    rules: typeof profile === "string" ? PROFILES[profile] : profile,
    clock: systemClock,
    random: createRandom(randomUUID()),
    ...(store && { store }),
    ...(onEvent && { onEvent }),
  });
}
