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
  faceOf(spot: number): string | undefined;
  /** The things that look alike and are not put aside, the nearest first. */
  groups(): number[][];
  /** Leaves out a thing, and what lies over it, until the level begins again. */
  putAside(spot: number): void;
  /** Takes in a step. */
  watch(step: Transition): TablePress;
}

/** What a step pressed. */
export interface TablePress {
  /** Undefined for nothing. */
  readonly spot: number | undefined;
  /** Whether that is what was approached. */
  readonly isMeant: boolean;
}

/** Lays out what a level shows; undefined where nothing can be pressed. */
export function layTable(place: Place, colours: CursorColours): Table | undefined {
  const laid = layBoard(place, colours);
  if (!laid) return undefined;
  const { board, hand, approach } = laid;
  const aside = new Set<number>();
  let faces: (string | undefined)[] = [];
  // Of things over one another the hand presses the smallest.
  const spots = [...board.boxes.keys()].filter((spot) => {
    const { x, y } = middleOf(board.boxes[spot] as Bounds);
    return board.spotNear(x, y, 0) === spot;
  });
  const far = Number.POSITIVE_INFINITY;

  return {
    ...laid,
    begin(start) {
      hand.begin(start);
      approach.drop();
      aside.clear();
      faces = [];
    },
    look(now) {
      faces = readFaces(now, board, hand.covered()).map((face, spot) => face ?? faces[spot]);
    },
    faceOf: (spot) => faces[spot],
    groups() {
      const alike = new Map<string, { spot: number; way: number }[]>();
      for (const spot of spots) {
        const face = faces[spot];
        if (face === undefined || aside.has(spot) || approach.isLost(spot)) continue;
        const group = alike.get(face) ?? [];
        alike.set(face, group);
        group.push({ spot, way: hand.distance(spot) ?? far });
      }
      return [...alike.values()].map((group) =>
        group.sort((a, b) => a.way - b.way).map(({ spot }) => spot),
      );
    },
    putAside(spot) {
      for (const other of board.spotsOver(spot)) aside.add(other);
    },
    watch({ from, code, to }) {
      const spot = hand.pressedBy(code);
      const isMeant = spot !== undefined && spot === approach.option();
      if (spot !== undefined || typeof to === "number") approach.drop();
      if (typeof to !== "number") hand.follow(code, from.view, to.view);
      return { spot, isMeant };
    },
  };
}
