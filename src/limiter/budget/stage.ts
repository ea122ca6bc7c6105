import type { Priority, Stage } from "../limiter.ts";
import type { Cap, Plan } from "./plan.ts";
import { capHold, usedIn, type Window } from "./window.ts";

/** Spans that last long enough to spare them. Of tokens counts what is likely: the worst seldom comes. */
const SPANS = ["minute", "input", "output"] as const;

/** Use, of what ordinary requests may use, from which on somebody is deferred, and at which no more. */
const THRESHOLDS = {
  "background-deferred": { from: 0.8, until: 0.7 },
  "optional-deferred": { from: 0.9, until: 0.8 },
} as const;

/** What may step back for others. */
interface Deferrable {
  readonly priority: Priority;
  readonly optional?: boolean | undefined;
  readonly waitedMs?: number | undefined;
}

/**
 * How much of a refreshed window is used, of what ordinary requests may use: that of requests or tokens
 * which is fuller.
 */
export function windowUse(window: Window, nowMs: number, plan: Plan): number {
  let use = 0;
  for (const span of SPANS) {
    const limit = plan[span].ordinaryLimit;
    if (limit < Number.POSITIVE_INFINITY) {
      use = Math.max(use, usedIn(window, span, nowMs, plan, "likely") / limit);
    }
  }
  return use;
}

/** The stage at this use, after `before`: what begins at one threshold ends at a lower one, so that it does not flap. */
export function stageAt(use: number, before: Stage): Stage {
  const isOn = (stage: keyof typeof THRESHOLDS, wasOn: boolean) =>
    wasOn ? use > THRESHOLDS[stage].until : use >= THRESHOLDS[stage].from;
  if (isOn("optional-deferred", before === "optional-deferred")) return "optional-deferred";
  return isOn("background-deferred", before !== "normal") ? "background-deferred" : "normal";
}

/**
 * Milliseconds a request steps back for others, 0: none. It waits until the use has fallen, but a whole
 * window at most, after which it waits like any other of its priority: nobody starves. Never who is
 * critical, nor normal and not optional.
 */
export function deferralHold(
  window: Window,
  { priority, optional, waitedMs = 0 }: Deferrable,
  stage: Stage,
  nowMs: number,
  plan: Plan,
): number {
  if (stage === "normal" || priority !== "background") return 0;
  if (optional && stage !== "optional-deferred") return 0;
  const { until } = THRESHOLDS[optional ? "optional-deferred" : "background-deferred"];
  const patienceMs = plan.rules.windowMs - waitedMs;
  // One more than the use may be fits as soon as it is no higher than that.
  const fallsIn = (cap: Cap, span: (typeof SPANS)[number]) => {
    const want = {
      limit: cap.ordinaryLimit * until + 1,
      amount: 1,
      ahead: 0,
      as: "likely",
    } as const;
    return capHold(window, span, want, nowMs, plan);
  };
  const fallsInMs = Math.max(...SPANS.map((span) => fallsIn(plan[span], span)));
  return Math.max(0, Math.min(fallsInMs, patienceMs));
}
