import type { Outcome } from "../limiter.ts";
import { cappedWaitMs } from "./retry-after.ts";
import type { BackoffRules } from "./rules.ts";
import type { Unsent } from "./settlement.ts";
import type { Slot } from "./window.ts";

/** The one cooldown of all lanes. */
export interface Cooldown {
  /** Nobody sends before this moment. */
  readonly untilMs: number;
  /** Waits in a row without a success between them. */
  readonly consecutive: number;
  /** Grants numbered from here on were given after the latest wait began. */
  readonly firstId: number;
  /** The request that tries the server after the wait while all others hold back. */
  readonly probe: { readonly id: number; readonly sentMs: number } | null;
}

export const NO_COOLDOWN: Cooldown = { untilMs: 0, consecutive: 0, firstId: 0, probe: null };

/**
 * Wait after the n-th 429 in a row (n from 1): min(max, base · 2^(n−1)) · (1 + jitter · chance),
 * chance in [0, 1): 1, 2, 4 … 60 s, each up to a tenth longer, so that processes do not return as one.
 */
export function backoffMs(n: number, rules: BackoffRules, chance: number): number {
  return Math.min(rules.maxMs, rules.baseMs * 2 ** (n - 1)) * (1 + rules.jitter * chance);
}

/**
 * Milliseconds until a request may go. After the wait one probe goes alone: a server that counts
 * refused requests would otherwise be hit by everybody who waited, and stay full.
 */
export function cooldownHold(cooldown: Cooldown, nowMs: number, timeoutMs: number): number {
  const { untilMs, probe } = cooldown;
  return Math.max(untilMs, probe ? probe.sentMs + timeoutMs : 0) - nowMs;
}

/** The first request after a wait becomes the probe. */
export function cooldownAfterGrant(cooldown: Cooldown, slot: Slot): Cooldown {
  if (cooldown.consecutive === 0) return cooldown;
  return { ...cooldown, probe: { id: slot.id, sentMs: slot.sentMs } };
}

/**
 * The cooldown after a request was settled, and the wait it opened (0: none).
 *
 * - A 429 of a request sent since the latest wait began opens the next, longer one. Of the older
 *   ones, still under way when it began, only a Retry-After counts, and never as one more in a row; so
 *   too of an urgent one, sent in spite of the wait.
 * - Retry-After wins over the formula, longer (up to an hour) or (down to `minMs`) shorter; 0 says nothing, so
 *   the formula stands.
 * - Only the success of a request sent since the wait began ends the backoff, and ends it entirely:
 *   it is proof that the server takes requests again. A 401, a 500 or a lost reply frees the probe's
 *   place for the next one, no more.
 */
export function cooldownAfterSettle(
  cooldown: Cooldown,
  settled: { slot: Slot; outcome: Outcome | Unsent; nowMs: number; nextId: number; chance: number },
  rules: BackoffRules,
): { cooldown: Cooldown; waitMs: number } {
  const { slot, outcome, nowMs } = settled;
  if (cooldown.consecutive === 0 && outcome.kind !== "limited") return { cooldown, waitMs: 0 };
  const isOld = slot.id < cooldown.firstId;
  const probe = cooldown.probe?.id === slot.id ? null : cooldown.probe;
  const unchanged = { cooldown: { ...cooldown, probe }, waitMs: 0 };

  if (outcome.kind === "ok") {
    return isOld
      ? unchanged
      : { cooldown: { ...NO_COOLDOWN, firstId: cooldown.firstId }, waitMs: 0 };
  }
  if (outcome.kind !== "limited") return unchanged;

  const retryAfterMs = cappedWaitMs(outcome.retryAfterMs ?? 0);
  if (isOld || slot.sentMs < cooldown.untilMs) {
    const untilMs = nowMs + retryAfterMs;
    if (cooldown.consecutive === 0 || untilMs <= cooldown.untilMs) return unchanged;
    return { cooldown: { ...cooldown, untilMs }, waitMs: retryAfterMs };
  }
  const consecutive = cooldown.consecutive + 1;
  const chosenMs = retryAfterMs > 0 ? retryAfterMs : backoffMs(consecutive, rules, settled.chance);
  const waitMs = Math.max(chosenMs, rules.minMs);
  return {
    cooldown: { untilMs: nowMs + waitMs, consecutive, firstId: settled.nextId, probe: null },
    waitMs,
  };
}
