/** A moment at which something is counted no more, and how much. */
export type Release = readonly [atMs: number, amount: number];

/** What is counted against one limit, as it is foreseen: asked in the order of time. */
export interface Room {
  /** The first moment from `atMs` on with room for `amount`; that of the last release where it never fits. */
  freeAt(amount: number, limit: number, atMs: number): number;
  take(amount: number, releaseMs: number): void;
}

export function createRoom(known: readonly Release[]): Room {
  const releases = known.toSorted((a, b) => a[0] - b[0]);
  let used = releases.reduce((sum, [, amount]) => sum + amount, 0);
  let next = 0;

  return {
    freeAt(amount, limit, atMs) {
      let freeMs = atMs;
      for (; next < releases.length; next += 1) {
        const [releaseMs, released] = releases[next]!;
        if (releaseMs > freeMs && used + amount <= limit) break;
        freeMs = Math.max(freeMs, releaseMs);
        used -= released;
      }
      return freeMs;
    },
    take(amount, releaseMs) {
      used += amount;
      // Nearly always the end: only a lost reply is released later than what is yet to be sent.
      let place = releases.length;
      while (place > next && releases[place - 1]![0] > releaseMs) place -= 1;
      if (place === releases.length) releases.push([releaseMs, amount]);
      else releases.splice(place, 0, [releaseMs, amount]);
    },
  };
}
