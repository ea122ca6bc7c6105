import { CLICK, RESET } from "../../../../game/action.ts";
import { isClickCode } from "../../../../game/action-code.ts";
import { DEATH } from "../../../../memory/map/state-graph.ts";
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

/** The navigation model: the avatar, its action effects, passability and NPCs of the level. */
export interface Navigation {
  readonly avatar: Avatar | undefined;
  /** The effect of the latest action. */
  readonly latest: ActionResult;
  /** The level without the avatar and NPCs. */
  readonly background: Pick<Background, "view" | "key">;
  readonly passability: Passability;
  /** Whether the motion of all hazards became known in this level. True once. */
  isUnderstood(): boolean;
  /** Whether a hazard just moved otherwise than predicted. */
  readonly isSurprised: boolean;
  /** The usual displacement of the avatar by an action. */
  displacementOf(code: number): Displacement | undefined;
  /** The available keys, and clicks on buttons, that move the avatar. */
  readonly displacements: readonly KeyDisplacement[];
  /** The spots that the avatar can probably reach, the nearest first; none without an avatar. */
  readonly reachable: ReachableSpots;
  /** Whether NPCs keep it from other spots. */
  readonly isHindered: boolean;
  /** Whether the avatar can probably move from a spot by a key, NPCs left out. */
  canStep(avatar: Avatar, spot: Spot, displacement: KeyDisplacement): boolean;
  /** The cells of NPCs, as indices. */
  readonly npcCells: ReadonlySet<number>;
  /** The deadly NPCs now; undefined where there are none. */
  npcState(avatar: Avatar): NpcState | undefined;
  /** Whether a key ever moved the avatar. */
  knows(key: number): boolean;
  /** The share of the latest keys whose effect was predicted, 0 … 1. */
  trust(): number;
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
  const passability = createPassability();
  const background = createBackground();
  const hazards = createHazards();
  const buttons = createButtons();
  let blocked = createBlockedSteps();
  let available: readonly number[] = [];
  let latest: ActionResult = NOTHING_DONE;
  /** The search for reachable spots, made when it is first asked for after a step. */
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

  /** Takes in a view. `code`: the action that led to it, with the avatar at `from` before. */
  const see = (view: View, code: number, from: Spot | undefined) => {
    // Things that another action moved are no NPCs.
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

  /** Learns from a death. Returns whether an NPC is to blame. */
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
