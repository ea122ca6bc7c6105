/** Where the npcs are that move by themselves, and where they will be. */
export interface PeriodicTrajectory {
  /** The level begins, or begins again. */
  begin(): void;
  /** Takes in the cells that they show now; `moved`: whether the action just taken moved the avatar. */
  see(cells: ReadonlySet<number>, moved: boolean): void;
  /** They struck here with the action just taken, which led to no view. */
  struck(cells: readonly number[]): void;
  /** The cells they will show after so many moves of the avatar; undefined where that is not known. */
  in(moves: number): ReadonlySet<number> | undefined;
}

/** What was seen at each moment, as one way to count time tells them apart. */
interface Clock {
  readonly layers: Map<number, ReadonlySet<number>>;
  time: number;
  hits: number;
  misses: number;
  /** The number of moments after which all repeats; 0 where that was not seen. */
  period: number;
}

/** The least share of cells in common of what counts as the same. */
const ALIKE = 0.8;
/** The least share of predicted moments that came true of a clock that is believed. */
const TRUST = 0.8;
const MAX_PERIOD = 64;

/**
 * Starts with nothing seen. Time is counted in two ways, by actions and by moves of the avatar; that one
 * is believed by which what was seen in one try at the level came true in the next, or repeats.
 */
export function createPeriodicTrajectory(): PeriodicTrajectory {
  const byActions = createClock();
  const byMoves = createClock();

  const believed = (): Clock | undefined => {
    const best = trustIn(byMoves) >= trustIn(byActions) ? byMoves : byActions;
    return trustIn(best) >= TRUST ? best : undefined;
  };

  return {
    begin() {
      for (const clock of [byActions, byMoves]) clock.time = -1;
    },
    see(cells, moved) {
      for (const clock of [byActions, byMoves]) {
        if (clock === byActions || moved || clock.time < 0) tick(clock, cells);
      }
    },
    struck(cells) {
      for (const { layers, time } of [byActions, byMoves]) {
        layers.set(time + 1, new Set([...(layers.get(time + 1) ?? []), ...cells]));
      }
    },
    in(moves) {
      const clock = believed();
      return clock && layerAt(clock, clock.time + moves);
    },
  };
}

const createClock = (): Clock => ({ layers: new Map(), time: -1, hits: 0, misses: 0, period: 0 });

/** Games rarely roll dice: a clock is believed until it was wrong. */
const trustIn = ({ hits, misses }: Clock): number => (hits + 4) / (hits + misses + 5);

function layerAt({ layers, period }: Clock, time: number): ReadonlySet<number> | undefined {
  const seen = layers.get(time);
  if (seen || period === 0) return seen;
  for (let before = time - period; before >= 0; before -= period) {
    const then = layers.get(before);
    if (then) return then;
  }
  return undefined;
}

function tick(clock: Clock, now: ReadonlySet<number>): void {
  clock.time += 1;
  const predicted = layerAt(clock, clock.time);
  if (predicted && clock.time > 0) {
    if (isAlike(predicted, now)) clock.hits += 1;
    else clock.misses += 1;
  }
  clock.layers.set(clock.time, now);
  if (!predicted || !isAlike(predicted, now)) clock.period = periodOf(clock);
}

/** The shortest period that what was seen up to now repeats with, twice at least. */
function periodOf({ layers, time }: Clock): number {
  for (let period = 2; period <= Math.min(MAX_PERIOD, (time + 1) / 2); period++) {
    let same = true;
    for (let at = time; same && at > time - period; at--) {
      const [late, early] = [layers.get(at), layers.get(at - period)];
      same = late !== undefined && early !== undefined && isAlike(late, early);
    }
    if (same) return period;
  }
  return 0;
}

function isAlike(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  let common = 0;
  for (const cell of a) if (b.has(cell)) common += 1;
  return common >= ALIKE * Math.max(a.size, b.size);
}
