import { CLICK, RESET } from "../../../../game/action.ts";
import { isClickCode } from "../../../../game/action-code.ts";
import type { Displacement } from "../../perception/displacement.ts";
import { cellsOf, type Spot } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import { createAvatarTracker } from "../../tracking/avatar-tracker.ts";
import {
  type Background,
  type BackgroundChange,
  createBackground,
} from "../../tracking/background.ts";
import { createButtons } from "../../tracking/buttons.ts";
import type { Moment } from "../../tracking/npc-state.ts";
import { createHazards } from "../npcs/hazards.ts";
import { createBlockedSteps } from "./blocked-steps.ts";
import { createPassability, type Passability } from "./passability.ts";
import {
  createMoveGraph,
  findReach,
  type KeyDisplacement,
  type Reachable,
  sweep,
} from "./reach.ts";
import { findReachInTime } from "./space-time-search.ts";

/** Where something should be able to go, by the code of the spot. */
type Reach = ReadonlyMap<number, Reachable>;

/** What an action did to the avatar: nothing of note, moved or stopped it, or another thing obeys now. */
export type Followed = "ignored" | "followed" | "changed";

/** The avatar in its level: what is known of where and how it can go. */
export interface Navigation {
  readonly avatar: Avatar | undefined;
  /** The level without the avatar. */
  readonly background: Pick<Background, "view" | "key">;
  /** What the last action changed in it. */
  readonly change: BackgroundChange;
  readonly passability: Passability;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(view: View, isNew: boolean): void;
  /** Learns from an action, given by its code. */
  watch(from: View, code: number, to: View): Followed;
  /** It died of an action; returns whether something that moves by itself is to blame. */
  died(code: number): boolean;
  /** Whether it became known in this level how all that is to be feared moves; told once. */
  isUnderstood(): boolean;
  /** Whether something to fear just moved otherwise than predicted. */
  readonly isSurprised: boolean;
  /** Whether what moves by itself kept it from spots, when reach was last asked for. */
  readonly isHindered: boolean;
  /** How an action usually moves the avatar. */
  displacementOf(code: number): Displacement | undefined;
  /** The keys, and clicks on buttons, that should move it. */
  displacements(available: readonly number[]): KeyDisplacement[];
  /** Where it should be able to go, by the code of the spot. */
  reach(avatar: Avatar, available: readonly number[]): Reach;
  /** Whether it should be able to go from a spot by a key, whatever else moves about. */
  canStep(avatar: Avatar, spot: Spot, displacement: KeyDisplacement): boolean;
  /** The cells of what moves by itself, as indices. */
  readonly passing: ReadonlySet<number>;
  /** What to keep away from, from now on; undefined while there is nothing to fear. */
  ahead(avatar: Avatar): Moment | undefined;
  /** Whether a key was seen to move it. */
  knows(key: number): boolean;
  /** The share of the latest keys whose result was one of those expected, 0 … 1. */
  trust(): number;
}

