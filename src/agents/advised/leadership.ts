import type { AgentContext } from "../agent.ts";

/** When a model is asked. */
type AdviceMode = NonNullable<AgentContext["advice"]>;

/** Decides whether a model or the explorer leads: a model on trust, which levels that it wins renew. */
export interface Leadership {
  /** Whether the model leads now. */
  isModels(play: Standing): boolean;
  /** A level was won while one of them led; `byPlan`: by a plan of the explorer's, not by chance. */
  won(by: "model" | "explorer", byPlan: boolean): void;
  /** So many actions were taken as the model advised. */
  spent(actions: number): void;
  /** The model is at a loss on this level: the explorer has a turn. */
  rest(play: Standing): void;
  /** The model could not be asked, or its replies make no sense: a turn that doubles each time in a row. */
  failed(play: Standing): void;
  /** The model answered a request of this level. */
  answered(level: number): void;
}

/** How the play stands. */
interface Standing {
  /** From 1. */
  readonly level: number;
  readonly onLevel: number;
  /** Actions billed in all. */
  readonly billed: number;
}

/** Actions on trust: at first, for each level that the model wins, at most, and for each turn of the explorer. */
const TRUST = 120;
const RENEWED = 150;
const MAX_TRUST = 300;
const NEW_TRUST = 20;
/** Actions of the explorer's turn: where the trust is used up, and where the model can't be asked. */
const EXPLORER_TURN = 100;
const AWAY_TURN = 40;
/** Actions without a level after which the explorer counts as stuck, on the first level and later. */
const STUCK_FIRST = 40;
const STUCK_LATER = 25;
/** Where it won the last level by a plan, the explorer leads on the next for so many actions. */
const PLANNER_TURN = 25;

export function createLeadership(mode: AdviceMode): Leadership {
  let trust = TRUST;
  let explorerUntil = 0;
  let awayTurn = AWAY_TURN;
  let hasPlanned = false;
  /** The level at whose start the model was asked, in the mode `level`. */
  let askedAt = 0;

  const rest = ({ billed }: Standing, actions = EXPLORER_TURN) => {
    explorerUntil = billed + actions;
  };
  const isDue = ({ level, onLevel }: Standing): boolean => {
    if (hasPlanned && onLevel < PLANNER_TURN) return false;
    if (mode === "level") return askedAt !== level;
    return mode === "first" || onLevel >= (level === 1 ? STUCK_FIRST : STUCK_LATER);
  };

  return {
    isModels(play) {
      if (play.billed < explorerUntil) return false;
      if (trust <= 0) {
        trust = NEW_TRUST;
        rest(play);
        return false;
      }
      return isDue(play);
    },
    won(by, byPlan) {
      hasPlanned = byPlan;
      if (by === "model") trust = Math.min(MAX_TRUST, trust + RENEWED);
      // A new level is another chance for the model, unless its trust is used up.
      if (trust > 0) explorerUntil = 0;
    },
    spent(actions) {
      trust -= actions;
    },
    rest: (play) => rest(play),
    failed(play) {
      rest(play, awayTurn);
      awayTurn *= 2;
    },
    answered(level) {
      awayTurn = AWAY_TURN;
      askedAt = level;
    },
  };
}
