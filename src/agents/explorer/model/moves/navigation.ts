import { CLICK, RESET } from "../../../../game/action.ts";
import { isClickCode } from "../../../../game/action-code.ts";
import type { Shift } from "../../perception/displacement.ts";
import { cellsOf, type Spot } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import type { Mover } from "../../tracking/avatar.ts";
import { createMoverTracker } from "../../tracking/avatar-tracker.ts";
import { createScene, type Scene, type SceneChange } from "../../tracking/background.ts";
import { createButtons } from "../../tracking/buttons.ts";
import type { Moment } from "../../tracking/npc-state.ts";
import { createPerils } from "../npcs/hazards.ts";
import { createBlockedSteps } from "./blocked-steps.ts";
import { createTerrain, type Terrain } from "./passability.ts";
import { createFloor, findReach, type KeyShift, type Reachable, sweep } from "./reach.ts";
import { findReachInTime } from "./space-time-search.ts";

/** Where something should be able to go, by the code of the spot. */
type Reach = ReadonlyMap<number, Reachable>;

/** What an action did to the mover: nothing of note, moved or stopped it, or another thing obeys now. */
export type Followed = "ignored" | "followed" | "changed";

/** The mover in its level: what is known of where and how it can go. */
export interface Walker {
  readonly mover: Mover | undefined;
  /** The level without the mover. */
  readonly scene: Pick<Scene, "view" | "key">;
  /** What the last action changed in it. */
  readonly change: SceneChange;
  readonly terrain: Terrain;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(view: View, isNew: boolean): void;
  /** Learns from an action, given by its code. */
  watch(from: View, code: number, to: View): Followed;
  /** It died of an action; returns whether something that moves by itself is to blame. */
  died(code: number): boolean;
  /** Whether it became known in this level how all that is to be feared moves; told once. */
  isUnderstood(): boolean;
  /** Whether something to fear just moved otherwise than foreseen. */
  readonly isSurprised: boolean;
  /** Whether what moves by itself kept it from spots, when reach was last asked for. */
  readonly isHindered: boolean;
  /** How an action usually moves the mover. */
  shiftOf(code: number): Shift | undefined;
  /** The keys, and clicks on buttons, that should move it. */
  shifts(available: readonly number[]): KeyShift[];
  /** Where it should be able to go, by the code of the spot. */
  reach(mover: Mover, available: readonly number[]): Reach;
  /** Whether it should be able to go from a spot by a key, whatever else moves about. */
  canStep(mover: Mover, spot: Spot, shift: KeyShift): boolean;
  /** The cells of what moves by itself, as indices. */
  readonly passing: ReadonlySet<number>;
  /** What to keep away from, from now on; undefined while there is nothing to fear. */
  ahead(mover: Mover): Moment | undefined;
  /** Whether a key was seen to move it. */
  knows(key: number): boolean;
  /** The share of the latest keys whose result was one of those expected, 0 … 1. */
  trust(): number;
}

/** Starts with nothing known. What was learned of movement, terrain and perils holds for all levels. */
export function createWalker(): Walker {
  const tracker = createMoverTracker();
  const terrain = createTerrain();
  const scene = createScene();
  const perils = createPerils();
  const buttons = createButtons();
  let blocked = createBlockedSteps();
  let change: SceneChange = { below: 0, beside: 0 };
  // An errand's end and the plan for the next ask for the same reach.
  let latest: { readonly available: readonly number[]; readonly reach: Reach } | undefined;

  let isHindered = false;

  const isIdleClick = (code: number) => isClickCode(code) && !buttons.list().includes(code);

  const shiftOf = (code: number): Shift | undefined =>
    code === RESET.id || code === CLICK || isIdleClick(code) ? undefined : tracker.shiftOf(code);

  const shifts = (available: readonly number[]): KeyShift[] =>
    [...available, ...(available.includes(CLICK) ? buttons.list() : [])].flatMap((key) => {
      const shift = shiftOf(key);
      return shift ? [{ key, dx: shift.dx, dy: shift.dy }] : [];
    });

  const floorOf = (mover: Mover, keys: readonly KeyShift[]) =>
    createFloor(scene.view, mover, keys, terrain, (spot, key) =>
      blocked.has(spot, key, tracker.knows(key)),
    );

  /** `code`: the action that led to this view, with the mover at `from` before it. */
  const look = (view: View, code: number, from: Spot | undefined) => {
    // What another action moves does not move by itself.
    if (shiftOf(code)) perils.see(view, tracker.mover, from, scene.view);
    else perils.skip(view, tracker.mover);
    change = scene.see(view, tracker.mover, perils.cells);
  };

  return {
    get mover() {
      return tracker.mover;
    },
    scene,
    get change() {
      return change;
    },
    terrain,
    begin(view, isNew) {
      latest = undefined;
      if (isNew) {
        perils.forget();
        blocked = createBlockedSteps();
      }
      tracker.relocate(view, isNew);
      scene.clear();
      perils.begin(view, tracker.mover);
      change = scene.see(view, tracker.mover, perils.cells);
    },
    watch(from, code, to) {
      latest = undefined;
      if (isClickCode(code)) buttons.watch(from, code, to);
      const { mover } = tracker;
      if (isIdleClick(code)) {
        look(to, code, mover?.spot);
        return "ignored";
      }
      const ground = scene.view;
      const motion = tracker.watch(from, code, to, perils.sureCells);
      if (motion.kind === "found" && tracker.mover) {
        scene.uncover(cellsOf(from, tracker.mover.sprite, motion.from));
      }
      const shift = shiftOf(code);
      if (mover && motion.kind === "moved") {
        blocked.passed(motion.from, code);
        terrain.passed(sweep(ground, mover, motion.from, { ...motion.by, key: code }));
      } else if (mover && shift && motion.kind === "stayed") {
        const move = sweep(ground, mover, mover.spot, { ...shift, key: code });
        if (tracker.knows(code)) terrain.blocked(move);
        else blocked.stuck(mover.spot, code);
      }
      look(to, code, mover?.spot);
      return motion.kind === "found" ? "changed" : "followed";
    },
    died(code) {
      latest = undefined;
      const { mover } = tracker;
      const shift = shiftOf(code);
      if (!mover || !shift) return false;
      const passing = perils.died(scene.view, mover, shift);
      if (!blocked.died(mover.spot, code, passing)) return true;
      terrain.killed(sweep(scene.view, mover, mover.spot, { ...shift, key: code }));
      return false;
    },
    isUnderstood: perils.isUnderstood,
    get isHindered() {
      return isHindered;
    },
    get isSurprised() {
      return perils.isSurprised;
    },
    shiftOf,
    shifts,
    reach(mover, available) {
      if (latest?.available === available) return latest.reach;
      const floor = floorOf(mover, shifts(available));
      const free = findReach(mover.spot, floor);
      const within = (margin: 0 | 1): Reach | undefined => {
        const ahead = perils.ahead(scene.view, mover, margin);
        return ahead && findReachInTime(mover.spot, floor, ahead);
      };
      const clear = within(1);
      const reach = (clear?.size === 1 ? within(0) : clear) ?? free;
      isHindered = reach.size < free.size;
      latest = { available, reach };
      return reach;
    },
    canStep: (mover, spot, shift) => floorOf(mover, [shift])(spot).length > 0,
    get passing() {
      return perils.cells;
    },
    ahead: (mover) => perils.ahead(scene.view, mover, 0),
    knows: tracker.knows,
    trust: tracker.trust,
  };
}
