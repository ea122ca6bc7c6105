import { isClickCode } from "../../../../game/action-code.ts";
import type { Grid } from "../../../../game/frame.ts";
import { clip } from "../../perception/bounds.ts";
import { cellsInBounds } from "../../perception/cells-in-bounds.ts";
import type { Displacement } from "../../perception/displacement.ts";
import {
  cellsOf,
  displaced,
  findSprite,
  overlap,
  type Spot,
  type Sprite,
} from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import { createAvatarTracker } from "../../tracking/avatar-tracker.ts";
import { type Box, followBox } from "../../tracking/box.ts";
import { createBoxKinds } from "../../tracking/box-kinds.ts";
import { directionOf } from "../../tracking/detect-displacement.ts";
import { detectPush } from "../../tracking/detect-push.ts";
import { createUncoveredGrid } from "../../tracking/uncovered-grid.ts";
import { createBoxPassability } from "../moves/box-passability.ts";
import { createLevelEffects } from "../moves/level-effects.ts";
import { sweep } from "../moves/move-graph.ts";
import { layOutSokobanLevel, type SokobanLevel } from "./sokoban-level.ts";

/** The model of a game in which boxes are pushed, and where they are. */
export interface BoxModel {
  readonly avatar: Avatar | undefined;
  readonly boxes: readonly Box[];
  /** The level without them. */
  readonly background: Grid;
  /** The level begins, or begins again. */
  begin(view: View, isNew: boolean): void;
  /** Learns from a key. */
  watch(before: View, key: number, after: View): void;
  /** Keys worth a probe: those with a known effect while the avatar is not found, else those without one. */
  probes(available: readonly number[]): readonly number[];
  /** The avatar died of a key. */
  died(key: number): void;
  /** The Sokoban level; undefined while no box is known in it. */
  layOut(available: readonly number[]): SokobanLevel | undefined;
}

/** The fewest keys, or buttons clicked at, to plan with. */
const KEYS = 2;
const BUTTONS = 4;
/** How much of an avatar must show in another level for it to look there as before. */
const SAME = 0.9;

