import type { Card } from "../api/card.ts";
import { ApiError } from "../api/errors.ts";
import { type Action, RESET } from "../game/action.ts";
import type { Frame } from "../game/frame.ts";
import type { Scorecard } from "../game/scorecard.ts";
import { ConnectionError } from "../http/errors.ts";
import { createBill, type Meaning } from "./bill.ts";
import type { Env } from "./env.ts";
import { createView } from "./view.ts";

export interface SessionEnvOptions {
  readonly gameId: string;
  readonly card: Card;
  readonly competition: boolean;
}

/** An Env over the API: one session of one scorecard, with the bill kept as the server keeps it. */
export function createSessionEnv({ gameId, card, competition }: SessionEnvOptions): Env {
  const session = card.session(gameId);
  const bill = createBill();
  const view = createView();
  /** The step that failed last, until it is settled. */
  let unsettled: Action | null = null;
  let takesRestarts = !competition;

  const meaningOf = (action: Action) =>
    expectedMeaning(action, view.frame, bill.isLevelTouched, takesRestarts);

  const enter = (meaning: Meaning, shown: Frame | null) => {
    bill.add(meaning, shown?.actionInput?.id === 0);
    if (meaning === "start-play") view.beginPlay();
  };

  /** A step that was carried out, but nobody saw how it ended. */
  const enterUnseen = (action: Action) => {
    const meaning = meaningOf(action);
    enter(meaning, view.frame);
    view.hide(action.id === 0, meaning === "start-play" ? 0 : undefined);
  };

  return {
    gameId,
    get frame() {
      return view.frame;
    },
    get frameIsCertain() {
      return view.isCertain;
    },
    get actions() {
      return bill.actions;
    },
    get resets() {
      return bill.resets;
    },
    get isSettled() {
      return unsettled === null;
    },
    get resetKeepsLevels() {
      return meaningOf(RESET) === "restart-level";
    },
    get canRestartGame() {
      return takesRestarts;
    },

    async step(action, signal) {
      let after: Frame;
      try {
        after = await session.command(action, view.frame?.guid ?? null, signal);
      } catch (error) {
        if (error instanceof ApiError && error.kind === "not-started") {
          if (action.id !== 0) view.doubt();
        } else if (mayBeApplied(error)) {
          unsettled = action;
        }
        throw error;
      }
      const expected = meaningOf(action);
      const meaning = isUnstarted(expected, view.frame, after) ? "refuse" : expected;
      if (meaning === "refuse") takesRestarts = false;
      enter(meaning, after);
      const { frame } = view;
      if (frame !== null && after.levelsCompleted !== frame.levelsCompleted) bill.beginLevel();
      view.show(after);
      return after;
    },

    async settle(signal) {
      const action = unsettled;
      if (action === null) return;
      // An open competition card cannot be read.
      const known = competition ? null : await readCard(card, signal);
      unsettled = null;
      const told = known?.games.find((game) => game.gameId === gameId);
      if (!told) {
        // Assume the worse, that it was applied: the game may be among those that could not be read.
        if (known === null || known.unreadableGames > 0) enterUnseen(action);
        return;
      }
      if (bill.agrees(told)) return;
      enterUnseen(action);
      bill.correct(told);
      const play = told.plays.at(-1);
      if (view.frame === null || play === undefined) return;
      if (play.levelsCompleted !== view.frame.levelsCompleted) bill.beginLevel();
      view.correct(play.levelsCompleted, play.state);
    },
  };
}

/** What the official server makes of a command as the game stands. */
function expectedMeaning(
  action: Action,
  frame: Frame | null,
  isLevelTouched: boolean,
  takesRestarts: boolean,
): Meaning {
  if (action.id !== 0) return "act";
  if (frame === null || frame.state === "WIN") return "start-play";
  if (isLevelTouched) return "restart-level";
  return takesRestarts ? "start-play" : "refuse";
}

/** Whether a play was not started after all: none starts with levels completed. */
const isUnstarted = (expected: Meaning, before: Frame | null, after: Frame): boolean =>
  expected === "start-play" &&
  before !== null &&
  before.state !== "WIN" &&
  after.levelsCompleted > 0;

/** Null where the server does not show the card; rejects where asking again may help. */
async function readCard(card: Card, signal?: AbortSignal): Promise<Scorecard | null> {
  try {
    return await card.read(signal);
  } catch (error) {
    const kind = error instanceof ApiError ? error.kind : "server";
    if (kind === "server" || kind === "unavailable" || kind === "limited") throw error;
    return null;
  }
}

/** A server fault or a lost reply leaves open whether the command was carried out. */
const mayBeApplied = (error: unknown): boolean =>
  error instanceof ApiError
    ? ["server", "unavailable", "unreadable"].includes(error.kind)
    : error instanceof ConnectionError && error.sent;
