import { type Bounds, middleOf } from "../perception/bounds.ts";
import { readFaces } from "../perception/faces.ts";
import type { Place } from "../perception/place.ts";
import type { Transition } from "../perception/transition.ts";
import type { View } from "../perception/view.ts";
import type { CursorColours } from "./cursor/detect-jump.ts";
import { type LaidBoard, layBoard } from "./lay-board.ts";

/** The things of one level that can be pressed, and what they show. */
export interface Table extends LaidBoard {
  /** The level begins, or begins again. */
  begin(view: View): void;
  /** Reads what the things show while none is held. */
  look(view: View): void;
  /** What a thing showed when it was last seen at rest; undefined where it never was. */
  faceOf(pressable: number): string | undefined;
  /** The things that look alike and are not put aside, the nearest first. */
  groups(): number[][];
  /** Leaves out a thing, and what lies over it, until the level begins again. */
  putAside(pressable: number): void;
  /** Takes in a step. */
  watch(step: Transition): TablePress;
}

/** What a step pressed. */
export interface TablePress {
  /** Undefined for nothing. */
  readonly pressable: number | undefined;
  /** Whether that is what was approached. */
  readonly isMeant: boolean;
}

/** Lays out what a level shows; undefined where nothing can be pressed. */
export function layTable(place: Place, colours: CursorColours): Table | undefined {
  const laid = layBoard(place, colours);
  if (!laid) return undefined;
  const { board, effector, cursorNavigation } = laid;
  const aside = new Set<number>();
  let faces: (string | undefined)[] = [];
  // Of things over one another the effector presses the smallest.
  const pressables = [...board.boxes.keys()].filter((pressable) => {
    const { x, y } = middleOf(board.boxes[pressable] as Bounds);
    return board.pressableNear(x, y, 0) === pressable;
  });
  const far = Number.POSITIVE_INFINITY;

  return {
    ...laid,
    begin(start) {
      effector.begin(start);
      cursorNavigation.drop();
      aside.clear();
      faces = [];
    },
    look(now) {
      faces = readFaces(now, board, effector.covered()).map(
        (face, pressable) => face ?? faces[pressable],
      );
    },
    faceOf: (pressable) => faces[pressable],
    groups() {
      const alike = new Map<string, { pressable: number; way: number }[]>();
      for (const pressable of pressables) {
        const face = faces[pressable];
        if (face === undefined || aside.has(pressable) || cursorNavigation.isLost(pressable))
          continue;
        const group = alike.get(face) ?? [];
        alike.set(face, group);
        group.push({ pressable, way: effector.distance(pressable) ?? far });
      }
      return [...alike.values()].map((group) =>
        group.sort((a, b) => a.way - b.way).map(({ pressable }) => pressable),
      );
    },
    putAside(pressable) {
      for (const other of board.pressablesOver(pressable)) aside.add(other);
    },
    watch({ from, code, to }) {
      const pressable = effector.pressedBy(code);
      const isMeant = pressable !== undefined && pressable === cursorNavigation.option();
      if (pressable !== undefined || typeof to === "number") cursorNavigation.drop();
      if (typeof to !== "number") effector.follow(code, from.view, to.view);
      return { pressable, isMeant };
    },
  };
}
