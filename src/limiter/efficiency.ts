import { evenGapMs, type Rules, secondCap, windowCap } from "./rules.ts";

/** How much of the limit was used while it was asked for. */
export interface Efficiency {
  countGrant(): void;
  /** Whether from now on somebody waits for the limit, and not only for a lane's own spacing. */
  demand(isWanted: boolean, nowMs: number): void;
  /** Grants given under demand ÷ (time under demand × the rate ordinary requests may keep up), at most 1; null before any. */
  value(nowMs: number): number | null;
}

export function createEfficiency(rules: Rules): Efficiency {
  const perMs = sustainedPerMs(rules);
  let wantedSinceMs: number | null = null;
  let wantedMs = 0;
  let granted = 0;

  return {
    countGrant() {
      if (wantedSinceMs !== null) granted += 1;
    },
    demand(isWanted, nowMs) {
      if (isWanted === (wantedSinceMs !== null)) return;
      if (wantedSinceMs !== null) wantedMs += nowMs - wantedSinceMs;
      wantedSinceMs = isWanted ? nowMs : null;
    },
    value(nowMs) {
      const totalMs = wantedMs + (wantedSinceMs === null ? 0 : nowMs - wantedSinceMs);
      const allowed = totalMs * perMs;
      return allowed > 0 && Number.isFinite(allowed) ? Math.min(1, granted / allowed) : null;
    },
  };
}

/** The rate the rules allow ordinary requests in the long run, in requests per millisecond. */
function sustainedPerMs(rules: Rules): number {
  const gapMs = evenGapMs(rules);
  const caps = [secondCap(rules), windowCap(rules, "normal")];
  const rates = caps.map((cap) => (cap ? cap.limit / cap.spanMs : Number.POSITIVE_INFINITY));
  return Math.min(gapMs > 0 ? 1 / gapMs : Number.POSITIVE_INFINITY, ...rates);
}
