/** A place where the cursor stops. */
export interface Stop {
  readonly x: number;
  readonly y: number;
  /** The stops to which the keys lead, as far as they were pressed here. */
  readonly next: Map<number, Stop>;
}

/** The way to a stop. */
export interface StopWay {
  readonly stop: Stop;
  /** Its number of keys. */
  readonly steps: number;
  /** The first of them; undefined for where it starts. */
  readonly first: number | undefined;
}

/** The shortest ways to all known stops, nearest first: breadth-first search. */
export function waysFrom(start: Stop): StopWay[] {
  const ways: StopWay[] = [{ stop: start, steps: 0, first: undefined }];
  const seen = new Set([start]);
  for (const { stop, steps, first } of ways) {
    for (const [key, next] of stop.next) {
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push({ stop: next, steps: steps + 1, first: first ?? key });
    }
  }
  return ways;
}
