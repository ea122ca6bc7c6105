import { cellsOf, type Sprite } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import type { NpcState } from "../../tracking/npc-state.ts";

/** The trajectory of all NPCs together, as their cells by time, recorded and replayed. */
export interface PeriodicTrajectory {
  /** The level begins, or begins again. */
  begin(): void;
  /**
   * Takes in the cells of NPCs. `moved`: whether the latest action moved the avatar. Returns whether the
   * believed clock predicted them; undefined where it made no prediction.
   */
  see(cells: ReadonlySet<number>, moved: boolean): boolean | undefined;
  /** The avatar died on these cells of the latest action, which led to no view. */
  struck(cells: readonly number[]): void;
  /** The predicted cells after so many moves of the avatar; undefined where unknown. */
  in(moves: number): ReadonlySet<number> | undefined;
}

/** The recorded cells by time, for one way to count time. */
interface Clock {
  readonly layers: Map<number, ReadonlySet<number>>;
  time: number;
  hits: number;
  misses: number;
  /** The period in time steps; 0 where none was found. */
  period: number;
}

/** The least share of common cells of two equal layers. */
const ALIKE = 0.8;
/** The least hit rate of a clock that is believed. */
const TRUST = 0.8;
const MAX_PERIOD = 64;

/**
 * Starts with nothing seen. Time is counted in two ways, by actions and by moves of the avatar. The clock
 * with the better hit rate is believed: its layers repeat in the next attempt at the level, or
 * periodically.
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
      const clock = believed();
      const ticks = moved || clock === byActions ? 1 : 0;
      const predicted = clock && layerAt(clock, clock.time + ticks);
      tick(byActions, cells);
      if (moved || byMoves.time < 0) tick(byMoves, cells);
      return predicted && isAlike(predicted, cells);
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

const NONE: ReadonlySet<number> = new Set();

/**
 * The NPCs as a trajectory goes on, and how a sprite would meet them. `around`: where they are now, and where
 * they may be after one action if the trajectory does not say; after that they are left out.
 */
export function predictNpcs(
  trajectory: PeriodicTrajectory,
  around: readonly [ReadonlySet<number>, ReadonlySet<number>],
  view: View,
  sprite: Sprite,
): NpcState {
  const at = (moves: number): NpcState => {
    const cells = (moves > 0 ? trajectory.in(moves) : undefined) ?? around[moves] ?? NONE;
    return {
      key: moves,
      meets: (spot) => cellsOf(view, sprite, spot).some((cell) => cells.has(cell)),
      after: () => at(moves + 1),
    };
  };
  return at(0);
}

const createClock = (): Clock => ({ layers: new Map(), time: -1, hits: 0, misses: 0, period: 0 });

/** Games are mostly deterministic: a clock is believed until it was wrong. */
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

/** The shortest period that the latest layers repeat with, at least twice. */
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
