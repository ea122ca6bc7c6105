import { clip } from "../../perception/bounds.ts";
import { cellsInBounds } from "../../perception/cells-in-bounds.ts";
import { type Displacement, isStill, lengthOf, STILL } from "../../perception/displacement.ts";
import { displaced, matchAt, overlap } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import { type Box, followBox } from "../../tracking/box.ts";
import { createBoxKinds } from "../../tracking/box-kinds.ts";
import { detectPush } from "../../tracking/detect-push.ts";
import { createUncoveredGrid, type UncoveredGrid } from "../../tracking/uncovered-grid.ts";
import type { KeyDisplacement } from "../moves/move-graph.ts";
import type { Navigation } from "../moves/navigation.ts";
import { createStepModel } from "../moves/step-model.ts";
import { layOutSokobanLevel, type SokobanLevel } from "./sokoban-level.ts";

/** The model of a game in which boxes are pushed, and where they are. */
export interface BoxModel {
  readonly boxes: readonly Box[];
  /** The level without them and the avatar. */
  readonly background: Pick<UncoveredGrid, "grid">;
  /** The level begins, or begins again. */
  begin(view: View, isNew: boolean): void;
  /** Learns from an action, after the navigation did. */
  watch(before: View, code: number, after: View): void;
  /** A key to find the avatar by; undefined where it is found, or all keys were tried. */
  probe(available: readonly number[]): number | undefined;
  /** The Sokoban level; undefined while no box is known in it. */
  layOut(available: readonly number[]): SokobanLevel | undefined;
}

/** How much of the avatar must show in another level for it to look there as before. */
const SAME = 0.9;

/** Starts with nothing known. */
export function createBoxModel(navigation: Navigation): BoxModel {
  const kinds = createBoxKinds();
  const background = createUncoveredGrid();
  const boxSteps = createStepModel(() => true);
  let boxes: readonly Box[] = [];
  /** The keys tried to find the avatar: in a level of another scale it is not known before it moved. */
  let probes: number | undefined;

  const see = (view: View, avatar = navigation.avatar) => {
    background.see(view, coveredBy(avatar ? [...boxes, avatar] : boxes, view));
  };
  const sceneOf = (avatar: Avatar) => ({ background: background.grid, avatar });

  /** The avatar moved: it may have pushed a box that was not known as one. */
  const learnPush = (before: View, after: View, old: Avatar, by: Displacement) => {
    const box = detectPush(before, after, old, by);
    if (!box) return;
    kinds.pushed(box);
    const first = { ...box, spot: displaced(box.spot, by, -1) };
    const others = kinds.find(before, old);
    boxes = [first, ...others.filter((other) => !doTouch(first, other))];
    // Until now they were seen as background.
    background.clear();
    see(before, old);
  };

  /** The avatar stayed where it usually moves: the box ahead of it may have been stopped. */
  const learnStop = ([box, second]: readonly Box[], by: KeyDisplacement) => {
    if (!box || second) return;
    const to = movedBy(box, by);
    if (boxes.some((other) => other !== box && doTouch(to, other))) return;
    const scene = sceneOf(box);
    const isOpen = boxSteps.graphOf(scene, [by])(box.spot).length > 0;
    if (isOpen && !kinds.isProven(box.colour)) {
      kinds.refused(box.colour);
      boxes = boxes.filter(({ colour }) => colour !== box.colour);
    } else boxSteps.learn(scene, by.key, { kind: "stayed" }, by);
  };

  /** Finds the boxes again, those that were pushed where they should be. Boxes below the avatar are none. */
  const follow = (view: View, pushed: readonly Box[], by: KeyDisplacement) => {
    const { avatar } = navigation;
    boxes = boxes.flatMap((box) => {
      const now = followBox(view, box, pushed.includes(box) ? by : undefined);
      if (!now) return [];
      if (now !== box) {
        boxSteps.learn(sceneOf(box), by.key, { kind: "moved", from: box.spot, by }, undefined);
        kinds.pushed(now);
      }
      if (!avatar || !doTouch(avatar, now)) return now;
      kinds.refused(now.colour);
      return [];
    });
  };

  return {
    get boxes() {
      return boxes;
    },
    background,
    begin(view, isNew) {
      if (isNew) {
        background.clear();
        boxSteps.begin();
        probes = kinds.begin(view) && isSeen(view, navigation.avatar) ? undefined : 0;
      }
      boxes = kinds.find(view, navigation.avatar);
      see(view);
    },
    watch(before, code, after) {
      const { before: old, motion } = navigation.latest;
      if (motion && "by" in motion && !isStill(motion.by)) {
        kinds.stepped(lengthOf(motion.by));
        probes = undefined;
      }
      const usual = motion?.kind === "moved" ? motion.by : navigation.effects.of(code);
      const by = { ...(usual ?? STILL), key: code };
      const ahead = () => (old ? boxes.filter((box) => doTouch(movedBy(old, by), box)) : []);
      if (motion?.kind === "found") boxes = kinds.find(after, navigation.avatar);
      else if (motion?.kind === "stayed") learnStop(ahead(), by);
      else if (old && motion?.kind === "moved" && ahead().length === 0) {
        learnPush(before, after, old, by);
      }
      follow(after, ahead(), by);
      see(after);
    },
    probe(available) {
      if (probes === undefined || boxes.length === 0) return undefined;
      return navigation.effects.list(available)[probes++]?.key;
    },
    layOut(available) {
      const { avatar } = navigation;
      if (!avatar || boxes.length === 0) return undefined;
      const keys = navigation.effects.list(available);
      const steps = { avatar: navigation.steps, box: boxSteps };
      return layOutSokobanLevel(background.grid, avatar, boxes, keys, steps);
    },
  };
}

const movedBy = <T extends Avatar>(thing: T, by: Displacement): T => ({
  ...thing,
  spot: displaced(thing.spot, by),
});

const doTouch = (a: Avatar, b: Avatar): boolean => overlap(a.sprite, a.spot, b.sprite, b.spot);

const isSeen = (view: View, avatar: Avatar | undefined): boolean =>
  avatar !== undefined && matchAt(view, avatar.sprite, avatar.spot) >= SAME;

/** The cells of these things and of their gaps, which often show details of them. */
const coveredBy = (things: readonly Avatar[], view: View): number[] =>
  things.flatMap((one) => cellsInBounds(view.width, clip(boundsOf(one), view)));
