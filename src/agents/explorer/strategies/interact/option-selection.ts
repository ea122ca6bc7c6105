import type { Random } from "../../../../base/random.ts";
import { ACT, CLICK, UNDO } from "../../../../game/action.ts";
import type { Navigation } from "../../model/moves/navigation.ts";
import type { Place } from "../../perception/place.ts";
import { listTargets } from "../../perception/targets.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import { type AbstractState, createAbstractStates } from "./abstract-states.ts";
import { createCreditAssignment } from "./credit-assignment.ts";
import { listOptions } from "./list-options.ts";
import { createOptionRecords, type LevelCounts, type Option } from "./option.ts";
import { type RunningOption, startRunningOption } from "./running-option.ts";

/** Selects the options to run in a level, and records their effects. */
export interface OptionSelection {
  /** The level begins, or begins again. */
  begin(isNew: boolean): void;
  /** Starts the next option; undefined where none of enough value is left. */
  next(place: Place, avatar: Avatar): RunningOption | undefined;
  /** Takes in the action that the navigation took in last; `running`: the option it was for. */
  see(running: RunningOption | undefined): void;
  /** A running option is over, and the level is not. */
  done(running: RunningOption): void;
  /** The level ended with the last action of a running option, by a death or not. */
  ended(running: RunningOption, isDeath: boolean): void;
  /** The changes below the avatar were an effect of the option before: this one goes on. */
  resume(running: RunningOption): void;
  /** The number of abstract states found in the level. */
  count(): number;
}

/** Starts with nothing run. Records of kinds of options are kept from level to level. */
export function createOptionSelection(navigation: Navigation, random: Random): OptionSelection {
  const { background } = navigation;
  const records = createOptionRecords();
  const creditAssignment = createCreditAssignment(records);
  let counts: LevelCounts = { touched: new Map(), used: new Map() };
  let abstractStates = createAbstractStates(random);
  /** The option that ended last: changes below the avatar show only when it moves on. */
  let last: { readonly option: Option; readonly abstractState: AbstractState } | undefined;
  /** The key of the background in which the avatar settled on a place. */
  let settledIn: string | undefined;

  /** Whether a key does something else than to move the avatar. */
  const isOtherKey = (key: number): boolean =>
    (key === ACT || key === UNDO) && !navigation.effects.knows(key);

  const abstractStateOf = ({ spot }: Avatar): AbstractState =>
    abstractStates.at(background.key, spot, navigation.reachable);

  const abstractStateNow = (): AbstractState | undefined => {
    const { avatar } = navigation;
    return avatar && abstractStateOf(avatar);
  };

  /** `end`: the state it ended in; undefined where the attempt at the level ended. */
  const finish = (
    { option, abstractState, left }: RunningOption,
    end: AbstractState | undefined,
  ) => {
    counts.used.set(option.id, (counts.used.get(option.id) ?? 0) + 1);
    settledIn = option.settles && left.length === 0 ? background.key : undefined;
    abstractStates.done(abstractState, option, end);
    last = { option, abstractState };
  };

  return {
    begin(isNew) {
      last = undefined;
      creditAssignment.begin();
      if (!isNew) return;
      counts = { touched: new Map(), used: new Map() };
      abstractStates = createAbstractStates(random);
    },
    next({ frame: { availableActions } }, avatar) {
      const abstractState = abstractStateOf(avatar);
      const context = {
        view: background.view,
        targets: listTargets(background.view),
        avatar,
        passability: navigation.steps.passability,
        reachable: navigation.reachable,
        displacements: navigation.effects.list(availableActions),
        otherKeys: availableActions.filter(isOtherKey),
        takesClicks: availableActions.includes(CLICK),
        isSettled: settledIn === background.key,
        records,
        counts,
      };
      const option = abstractStates.next(abstractState, listOptions(context));
      return option && startRunningOption(option, abstractState, background.key);
    },
    see(running) {
      const { motion, change, isOtherBackground } = navigation.latest;
      const observation = {
        background: background.view,
        targets: listTargets(background.view),
        avatar: motion && navigation.avatar,
        change: isOtherBackground ? change : undefined,
        done: running?.left.length === 0 ? running.option.kind : undefined,
        last: last?.option.kind,
      };
      creditAssignment.see(observation, counts);
    },
    done: (running) => finish(running, abstractStateNow()),
    ended(running, isDeath) {
      records.note(running.option.kind, "tries");
      records.note(running.option.kind, isDeath ? "deaths" : "events");
      finish(running, undefined);
    },
    resume(running) {
      const abstractState = abstractStateNow();
      if (!abstractState) return;
      if (last?.abstractState === running.abstractState)
        abstractStates.done(last.abstractState, last.option, abstractState);
      running.abstractState = abstractState;
      running.backgroundKey = background.key;
    },
    count: () => abstractStates.count(),
  };
}
