import { isClickCode } from "../../../../game/action-code.ts";
import type { Shift } from "../../perception/displacement.ts";
import { findSprite, overlap, type Spot, type Sprite, shifted } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import type { Mover } from "../../tracking/avatar.ts";
import { createMoverTracker } from "../../tracking/avatar-tracker.ts";
import { type Box, followBox } from "../../tracking/box.ts";
import { createGround } from "../../tracking/box-background.ts";
import { createBoxKinds } from "../../tracking/box-kinds.ts";
import { directionOf } from "../../tracking/detect-displacement.ts";
import { detectPush } from "../../tracking/detect-push.ts";
import { createBars } from "../moves/box-passability.ts";
import { createStrides } from "../moves/level-effects.ts";
import { sweep } from "../moves/reach.ts";
import { layOutYard, type Yard } from "./sokoban-level.ts";

/** What is known of a game in which things are pushed, and where they are. */
export interface PushModel {
  readonly mover: Mover | undefined;
  readonly boxes: readonly Box[];
  /** The level without them. */
  readonly ground: ReturnType<typeof createGround>["grid"];
  /** The level begins, or begins again. */
  begin(view: View, isNew: boolean): void;
  /** Learns from a key. */
  watch(before: View, key: number, after: View): void;
  /** Keys that may show what they move: all that do in other levels, or that never were seen to. */
  probes(available: readonly number[]): readonly number[];
  /** The mover died of a key. */
  died(key: number): void;
  /** The level as a game of pushing; undefined while nothing in it is known to give way. */
  layOut(available: readonly number[]): Yard | undefined;
}

/** The fewest keys, or buttons clicked at, to plan with. */
const KEYS = 2;
const BUTTONS = 4;
/** How much of a mover must show in another level for it to look there as before. */
const SAME = 0.9;

/** Starts with nothing known. */
export function createPushModel(): PushModel {
  let tracker = createMoverTracker();
  const kinds = createBoxKinds();
  const ground = createGround();
  const bars = { mover: createBars(), box: createBars() };
  let boxes: readonly Box[] = [];
  const strides = createStrides();

  const covers = () => [...boxes, ...(tracker.mover ? [tracker.mover] : [])];
  const sweepOf = (sprite: Sprite, spot: Spot, by: Shift, key: number) =>
    sweep(ground.grid, { sprite }, spot, { ...by, key });
  const findBoxes = (view: View) => {
    boxes = kinds.areKnown() ? kinds.find(view, tracker.mover, strides.unit) : [];
  };
  const ahead = ({ sprite, spot }: Mover, by: Shift) =>
    boxes.filter((box) => overlap(sprite, shifted(spot, by), box.sprite, box.spot));

  /** The mover moved: what gave way, and what it went over. */
  const learnMove = (before: View, after: View, old: Mover, by: Shift, key: number) => {
    const known = ahead(old, by);
    const box = known.length === 0 ? detectPush(before, after, old, by) : undefined;
    if (box) {
      kinds.pushed(box, strides.unit);
      const first = { ...box, spot: shifted(box.spot, by, -1) };
      const others = kinds
        .find(before, old, strides.unit)
        .filter(({ sprite, spot }) => !overlap(sprite, spot, first.sprite, first.spot));
      boxes = [first, ...others];
      ground.uncover(boxes);
    }
    const move = sweepOf(old.sprite, old.spot, by, key);
    bars.mover.passed(move);
  };

  /** What the mover stands on is no box. */
  const dropTrodden = () => {
    const { mover } = tracker;
    if (!mover) return;
    const trodden = boxes.filter((box) => overlap(mover.sprite, mover.spot, box.sprite, box.spot));
    for (const { colour } of trodden) kinds.refused(colour);
    boxes = boxes.filter((box) => !trodden.includes(box));
  };

  /** The mover stayed where it usually moves. */
  const learnStop = (old: Mover, by: Shift, key: number) => {
    const [box, second] = ahead(old, by);
    if (!box) return bars.mover.stopped(old.spot, sweepOf(old.sprite, old.spot, by, key));
    const to = shifted(box.spot, by);
    const isFree = !boxes.some(
      (other) => other !== box && overlap(box.sprite, to, other.sprite, other.spot),
    );
    if (second || !isFree) return;
    const move = sweepOf(box.sprite, box.spot, by, key);
    const isOpen = bars.box.isOpen(box.spot, move);
    if (isOpen && !kinds.isProven(box.colour)) {
      kinds.refused(box.colour);
      boxes = boxes.filter(({ colour }) => colour !== box.colour);
    } else bars.box.stopped(box.spot, move);
  };

  return {
    get mover() {
      return tracker.mover;
    },
    get boxes() {
      return boxes;
    },
    get ground() {
      return ground.grid;
    },
    begin(view, isNew) {
      if (isNew) {
        strides.begin();
        ground.clear();
        bars.mover.forgetSpots();
        bars.box.forgetSpots();
        const unit = kinds.measureUnit(view);
        if (unit !== undefined) strides.assume(unit);
      }
      // Levels may differ in scale.
      if (isNew && tracker.mover && !findSprite(view, tracker.mover.sprite, SAME)) {
        tracker = createMoverTracker();
      }
      tracker.relocate(view);
      findBoxes(view);
      ground.see(view, covers());
    },
    watch(before, key, after) {
      const old = tracker.mover;
      const shift = strides.of(key);
      const motion = tracker.watch(before, key, after);
      if (motion.kind === "moved" || motion.kind === "found") strides.moved(key, motion.by);
      const by = motion.kind === "moved" ? motion.by : shift;
      if (motion.kind === "found" && tracker.mover) {
        ground.uncover([{ sprite: tracker.mover.sprite, spot: motion.from }]);
        findBoxes(after);
      } else if (old && motion.kind === "moved") {
        learnMove(before, after, old, motion.by, key);
      } else if (old && shift && motion.kind === "stayed") {
        learnStop(old, shift, key);
      }
      const pushed = old && by ? ahead(old, by) : [];
      const followed = boxes.map((box) =>
        followBox(after, box, by && pushed.includes(box) ? [by] : []),
      );
      for (const [index, box] of boxes.entries()) {
        const now = followed[index];
        if (!now || !by || now.spot === box.spot) continue;
        if (now.spot.x === box.spot.x && now.spot.y === box.spot.y) continue;
        bars.box.passed(sweepOf(box.sprite, box.spot, by, key));
        kinds.pushed(now, strides.unit);
      }
      boxes = followed.filter((box) => box !== undefined);
      dropTrodden();
      ground.see(after, covers());
    },
    died(key) {
      const { mover } = tracker;
      const by = strides.of(key);
      if (!mover || !by || ahead(mover, by).length > 0) return;
      bars.mover.killed(sweepOf(mover.sprite, mover.spot, by, key));
    },
    probes(available) {
      if (boxes.length === 0) return [];
      if (!tracker.mover) return strides.list(available).map(({ key }) => key);
      return available.filter((key) => directionOf(key) && !strides.isKnown(key));
    },
    layOut(available) {
      const { mover } = tracker;
      if (!mover || boxes.length === 0) return undefined;
      const keys = strides.list(available);
      // With half of the buttons unknown nearly nothing can be pushed anywhere.
      if (keys.length < (keys.some(({ key }) => isClickCode(key)) ? BUTTONS : KEYS))
        return undefined;
      return layOutYard(ground.grid, mover, boxes, keys, bars);
    },
  };
}
