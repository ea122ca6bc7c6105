/** How much of the limit was used while it was asked for. */
export interface Efficiency {
  countGrant(): void;
  /** Whether from now on somebody waits for the limit, and not only for a lane's own spacing. */
  demand(isWanted: boolean, nowMs: number): void;
  /** Grants given under demand ÷ (time under demand × the rate allowed), at most 1; null before any. */
  value(nowMs: number): number | null;
}

/** `allowedPerMs`: the rate ordinary requests may keep up; Infinity where there is no limit. */
export function createEfficiency(allowedPerMs: number): Efficiency {
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
      const allowed = totalMs * allowedPerMs;
      return allowed > 0 && Number.isFinite(allowed) ? Math.min(1, granted / allowed) : null;
    },
  };
}