/** Starts with nothing known. */
export function createBoxModel(): BoxModel {
  let tracker = createAvatarTracker();
  const kinds = createBoxKinds();
  const background = createUncoveredGrid();
  const passability = { avatar: createBoxPassability(), box: createBoxPassability() };
  let boxes: readonly Box[] = [];
  const levelEffects = createLevelEffects();

  const see = (view: View) => {
    const shown = tracker.avatar ? [...boxes, tracker.avatar] : boxes;
    // Gaps in a sprite show no background, but often details of the thing.
    background.see(
      view,
      shown.flatMap((one) => cellsInBounds(view.width, clip(boundsOf(one), view))),
    );
  };
  const uncover = (shown: readonly Omit<Box, "colour">[]) =>
    background.hide(shown.flatMap(({ sprite, spot }) => cellsOf(background.grid, sprite, spot)));
  const sweepOf = (sprite: Sprite, spot: Spot, by: Displacement, key: number) =>
    sweep(background.grid, { sprite }, spot, { ...by, key });
  const findBoxes = (view: View) => {
    boxes = kinds.areKnown() ? kinds.find(view, tracker.avatar, levelEffects.unit) : [];
  };
  const ahead = ({ sprite, spot }: Avatar, by: Displacement) =>
    boxes.filter((box) => overlap(sprite, displaced(spot, by), box.sprite, box.spot));

  /** The avatar moved: learns a push, and the passability of the cells it covered. */
  const learnMove = (before: View, after: View, old: Avatar, by: Displacement, key: number) => {
    const known = ahead(old, by);
    const box = known.length === 0 ? detectPush(before, after, old, by) : undefined;
    if (box) {
      kinds.pushed(box, levelEffects.unit);
      const first = { ...box, spot: displaced(box.spot, by, -1) };
      const others = kinds
        .find(before, old, levelEffects.unit)
        .filter(({ sprite, spot }) => !overlap(sprite, spot, first.sprite, first.spot));
      boxes = [first, ...others];
      uncover(boxes);
    }
    const move = sweepOf(old.sprite, old.spot, by, key);
    passability.avatar.passed(move);
  };

  /** Boxes below the avatar are none. */
  const dropTrodden = () => {
    const { avatar } = tracker;
    if (!avatar) return;
    const trodden = boxes.filter((box) =>
      overlap(avatar.sprite, avatar.spot, box.sprite, box.spot),
    );
    for (const { colour } of trodden) kinds.refused(colour);
    boxes = boxes.filter((box) => !trodden.includes(box));
  };

  /** The avatar stayed where it usually moves. */
  const learnStop = (old: Avatar, by: Displacement, key: number) => {
    const [box, second] = ahead(old, by);
    if (!box) return passability.avatar.stopped(old.spot, sweepOf(old.sprite, old.spot, by, key));
    const to = displaced(box.spot, by);
    const isFree = !boxes.some(
      (other) => other !== box && overlap(box.sprite, to, other.sprite, other.spot),
    );
    if (second || !isFree) return;
    const move = sweepOf(box.sprite, box.spot, by, key);
    const isOpen = !passability.box.isBlocked(box.spot, key) && passability.box.isOpen(move);
    if (isOpen && !kinds.isProven(box.colour)) {
      kinds.refused(box.colour);
      boxes = boxes.filter(({ colour }) => colour !== box.colour);
    } else passability.box.stopped(box.spot, move);
  };

  return {
    get avatar() {
      return tracker.avatar;
    },
    get boxes() {
      return boxes;
    },
    get background() {
      return background.grid;
    },
    begin(view, isNew) {
      if (isNew) {
        levelEffects.begin();
        background.clear();
        passability.avatar.forgetSpots();
        passability.box.forgetSpots();
        const unit = kinds.measureUnit(view);
        if (unit !== undefined) levelEffects.assume(unit);
      }
      // Levels may differ in scale.
      if (isNew && tracker.avatar && !findSprite(view, tracker.avatar.sprite, SAME)) {
        tracker = createAvatarTracker();
      }
      tracker.relocate(view);
      findBoxes(view);
      see(view);
    },
    watch(before, key, after) {
      const old = tracker.avatar;
      const displacement = levelEffects.of(key);
      const motion = tracker.watch(before, key, after);
      if (motion.kind === "moved" || motion.kind === "found") levelEffects.moved(key, motion.by);
      const by = motion.kind === "moved" ? motion.by : displacement;
      if (motion.kind === "found" && tracker.avatar) {
        uncover([{ sprite: tracker.avatar.sprite, spot: motion.from }]);
        findBoxes(after);
      } else if (old && motion.kind === "moved") {
        learnMove(before, after, old, motion.by, key);
      } else if (old && displacement && motion.kind === "stayed") {
        learnStop(old, displacement, key);
      }
      const pushed = old && by ? ahead(old, by) : [];
      const followed = boxes.map((box) =>
        followBox(after, box, by && pushed.includes(box) ? [by] : []),
      );
      for (const [index, box] of boxes.entries()) {
        const now = followed[index];
        if (!now || !by || now.spot === box.spot) continue;
        if (now.spot.x === box.spot.x && now.spot.y === box.spot.y) continue;
        passability.box.passed(sweepOf(box.sprite, box.spot, by, key));
        kinds.pushed(now, levelEffects.unit);
      }
      boxes = followed.filter((box) => box !== undefined);
      dropTrodden();
      see(after);
    },
    died(key) {
      const { avatar } = tracker;
      const by = levelEffects.of(key);
      if (!avatar || !by || ahead(avatar, by).length > 0) return;
      passability.avatar.killed(sweepOf(avatar.sprite, avatar.spot, by, key));
    },
    probes(available) {
      if (boxes.length === 0) return [];
      if (!tracker.avatar) return levelEffects.list(available).map(({ key }) => key);
      return available.filter((key) => directionOf(key) && !levelEffects.isKnown(key));
    },
    layOut(available) {
      const { avatar } = tracker;
      if (!avatar || boxes.length === 0) return undefined;
      const keys = levelEffects.list(available);
      // With half of the buttons unknown nearly nothing can be pushed anywhere.
      if (keys.length < (keys.some(({ key }) => isClickCode(key)) ? BUTTONS : KEYS))
        return undefined;
      return layOutSokobanLevel(background.grid, avatar, boxes, keys, passability);
    },
  };
}
