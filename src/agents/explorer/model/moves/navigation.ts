import { CLICK, RESET } from "../../../../game/action.ts";
import { isClickCode } from "../../../../game/action-code.ts";
import { DEATH } from "../../../../memory/state-graph.ts";
import type { Displacement } from "../../perception/displacement.ts";
import type { Place } from "../../perception/place.ts";
import { cellsOf, type Spot } from "../../perception/sprite.ts";
import type { Transition } from "../../perception/transition.ts";
import type { View } from "../../perception/view.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import { createAvatarTracker } from "../../tracking/avatar-tracker.ts";
import { type Background, createBackground } from "../../tracking/background.ts";
import { createButtons } from "../../tracking/buttons.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import { createHazards } from "../npcs/hazards.ts";
import { type ActionResult, NOTHING_DONE } from "./action-result.ts";
import { createBlockedSteps } from "./blocked-steps.ts";
import { createMoveGraph, type KeyDisplacement, sweep } from "./move-graph.ts";
import { createPassability, type Passability } from "./passability.ts";
import type { ReachableSpots } from "./reachable-spots.ts";
import { findSafeSpots, type SafeSpots } from "./space-time-search.ts";

/** The avatar in its level: what is known of where and how it can go. */
export interface Navigation {
  readonly avatar: Avatar | undefined;
  /** What the latest action did. */
  readonly latest: ActionResult;
  /** The level without the avatar. */
  readonly background: Pick<Background, "view" | "key">;
  readonly passability: Passability;
  /** Whether it became known in this level how all that is to be feared moves; told once. */
  isUnderstood(): boolean;
  /** Whether something to fear just moved otherwise than predicted. */
  readonly isSurprised: boolean;
  /** How an action usually moves the avatar. */
  displacementOf(code: number): Displacement | undefined;
  /** The available keys, and clicks on buttons, that should move it. */
  readonly displacements: readonly KeyDisplacement[];
  /** Where it should be able to go, the nearest first; nowhere without an avatar. */
  readonly reachable: ReachableSpots;
  /** Whether what moves by itself keeps it from other spots. */
  readonly isHindered: boolean;
  /** Whether it should be able to go from a spot by a key, whatever else moves about. */
  canStep(avatar: Avatar, spot: Spot, displacement: KeyDisplacement): boolean;
  /** The cells of what moves by itself, as indices. */
  readonly npcCells: ReadonlySet<number>;
  /** What to keep away from, from now on; undefined while there is nothing to fear. */
  npcState(avatar: Avatar): NpcState | undefined;
  /** Whether a key was seen to move it. */
  knows(key: number): boolean;
  /** The share of the latest keys whose result was one of those expected, 0 … 1. */
  trust(): number;
}

/** The navigation model as it is fed: once per step, before any strategy. */
export interface NavigationModel extends Navigation {
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(place: Place, isNew: boolean): void;
  observe(transition: Transition): void;
}

const NOWHERE: SafeSpots = { spots: new Map(), isHindered: false };

/** Starts with nothing known. What was learned of movement, passability and hazards holds for all levels. */
export function createNavigation(): NavigationModel {
  const tracker = createAvatarTracker();
  const passability = createPassability();
  const background = createBackground();
  const hazards = createHazards();
  const buttons = createButtons();
  let blocked = createBlockedSteps();
  let available: readonly number[] = [];
  let latest: ActionResult = NOTHING_DONE;
  /** Where the avatar can go from here: worked out when it is first asked for. */
  let search: SafeSpots | undefined;

  const isIdleClick = (code: number) => isClickCode(code) && !buttons.list().includes(code);

  const displacementOf = (code: number): Displacement | undefined =>
    code === RESET.id || code === CLICK || isIdleClick(code)
      ? undefined
      : tracker.displacementOf(code);

  const displacements = (): KeyDisplacement[] =>
    [...available, ...(available.includes(CLICK) ? buttons.list() : [])].flatMap((key) => {
      const displacement = displacementOf(key);
      return displacement ? [{ key, dx: displacement.dx, dy: displacement.dy }] : [];
    });

  const moveGraphOf = (avatar: Avatar, keys: readonly KeyDisplacement[]) =>
    createMoveGraph(background.view, avatar, keys, passability, (spot, key) =>
      blocked.has(spot, key, tracker.knows(key)),
    );

  const searched = (): SafeSpots => {
    const { avatar } = tracker;
    if (!avatar) return NOWHERE;
    search ??= findSafeSpots(avatar.spot, moveGraphOf(avatar, displacements()), (margin) =>
      hazards.npcState(background.view, avatar, margin),
    );
    return search;
  };

  /** `code`: the action that led to this view, with the avatar at `from` before it. */
  const see = (view: View, code: number, from: Spot | undefined) => {
    // What another action moves does not move by itself.
    if (displacementOf(code)) hazards.see(view, tracker.avatar, from, background.view);
    else hazards.skip(view, tracker.avatar);
    return background.see(view, tracker.avatar, hazards.cells);
  };

  /** Learns from an action that did not end the level. */
  const follow = (
    from: View,
    code: number,
    to: View,
  ): Pick<ActionResult, "followed" | "change"> => {
    if (isClickCode(code)) buttons.watch(from, code, to);
    const { avatar } = tracker;
    if (isIdleClick(code)) return { followed: "ignored", change: see(to, code, avatar?.spot) };
    const backgroundBefore = background.view;
    const motion = tracker.watch(from, code, to, hazards.sureCells);
    if (motion.kind === "found" && tracker.avatar) {
      background.uncover(cellsOf(from, tracker.avatar.sprite, motion.from));
    }
    const displacement = displacementOf(code);
    if (avatar && motion.kind === "moved") {
      blocked.passed(motion.from, code);
      passability.passed(sweep(backgroundBefore, avatar, motion.from, { ...motion.by, key: code }));
    } else if (avatar && displacement && motion.kind === "stayed") {
      const move = sweep(backgroundBefore, avatar, avatar.spot, { ...displacement, key: code });
      if (tracker.knows(code)) passability.blocked(move);
      else blocked.stuck(avatar.spot, code);
    }
    const followed = motion.kind === "found" ? "changed" : "followed";
    return { followed, change: see(to, code, avatar?.spot) };
  };

  /** Learns from a death; whether something that moves by itself is to blame. */
  const die = (code: number): boolean => {
    const { avatar } = tracker;
    const displacement = displacementOf(code);
    if (!avatar || !displacement) return false;
    const isNpcNear = hazards.died(background.view, avatar, displacement);
    if (!blocked.died(avatar.spot, code, isNpcNear)) return true;
    passability.killed(sweep(background.view, avatar, avatar.spot, { ...displacement, key: code }));
    return false;
  };

  return {
    get avatar() {
      return tracker.avatar;
    },
    background,
    get latest() {
      return latest;
    },
    passability,
    begin({ view, frame }, isNew) {
      available = frame.availableActions;
      search = undefined;
      latest = NOTHING_DONE;
      if (isNew) {
        hazards.forget();
        blocked = createBlockedSteps();
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
    isUnderstood: hazards.isUnderstood,
    get isSurprised() {
      return hazards.isSurprised;
    },
    displacementOf,
    get displacements() {
      return displacements();
    },
    get reachable() {
      return searched().spots;
    },
    get isHindered() {
      return searched().isHindered;
    },
    canStep: (avatar, spot, displacement) => moveGraphOf(avatar, [displacement])(spot).length > 0,
    get npcCells() {
      return hazards.cells;
    },
    npcState: (avatar) => hazards.npcState(background.view, avatar, 0),
    knows: tracker.knows,
    trust: tracker.trust,
  };
}
