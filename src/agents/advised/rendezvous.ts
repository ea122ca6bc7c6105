import type { Action } from "../../game/action.ts";
import type { Step } from "../../game/step.ts";

/** Where a director, which wants actions taken, meets the training, which asks for one at a time. */
export interface Rendezvous {
  /**
   * For the director: has an action taken. Resolves once the next one is asked for, with its step; undefined
   * where it was refused.
   */
  take(action: Action): Promise<Step | undefined>;
  /** For the training: the director's next action. Rejects where the director failed. */
  next(): Promise<Action>;
  /** For the training: what came of the latest action. */
  told(step: Step): void;
}

/** `direct` plays the game with `take`, for as long as there is one. */
export function createRendezvous(direct: (take: Rendezvous["take"]) => Promise<never>): Rendezvous {
  let propose: (action: Action) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  let goOn: ((step: Step | undefined) => void) | undefined;
  let proposed: Action | undefined;
  let latest: Step | undefined;
  let failure: { readonly error: unknown } | undefined;
  let isDirected = false;

  const take = (action: Action) => {
    proposed = action;
    propose(action);
    return new Promise<Step | undefined>((resolve) => {
      goOn = resolve;
    });
  };

  return {
    take,
    next() {
      const action = new Promise<Action>((resolve, reject) => {
        propose = resolve;
        fail = reject;
      });
      if (failure) fail(failure.error);
      const resume = goOn;
      goOn = undefined;
      const step = latest;
      latest = undefined;
      proposed = undefined;
      resume?.(step);
      if (!isDirected) {
        isDirected = true;
        direct(take).catch((error) => {
          failure = { error };
          fail(error);
        });
      }
      return action;
    },
    told(step) {
      // A RESET that follows a death is the training's own.
      if (proposed && step.action.id === proposed.id) {
        latest = step;
        proposed = undefined;
      }
    },
  };
}
