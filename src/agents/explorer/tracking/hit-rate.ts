/** The share of the latest predictions that came true. */
export interface HitRate {
  note(isHit: boolean): void;
  /** 0 … 1; 1 before the first. */
  share(): number;
}

/** Over so many predictions; `credit`: that many more count as hits. */
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
