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

/** Which options there are in a level, where they were run, and what came of them. */
export interface OptionSelection {
  /** The level begins, or begins again. */
  begin(isNew: boolean): void;
  /** The option to set out on next; undefined where none is left that promises enough. */
  next(place: Place, avatar: Avatar): RunningOption | undefined;
  /** Takes in the action that the navigation took in last; `running`: the option it was for. */
  see(running: RunningOption | undefined): void;
  /** A running option is over, and the level is not. */
  done(running: RunningOption): void;
  /** The level ended with the last action of a running option, by a death or not. */
  ended(running: RunningOption, isDeath: boolean): void;
  /** What changed below the avatar was due to the option before: this one goes on from there. */
  resume(running: RunningOption): void;
  /** How many abstract states of the level were found. */
  count(): number;
}

/** Starts with nothing run. What came of each kind of option holds for all levels. */
export function createOptionSelection(navigation: Navigation, random: Random): OptionSelection {
  const { background } = navigation;
  const records = createOptionRecords();
  const creditAssignment = createCreditAssignment(records);
  let counts: LevelCounts = { touched: new Map(), used: new Map() };
  let abstractStates = createAbstractStates(random);
  /** The option that ended last; what changed below the avatar shows only when it goes on. */
  let last: { readonly option: Option; readonly abstractState: AbstractState } | undefined;
  /** The background in which the avatar settled, to hold its place. */
  let settledIn: string | undefined;

  /** Whether a key is there for something else than to move the avatar. */
  const isOtherKey = (key: number): boolean =>
    (key === ACT || key === UNDO) && !navigation.knows(key);

  const abstractStateOf = ({ spot }: Avatar): AbstractState =>
    abstractStates.at(background.key, spot, navigation.reachable);

  const abstractStateNow = (): AbstractState | undefined => {
    const { avatar } = navigation;
    return avatar && abstractStateOf(avatar);
  };

  /** `end`: where it ended, undefined where the try at the level did. */
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
        passability: navigation.passability,
        reachable: navigation.reachable,
        displacements: navigation.displacements,
        otherKeys: availableActions.filter(isOtherKey),
        takesClicks: availableActions.includes(CLICK),
        isSettled: settledIn === background.key,
      };
      const option = abstractStates.next(abstractState, listOptions(context, records, counts));
      return option && startRunningOption(option, abstractState, background.key);
    },
    see(running) {
      const { followed, change, isOtherBackground } = navigation.latest;
      const observation = {
        background: background.view,
        targets: listTargets(background.view),
        avatar: followed === "ignored" ? undefined : navigation.avatar,
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