/** Starts with nothing known. What was learned of movement, passability and hazards holds for all levels. */
export function createNavigation(): Navigation {
  const tracker = createAvatarTracker();
  const passability = createPassability();
  const background = createBackground();
  const hazards = createHazards();
  const buttons = createButtons();
  let blocked = createBlockedSteps();
  let change: BackgroundChange = { below: 0, beside: 0 };
  // An option's end and the plan for the next ask for the same reach.
  let latest: { readonly available: readonly number[]; readonly reach: Reach } | undefined;

  let isHindered = false;

  const isIdleClick = (code: number) => isClickCode(code) && !buttons.list().includes(code);

  const displacementOf = (code: number): Displacement | undefined =>
    code === RESET.id || code === CLICK || isIdleClick(code)
      ? undefined
      : tracker.displacementOf(code);

  const displacements = (available: readonly number[]): KeyDisplacement[] =>
    [...available, ...(available.includes(CLICK) ? buttons.list() : [])].flatMap((key) => {
      const displacement = displacementOf(key);
      return displacement ? [{ key, dx: displacement.dx, dy: displacement.dy }] : [];
    });

  const moveGraphOf = (avatar: Avatar, keys: readonly KeyDisplacement[]) =>
    createMoveGraph(background.view, avatar, keys, passability, (spot, key) =>
      blocked.has(spot, key, tracker.knows(key)),
    );

  /** `code`: the action that led to this view, with the avatar at `from` before it. */
  const look = (view: View, code: number, from: Spot | undefined) => {
    // What another action moves does not move by itself.
    if (displacementOf(code)) hazards.see(view, tracker.avatar, from, background.view);
    else hazards.skip(view, tracker.avatar);
    change = background.see(view, tracker.avatar, hazards.cells);
  };

  return {
    get avatar() {
      return tracker.avatar;
    },
    background,
    get change() {
      return change;
    },
    passability,
    begin(view, isNew) {
      latest = undefined;
      if (isNew) {
        hazards.forget();
        blocked = createBlockedSteps();
      }
      tracker.relocate(view, isNew);
      background.clear();
      hazards.begin(view, tracker.avatar);
      change = background.see(view, tracker.avatar, hazards.cells);
    },
    watch(from, code, to) {
      latest = undefined;
      if (isClickCode(code)) buttons.watch(from, code, to);
      const { avatar } = tracker;
      if (isIdleClick(code)) {
        look(to, code, avatar?.spot);
        return "ignored";
      }
      const ground = background.view;
      const motion = tracker.watch(from, code, to, hazards.sureCells);
      if (motion.kind === "found" && tracker.avatar) {
        background.uncover(cellsOf(from, tracker.avatar.sprite, motion.from));
      }
      const displacement = displacementOf(code);
      if (avatar && motion.kind === "moved") {
        blocked.passed(motion.from, code);
        passability.passed(sweep(ground, avatar, motion.from, { ...motion.by, key: code }));
      } else if (avatar && displacement && motion.kind === "stayed") {
        const move = sweep(ground, avatar, avatar.spot, { ...displacement, key: code });
        if (tracker.knows(code)) passability.blocked(move);
        else blocked.stuck(avatar.spot, code);
      }
      look(to, code, avatar?.spot);
      return motion.kind === "found" ? "changed" : "followed";
    },
    died(code) {
      latest = undefined;
      const { avatar } = tracker;
      const displacement = displacementOf(code);
      if (!avatar || !displacement) return false;
      const passing = hazards.died(background.view, avatar, displacement);
      if (!blocked.died(avatar.spot, code, passing)) return true;
      passability.killed(
        sweep(background.view, avatar, avatar.spot, { ...displacement, key: code }),
      );
      return false;
    },
    isUnderstood: hazards.isUnderstood,
    get isHindered() {
      return isHindered;
    },
    get isSurprised() {
      return hazards.isSurprised;
    },
    displacementOf,
    displacements,
    reach(avatar, available) {
      if (latest?.available === available) return latest.reach;
      const moveGraph = moveGraphOf(avatar, displacements(available));
      const free = findReach(avatar.spot, moveGraph);
      const within = (margin: 0 | 1): Reach | undefined => {
        const ahead = hazards.ahead(background.view, avatar, margin);
        return ahead && findReachInTime(avatar.spot, moveGraph, ahead);
      };
      const clear = within(1);
      const reach = (clear?.size === 1 ? within(0) : clear) ?? free;
      isHindered = reach.size < free.size;
      latest = { available, reach };
      return reach;
    },
    canStep: (avatar, spot, displacement) => moveGraphOf(avatar, [displacement])(spot).length > 0,
    get passing() {
      return hazards.cells;
    },
    ahead: (avatar) => hazards.ahead(background.view, avatar, 0),
    knows: tracker.knows,
    trust: tracker.trust,
  };
}
