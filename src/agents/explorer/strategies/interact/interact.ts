import type { Random } from "../../../../base/random.ts";
import { RESET } from "../../../../game/action.ts";
import { DEATH } from "../../../../memory/map/state-graph.ts";
import { createNavigation } from "../../model/moves/navigation.ts";
import type { Place } from "../../perception/place.ts";
import type { Strategy } from "../strategy.ts";
import { createProbes } from "./key-probes.ts";
import { createOptionSelection } from "./option-selection.ts";
import { goOn, isAstray, type RunningOption } from "./running-option.ts";

/** Abstract states found in a turn, and the share of keys whose result was predicted, that make it worth its actions. */
const LEAST_REGIONS = 2;
const LEAST_TRUST = 0.8;
/** How often a level is started again where what moves by itself leaves no way. */
const MAX_RESTARTS = 8;
/** How often an option is begun anew because the way was not as thought. */
const MAX_REPLANS = 6;
/** How often an option is put off because the background changed on the way. */
const MAX_INTERRUPTIONS = 3;

/**
 * Finds out what the keys move, and walks it to one thing after another: what it touches, where it
 * stands, what else is pressed or clicked meanwhile. All thinking is done in a model of what blocks,
 * which costs no actions; a plan is dropped at its first mismatch.
 */
export function createInteract(random: Random): Strategy {
  const navigation = createNavigation();
  const { background } = navigation;
  const optionSelection = createOptionSelection(navigation, random);
  const probes = createProbes();
  let running: RunningOption | undefined;
  /** How often each option was put off, by its id. */
  let interruptions = new Map<number, number>();
  let replans = 0;
  let restarts = 0;
  let steps = 0;
  let abstractStatesBefore = 0;

  /** The running option is over where it ended. */
  const finish = (done: RunningOption, end: Place) => {
    running = undefined;
    replans = 0;
    optionSelection.done(done, end);
  };

  /** The background changed on the way. */
  const interrupt = (under: RunningOption, place: Place) => {
    const { id } = under.option;
    const times = (interruptions.get(id) ?? 0) + 1;
    interruptions.set(id, times);
    if (times > MAX_INTERRUPTIONS) finish(under, place);
    else running = undefined;
  };

  /** An action of the running option led to a place. */
  const check = (under: RunningOption, place: Place) => {
    const isOff = isAstray(under, navigation.avatar?.spot);
    if (under.left.length === 0) finish(under, place);
    else if (background.key !== under.backgroundKey) {
      if (navigation.change.beside > 0) interrupt(under, place);
      else optionSelection.resume(under, place);
    }
    if (running && isOff && ++replans > MAX_REPLANS) finish(running, place);
    else if (isOff || navigation.isSurprised) running = undefined;
  };

  return {
    name: "interact",

    begin(place, isNew) {
      running = undefined;
      optionSelection.begin(isNew);
      if (isNew) {
        abstractStatesBefore = 0;
        probes.begin();
        interruptions = new Map();
        restarts = 0;
      }
      steps = 0;
      navigation.begin(place.view, isNew);
    },

    propose(place) {
      const { avatar } = navigation;
      if (!avatar) return probes.next(place.frame.availableActions);
      if (!running || running.left.length === 0) running = optionSelection.next(place, avatar);
      if (running) return goOn(running, avatar.spot, navigation.displacementOf);
      if (!navigation.isHindered || steps === 0 || restarts >= MAX_RESTARTS) return undefined;
      restarts += 1;
      return RESET.id;
    },

    observe({ from, code, to }) {
      steps += 1;
      // Another strategy acted: what was planned is out of date.
      if (running && running.code !== code) running = undefined;
      if (typeof to === "number") {
        // Who was caught on the way has not tried what it set out for.
        if (to === DEATH && navigation.died(code)) running = undefined;
        if (!running) return;
        optionSelection.ended(running, to === DEATH);
        running = undefined;
        replans = 0;
        return;
      }
      const backgroundBefore = background.key;
      const followed = navigation.watch(from.view, code, to.view);
      if (followed === "changed") running = undefined;
      optionSelection.see(followed, background.key !== backgroundBefore, running);
      if (running) check(running, to);
    },

    calls: () => navigation.avatar !== undefined && navigation.isUnderstood(),

    paid() {
      const found = optionSelection.count() - abstractStatesBefore;
      abstractStatesBefore += found;
      return found >= LEAST_REGIONS && navigation.trust() >= LEAST_TRUST;
    },
  };
}
