import type { Clock } from "../base/clock.ts";
import type { LimiterSnapshot } from "../limiter/limiter.ts";
import type { TimedEvent } from "../training/events.ts";
import type { PlayRecord } from "./play-record.ts";
import type { Play } from "./run-bench.ts";

/** A bench at one moment. */
export interface BenchMoment {
  readonly playsDone: number;
  readonly playsAll: number;
  /** Completed so far, those of open plays included. */
  readonly levels: number;
  readonly stepsPerSecond: number;
  readonly elapsedMs: number;
  /** As long again for as many actions; null before the first. */
  readonly leftMs: number | null;
  readonly limiter: LimiterSnapshot | null;
}

/** Follows the plays of a bench. */
export interface BenchProgress {
  onEvent(play: Play, event: TimedEvent): void;
  onRecord(record: PlayRecord): void;
  moment(): BenchMoment;
}

interface Open {
  readonly actions: number;
  readonly levels: number;
}

/** `playsAll` counts what is to be played now, `maxActions` is the budget of a play. */
export function createBenchProgress(
  playsAll: number,
  maxActions: number,
  clock: Clock,
): BenchProgress {
  const startedMs = clock.now();
  const open = new Map<string, Open>();
  let limiter: LimiterSnapshot | null = null;
  let playsDone = 0;
  let levels = 0;
  let steps = 0;

  return {
    onEvent(play, event) {
      if (event.type === "limiter") limiter = event.snapshot;
      if (event.type !== "step") return;
      steps += 1;
      const key = keyOf(play.agent, play.game.gameId, play.seed);
      const { levels: before } = open.get(key) ?? { levels: 0 };
      open.set(key, {
        actions: event.actions,
        levels: Math.max(before, event.step.after.levelsCompleted),
      });
    },
    onRecord(record) {
      open.delete(keyOf(record.agent, record.gameId, record.seed));
      playsDone += 1;
      levels += record.levelsCompleted;
    },
    moment() {
      const elapsedMs = clock.now() - startedMs;
      const running = [...open.values()];
      const played = running.reduce((sum, { actions }) => sum + actions / maxActions, playsDone);
      return {
        playsDone,
        playsAll,
        levels: running.reduce((sum, play) => sum + play.levels, levels),
        stepsPerSecond: elapsedMs > 0 ? (steps * 1000) / elapsedMs : 0,
        elapsedMs,
        leftMs: played > 0 ? Math.max(0, (elapsedMs * (playsAll - played)) / played) : null,
        limiter,
      };
    },
  };
}

const keyOf = (agent: string, gameId: string, seed: number): string =>
  JSON.stringify([agent, gameId, seed]);
