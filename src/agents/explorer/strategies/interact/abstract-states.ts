import type { Random } from "../../../../base/random.ts";
import type { ReachableSpots } from "../../model/moves/reachable-spots.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import type { Option } from "./option.ts";

/** An abstract state: a background, and a connected component of it that the avatar can move in. */
export interface AbstractState {
  /**
   * A spot of the component: the state is the one that the avatar is in wherever it can reach this spot.
   */
  readonly spot: Spot;
  readonly done: Set<number>;
  readonly leadsTo: Map<number, { abstractState: AbstractState; taken: number }>;
  /** Whether no option was left when the avatar was last there. */
  isExhausted: boolean;
}

/** The graph of abstract states of a level, with options as edges. */
export interface AbstractStates {
  /** The state of the avatar at `spot`, in the background with this key. */
  at(backgroundKey: string, spot: Spot, reachable: ReachableSpots): AbstractState;
  /**
   * The option to run next: the best one not tried there, or the first on a way to a state where one is
   * left.
   */
  next(abstractState: AbstractState, options: readonly Option[]): Option | undefined;
  /** The number of states found. */
  count(): number;
  /** An option was run in one state and ended in another, or with the level. */
  done(abstractState: AbstractState, option: Option, end: AbstractState | undefined): void;
}

/** Options of a lower value are not run. */
const LEAST_VALUE = -1.2;
/** Values that differ by less are equal: chance decides. */
const NOISE = 0.05;
/** How often one option is run only to get to another state. */
const MAX_TAKEN = 4;

/** Starts with no abstract states. */
export function createAbstractStates(random: Random): AbstractStates {
  const byBackground = new Map<string, AbstractState[]>();
  let found = 0;

  const best = (abstractState: AbstractState, options: readonly Option[]): Option | undefined => {
    let top: Option | undefined;
    let highest = LEAST_VALUE;
    for (const option of options) {
      if (abstractState.done.has(option.id)) continue;
      const value = option.value + NOISE * random.next();
      if (value <= highest) continue;
      highest = value;
      top = option;
    }
    return top;
  };

  /** The first option on the shortest way to a state that is not exhausted. */
  const detour = (abstractState: AbstractState, options: readonly Option[]): Option | undefined => {
    const queue: { readonly abstractState: AbstractState; readonly first: Option }[] = [];
    const seen = new Set([abstractState]);
    const push = (from: AbstractState, firstOf: (id: number) => Option | undefined) => {
      for (const [id, { abstractState: to, taken }] of from.leadsTo) {
        const first = firstOf(id);
        if (!first || taken >= MAX_TAKEN || seen.has(to)) continue;
        seen.add(to);
        queue.push({ abstractState: to, first });
      }
    };
    const byId = new Map(options.map((option) => [option.id, option]));
    push(abstractState, (id) => byId.get(id));
    for (let head = 0; head < queue.length; head++) {
      const { abstractState: there, first } = queue[head] as (typeof queue)[number];
      if (!there.isExhausted) return first;
      push(there, () => first);
    }
    return undefined;
  };

  return {
    at(backgroundKey, spot, reachable) {
      const known = byBackground.get(backgroundKey) ?? [];
      byBackground.set(backgroundKey, known);
      const same = known.find((abstractState) => reachable.has(spotCode(abstractState.spot)));
      if (same) return same;
      const abstractState = {
        spot,
        done: new Set<number>(),
        leadsTo: new Map(),
        isExhausted: false,
      };
      known.push(abstractState);
      found += 1;
      return abstractState;
    },
    next(abstractState, options) {
      const option = best(abstractState, options);
      abstractState.isExhausted = option === undefined;
      return option ?? detour(abstractState, options);
    },
    count: () => found,
    done(abstractState, { id }, end) {
      abstractState.done.add(id);
      if (!end || end === abstractState) return;
      const known = abstractState.leadsTo.get(id);
      abstractState.leadsTo.set(id, { abstractState: end, taken: (known?.taken ?? 0) + 1 });
    },
  };
}
