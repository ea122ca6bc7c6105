import { UsageError } from "../base/errors.ts";
import { duration, part } from "../display/format.ts";
import { isLongWait, waitNotice } from "../display/wait-notice.ts";
import type { LimiterSnapshot } from "../limiter/limiter.ts";
import { confirm } from "./confirm.ts";
import type { Connection } from "./connect.ts";
import { printError } from "./terminal.ts";

/** One line of `arc-train doctor`. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * What the limits of the key allow now, and whether they hold up any request for long. `notices`: what
 * was said of the place where they are shared.
 */
export async function checkLimits(
  { limiter }: Connection,
  notices: readonly string[],
): Promise<{ finding: Finding; isBlocked: boolean }> {
  const snapshot = await limiter.refresh();
  const isBlocked = isLongWait(snapshot);
  const detail = [waitNotice(snapshot) ?? useOf(snapshot), ...notices].join("; ");
  const ok = !isBlocked && notices.length === 0;
  return { finding: { check: "limits", ok, detail }, isBlocked };
}

/** Ends cooldown and throttle, asking a person first; throws a UsageError where nobody can be asked. */
export async function clearLimits({ limiter }: Connection, isSure: boolean): Promise<void> {
  const { cooldownMs, throttle } = await limiter.refresh();
  if (cooldownMs === 0 && throttle === 1) {
    printError("nothing to clear: no 429 holds back this key");
    return;
  }
  const what =
    cooldownMs > 0
      ? `End the pause of ${duration(cooldownMs + 999)} that the server asked for?`
      : `End the slowing to ${part(throttle)} of the limits?`;
  if (!isSure) {
    if (!process.stdin.isTTY || !process.stderr.isTTY) {
      throw new UsageError("clearing the limits: say --yes, since nobody can be asked here");
    }
    if (!(await confirm(what, process.stdin, process.stderr))) return;
  }
  await limiter.clearCooldown();
  printError("cleared: the next request goes as the limits allow");
}

function useOf({ lastMinute, perMinuteLimit, cooldownMs }: LimiterSnapshot): string {
  if (cooldownMs > 0) return `a pause after a 429, ${duration(cooldownMs + 999)} left`;
  if (perMinuteLimit === null) return "none";
  return `${lastMinute} of ${perMinuteLimit} used in the last minute`;
}
