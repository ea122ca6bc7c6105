import { isClickCode } from "../../../../game/action-code.ts";
import { DEATH } from "../../../../memory/map/state-graph.ts";
import type { Place } from "../../perception/place.ts";
import { cellsOf, type Spot } from "../../perception/sprite.ts";
import type { Transition } from "../../perception/transition.ts";
import type { View } from "../../perception/view.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import { createAvatarTracker } from "../../tracking/avatar-tracker.ts";
import { type Background, createBackground } from "../../tracking/background.ts";
import { createHazards, type Hazards } from "../npcs/hazards.ts";
import { type ActionResult, NOTHING_DONE } from "./action-result.ts";
import { type AvatarEffects, createAvatarEffects } from "./avatar-effects.ts";
import type { ReachableSpots } from "./reachable-spots.ts";
import { findSafeSpots, type SafeSpots } from "./space-time-search.ts";
import { createStepModel, type StepModel } from "./step-model.ts";

/** The navigation model: the avatar, its action effects, passability and NPCs of the level. */
export interface Navigation {
  readonly avatar: Avatar | undefined;
  /** The effect of the latest action. */
  readonly latest: ActionResult;
  /** The level without the avatar and NPCs. */
  readonly background: Pick<Background, "view" | "key">;
  readonly steps: Pick<StepModel, "passability" | "graphOf">;
  readonly effects: Omit<AvatarEffects, "clicked">;
  readonly hazards: Pick<Hazards, "cells" | "npcState" | "isUnderstood" | "isSurprised">;
  /** The spots that the avatar can probably reach, the nearest first; none without an avatar. */
  readonly reachable: ReachableSpots;
  /** Whether NPCs keep it from other spots. */
  readonly isHindered: boolean;
}

/** The navigation model as the world feeds it. */
export interface NavigationModel extends Navigation {
  /** The level begins, or begins again; `isNew`: for the first time in this run. */
  begin(place: Place, isNew: boolean): void;
  observe(transition: Transition): void;
}

const NOWHERE: SafeSpots = { spots: new Map(), isHindered: false };

/** Starts with nothing learned. Action effects, passability and hazards are kept from level to level. */
export function createNavigation(): NavigationModel {
  const tracker = createAvatarTracker();
  const effects = createAvatarEffects(tracker);
  const steps = createStepModel(tracker.knows);
  const background = createBackground();
  const hazards = createHazards();
  let available: readonly number[] = [];
  let latest: ActionResult = NOTHING_DONE;
  /** The search for reachable spots, made when it is first asked for after a step. */
  let search: SafeSpots | undefined;

  const searched = (): SafeSpots => {
    const { avatar } = tracker;
    if (!avatar) return NOWHERE;
    const { view } = background;
    search ??= findSafeSpots(
      avatar.spot,
      steps.graphOf({ background: view, avatar }, effects.list(available)),
      (margin) => hazards.npcState(view, avatar, margin),
    );
    return search;
  };

  /** Takes in a view. `code`: the action that led to it, with the avatar at `from` before. */
  const see = (view: View, code: number, from: Spot | undefined) => {
    // Things that another action moved are no NPCs.
    if (effects.of(code)) hazards.see(view, tracker.avatar, from);
    else hazards.skip(view, tracker.avatar);
    return background.see(view, tracker.avatar, hazards.cells);
  };

  /** Learns from an action that did not end the level. */
  const follow = (from: View, code: number, to: View) => {
    if (isClickCode(code)) effects.clicked(from, code, to);
    const { avatar } = tracker;
    // A click elsewhere may become known as one on a button.
    if (effects.isIdle(code))
      return { motion: tracker.relocate(to), change: see(to, code, avatar?.spot) };
    const before = background.view;
    const motion = tracker.watch(from, code, to, avatar && hazards.cells);
    if (motion.kind === "found" && tracker.avatar) {
      background.uncover(cellsOf(from, tracker.avatar.sprite, motion.from));
    }
    if (avatar) steps.learn({ background: before, avatar }, code, motion, effects.of(code));
    return { motion, change: see(to, code, avatar?.spot) };
  };

  /** Learns from a death. Returns whether an NPC is to blame. */
  const die = (code: number): boolean => {
    const { avatar } = tracker;
    const displacement = effects.of(code);
    if (!avatar || !displacement) return false;
    const isNpcNear = hazards.died(background.view, avatar, displacement);
    return steps.died({ background: background.view, avatar }, displacement, isNpcNear);
  };

  return {
    get avatar() {
      return tracker.avatar;
    },
    background,
    get latest() {
      return latest;
    },
    steps,
    effects,
    hazards,
    begin({ view, frame }, isNew) {
      available = frame.availableActions;
      search = undefined;
      latest = NOTHING_DONE;
      if (isNew) {
        hazards.forget();
        steps.begin();
      }
      tracker.relocate(view, isNew);
      background.clear();
      hazards.begin(view, tracker.avatar);
      background.see(view, tracker.avatar, hazards.cells);
    },
    observe({ from, code, to }) {
      search = undefined;
      const before = tracker.avatar;
      if (typeof to === "number") {
        latest = { ...NOTHING_DONE, before, isCaught: to === DEATH && die(code) };
        return;
      }
      available = to.frame.availableActions;
      const { key } = background;
      const result = follow(from.view, code, to.view);
      latest = { ...NOTHING_DONE, ...result, before, isOtherBackground: background.key !== key };
    },
    get reachable() {
      return searched().spots;
    },
    get isHindered() {
      return searched().isHindered;
    },
  };
}
