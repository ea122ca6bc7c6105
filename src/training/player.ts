import type { Agent } from "../agents/agent.ts";
import { messageOf } from "../base/errors.ts";
import type { Env } from "../env/env.ts";
import { type Action, type ActionId, CLICK, click } from "../game/action.ts";
import { type Frame, lastGrid } from "../game/frame.ts";
import type { Step } from "../game/step.ts";
import { AgentError, checkAction, type Refusal } from "./check-action.ts";

/** An agent as an episode asks it: what it chooses may be sent. A choice that may not costs it the turn. */
export interface Player {
  /**
   * The agent's choice. One that breaks the rules is refused, and the agent asked once more; after that
   * another action is taken in its place. Rejects with an AgentError when the agent failed, or broke
   * the rules turn after turn.
   */
  choose(frame: Frame): Promise<Action>;
  observe(step: Step): Promise<void>;
}

/** How often the agent is asked for one action. */
const MAX_ASKED = 2;
/** An agent that has spoilt so many turns in a row will not mend, and would only use up the budget. */
const MAX_SPOILT_IN_A_ROW = 5;

/** Makes the player of one game; `tell` is called with the first refusal under each rule. */
export function createPlayer(
  agent: Agent,
  env: Pick<Env, "resetKeepsLevels" | "canRestartGame">,
  tell: (refusal: Refusal) => Promise<void>,
): Player {
  const told = new Set<Refusal["rule"]>();
  let spoilt = 0;
  let hasBegunPlay = false;

  async function ask(frame: Frame): Promise<Action> {
    try {
      return await agent.choose(frame);
    } catch (error) {
      throw new AgentError(`the agent failed in choose: ${messageOf(error)}`, { cause: error });
    }
  }

  return {
    async choose(frame) {
      const { resetKeepsLevels, canRestartGame } = env;
      let refusal: Refusal | null = null;
      for (let asked = 0; asked < MAX_ASKED; asked++) {
        const action = await ask(frame);
        refusal = checkAction(action, frame, { resetKeepsLevels, canRestartGame, hasBegunPlay });
        if (refusal === null) {
          spoilt = 0;
          return action;
        }
        if (!told.has(refusal.rule)) await tell(refusal);
        told.add(refusal.rule);
      }
      spoilt += 1;
      if (spoilt === MAX_SPOILT_IN_A_ROW) {
        throw new AgentError(`${refusal?.message} (${spoilt} turns in a row)`);
      }
      return standIn(frame, spoilt);
    },

    async observe(step) {
      hasBegunPlay = step.startsPlay || (hasBegunPlay && step.billed === 0);
      try {
        await agent.observe?.(step);
      } catch (error) {
        throw new AgentError(`the agent failed in observe: ${messageOf(error)}`, { cause: error });
      }
    },
  };
}

/** One of the actions that the game offers (no frame offers none), another one each turn; a click goes to the middle. */
function standIn(frame: Frame, turn: number): Action {
  const { availableActions } = frame;
  const id = availableActions[turn % availableActions.length] as ActionId;
  if (id !== CLICK) return { id };
  const { width, height } = lastGrid(frame);
  return click(width >> 1, height >> 1);
}
