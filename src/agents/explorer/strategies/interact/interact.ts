import type { Random } from "../../../../base/random.ts";
import { RESET } from "../../../../game/action.ts";
import { DEATH } from "../../../../memory/map/state-graph.ts";
import type { Navigation } from "../../model/moves/navigation.ts";
import type { Strategy } from "../strategy.ts";
import { createKeyProbes } from "./key-probes.ts";
import { createOptionSelection } from "./option-selection.ts";
import { goOn, isAstray, type RunningOption } from "./running-option.ts";

/** A turn made progress with so many new abstract states, and such a share of predicted key effects. */
const LEAST_STATES = 2;
const LEAST_TRUST = 0.8;
/** How often a level is started again where NPCs leave no way. */
const MAX_RESTARTS = 8;
/** How often an option is planned anew because the way was not as predicted. */
const MAX_REPLANS = 6;
/** How often an option is put off because the background changed on the way. */
const MAX_INTERRUPTIONS = 3;

/**
 * Object-directed exploration: finds the avatar by key probes, then runs options, such as to touch a
 * target, to settle on a place, to press another key or click meanwhile. Options are planned in the
 * navigation model, which costs no actions, and dropped at the first mismatch.
 */
export function createInteract(navigation: Navigation, random: Random): Strategy {
  const { background } = navigation;
  const optionSelection = createOptionSelection(navigation, random);
  const keyProbes = createKeyProbes();
  let running: RunningOption | undefined;
  /** How often each option was put off, by its id. */
  let interruptions = new Map<number, number>();
  let replans = 0;
  let restarts = 0;
  let steps = 0;
  let statesBefore = 0;
  let progress = 0;

  /** The running option is over. */
  const finish = (done: RunningOption) => {
    running = undefined;
    replans = 0;
    optionSelection.done(done);
  };

  /** The background changed on the way. */
  const interrupt = (under: RunningOption) => {
    const { id } = under.option;
    const times = (interruptions.get(id) ?? 0) + 1;
    interruptions.set(id, times);
    if (times > MAX_INTERRUPTIONS) finish(under);
    else running = undefined;
  };

  /** Takes in an action of the running option that did not end the level. */
  const check = (under: RunningOption) => {
    const isOff = isAstray(under, navigation.avatar?.spot);
    if (under.left.length === 0) finish(under);
    else if (background.key !== under.backgroundKey) {
      if (navigation.latest.change.beside > 0) interrupt(under);
      else optionSelection.resume(under);
    }
    if (running && isOff && ++replans > MAX_REPLANS) finish(running);
    else if (isOff || navigation.hazards.isSurprised) running = undefined;
  };

  /** New abstract states count once the keys do as predicted. */
  const countProgress = () => {
    if (navigation.effects.trust() < LEAST_TRUST) return;
    const found = optionSelection.count() - statesBefore;
    statesBefore += found;
    progress += found / LEAST_STATES;
  };

  return {
    name: "interact",
    begin(_, isNew) {
      running = undefined;
      optionSelection.begin(isNew);
      if (isNew) {
        statesBefore = 0;
        keyProbes.begin();
        interruptions = new Map();
        restarts = 0;
      }
      steps = 0;
    },
    propose(place) {
      const { avatar } = navigation;
      if (!avatar) return keyProbes.next(place.frame.availableActions);
      if (!running || running.left.length === 0) running = optionSelection.next(place, avatar);
      if (running) return goOn(running, avatar.spot, navigation.effects.of);
      if (!navigation.isHindered || steps === 0 || restarts >= MAX_RESTARTS) return undefined;
      restarts += 1;
      return RESET.id;
    },
    observe({ code, to }) {
      steps += 1;
      // Another strategy acted: the plan is out of date.
      if (running && running.code !== code) running = undefined;
      if (typeof to === "number") {
        // An avatar caught by an NPC on the way has not tried the option.
        if (navigation.latest.isCaught) running = undefined;
        if (!running) return;
        optionSelection.ended(running, to === DEATH);
        running = undefined;
        replans = 0;
        return;
      }
      if (navigation.latest.motion?.kind === "found") running = undefined;
      optionSelection.see(running);
      countProgress();
      if (running) check(running);
    },
    get wantsTurn() {
      return navigation.avatar !== undefined && navigation.hazards.isUnderstood;
    },
    get progress() {
      return progress;
    },
  };
}
