/** How often something lately came as it was predicted. */
export interface HitRate {
  note(isHit: boolean): void;
  /** The share of the latest that did, 0 … 1; 1 before the first. */
  share(): number;
}

/** Remembers so many; `credit`: that many more count as hits. */
export function createHitRate(remembered: number, credit = 0): HitRate {
  let latest: boolean[] = [];

  return {
    note(isHit) {
      latest = [...latest, isHit].slice(-remembered);
    },
    share: () =>
      latest.length === 0 ? 1 : (latest.filter(Boolean).length + credit) / (latest.length + credit),
  };
}
