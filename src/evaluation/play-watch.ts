import { type Frame, lastGrid } from "../game/frame.ts";
import { hashGrid } from "../game/grid-hash.ts";
import type { Step } from "../game/step.ts";
import { createRunTracker } from "../stats/run-tracker.ts";
import type { EventSink, GameEnding } from "../training/events.ts";
import { firstScore } from "./first-score.ts";
import type { PlayRecord } from "./play-record.ts";

/** What the events of a play tell of it. */
type Watched = Pick<
  PlayRecord,
  | "cardId"
  | "levelsCompleted"
  | "winLevels"
  | "levelActions"
  | "baselines"
  | "firstScore"
  | "bestScore"
  | "actions"
  | "resets"
  | "episodes"
  | "states"
  | "deaths"
  | "comparedSteps"
  | "idleSteps"
  | "failures"
>;

/** Follows the run of one game. */
export interface PlayWatch extends EventSink {
  /** Null before the game has ended. */
  readonly ending: GameEnding | null;
  /** True when the run broke before its game had ended: others like it would break too. */
  readonly isBroken: boolean;
  watched(): Watched;
}

/** Whether two frames show the same picture at the same stage of the game. */
function leavesAll(before: Frame, after: Frame): boolean {
  if (before.levelsCompleted !== after.levelsCompleted || before.state !== after.state)
    return false;
  const [was, is] = [lastGrid(before), lastGrid(after)];
  return was.width === is.width && Buffer.compare(was.cells, is.cells) === 0;
}

/** Failures kept of one play; those of a server that is away are all alike. */
const MAX_FAILURES = 5;

export function createPlayWatch(): PlayWatch {
  const tracker = createRunTracker();
  const pictures = new Set<string>();
  const failures: string[] = [];
  let ending: GameEnding | null = null;
  let isBroken = false;
  let deaths = 0;
  let comparedSteps = 0;
  let idleSteps = 0;

  function see({ before, action, after }: Step): void {
    const { cells, width } = lastGrid(after);
    pictures.add(hashGrid(cells, width));
    if (after.state === "GAME_OVER" && action.id !== 0) deaths += 1;
    if (before === null || action.id === 0) return;
    comparedSteps += 1;
    if (leavesAll(before, after)) idleSteps += 1;
  }

  return {
    get ending() {
      return ending;
    },
    get isBroken() {
      return isBroken;
    },
    write(event) {
      tracker.write(event);
      if (event.type === "step") see(event.step);
      else if (event.type === "game.ended") ending = event.ending;
      else if (event.type === "error") {
        if (failures.length < MAX_FAILURES) failures.push(event.message);
        // A card that could not be closed is this play's own misfortune.
        isBroken ||= event.gameId === null && ending === null;
      }
    },
    close() {},
    watched() {
      const { cardId, games } = tracker.snapshot();
      const game = games[0];
      if (!game) throw new TypeError("a play is watched from its run.started on");
      return {
        cardId,
        levelsCompleted: game.bestLevels,
        winLevels: game.winLevels,
        levelActions: [...game.levelActions],
        baselines: [...game.baselines],
        firstScore: firstScore(game.baselines, game.levelActions),
        bestScore: game.score,
        actions: game.actions,
        resets: ending?.resets ?? 0,
        episodes: game.episode,
        states: pictures.size,
        deaths,
        comparedSteps,
        idleSteps,
        failures,
      };
    },
  };
}
