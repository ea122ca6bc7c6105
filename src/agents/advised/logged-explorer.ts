import type { AdviceLog } from "../../advice/advice-log.ts";
import { type Action, RESET } from "../../game/action.ts";
import type { Frame } from "../../game/frame.ts";
import type { Explorer } from "../explorer/explorer.ts";
import { formatAction, parseAction } from "./action-text.ts";

/** How an action is logged that is one of a known way. */
const RECALLED = "recall";

/** The explorer, logged. */
export interface LoggedExplorer extends Explorer {
  /** Logs that an action was chosen, by this mode of the director. */
  chosen(action: Action, mode: string): void;
}

/**
 * The explorer, whose choices on steps that an earlier process has played are those of the log: it is asked all
 * the same, so that it comes to where it was, but what it has learned since might have it choose otherwise.
 */
export function logExplorer(explorer: Explorer, log: AdviceLog): LoggedExplorer {
  let latest: Action | undefined;
  const recall = (frame: Frame): Action | undefined => {
    const recalled = explorer.recall(frame);
    const logged = log.past.act(log.steps);
    if (!logged) return recalled;
    return logged.by === RECALLED ? asChosen(logged.action, recalled) : undefined;
  };
  return {
    ...explorer,
    recall(frame) {
      latest = recall(frame);
      return latest;
    },
    chosen(action, mode) {
      log.chose(chosenText(action), action === latest ? RECALLED : mode);
    },
    async choose(frame: Frame) {
      const chosen = await explorer.choose(frame);
      const logged = log.past.act(log.steps);
      return logged ? (asChosen(logged.action, chosen) ?? chosen) : chosen;
    },
  };
}

/** The action of a log; the explorer's own where it is the same, which may tell more. */
function asChosen(text: string, own: Action | undefined): Action | undefined {
  if (own && chosenText(own) === text) return own;
  return text === WHOLE_GAME ? { ...RESET, wholeGame: true } : parseAction(text);
}

const WHOLE_GAME = "0 game";

/** An action as the log has it: with the RESET of the whole game told apart. */
const chosenText = (action: Action): string =>
  action.wholeGame ? WHOLE_GAME : formatAction(action);
