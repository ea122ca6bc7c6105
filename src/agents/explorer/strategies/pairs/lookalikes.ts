import type { Board } from "../../perception/board.ts";
import { type Bounds, middleOf } from "../../perception/bounds.ts";
import { readFaces } from "../../perception/faces.ts";
import type { View } from "../../perception/view.ts";
import type { CursorNavigation } from "../../tracking/cursor/cursor-navigation.ts";
import { NOTHING } from "../../tracking/cursor/mouse.ts";

/** The pressables of one level by what they show. */
export interface Lookalikes {
  /** The level begins, or begins again. */
  begin(): void;
  /** What each pressable shows in a view. */
  facesIn(view: View): readonly (string | undefined)[];
  /** Notes what the pressables show at rest, but for those that the effector covers in part. */
  look(view: View, covered: ReadonlySet<number>): void;
  /** What a pressable showed when it was last seen at rest; undefined where it never was. */
  faceOf(pressable: number): string | undefined;
  /** The pressables that look alike, group by group, without those put aside or given up; the nearest first. */
  groups(): number[][];
  /** Leaves out a pressable, and what lies over it, until the level begins again. */
  putAside(pressable: number): void;
}

/** Stands for an unknown way. */
const FAR = Number.POSITIVE_INFINITY;

/** Starts with nothing seen of the board. */
export function createLookalikes(board: Board, navigation: CursorNavigation): Lookalikes {
  const aside = new Set<number>();
  let faces: (string | undefined)[] = [];
  // Of things over one another the effector presses the smallest.
  const uppermost = [...board.boxes.keys()].filter((pressable) => {
    const { x, y } = middleOf(board.boxes[pressable] as Bounds);
    return board.pressableNear(x, y, 0) === pressable;
  });

  return {
    begin() {
      aside.clear();
      faces = [];
    },
    facesIn: (view) => readFaces(view, board, NOTHING),
    look(view, covered) {
      faces = readFaces(view, board, covered).map((face, pressable) => face ?? faces[pressable]);
    },
    faceOf: (pressable) => faces[pressable],
    groups() {
      const alike = new Map<string, { pressable: number; way: number }[]>();
      for (const pressable of uppermost) {
        const face = faces[pressable];
        if (face === undefined || aside.has(pressable) || navigation.isGivenUp(pressable)) continue;
        const group = alike.get(face) ?? [];
        alike.set(face, group);
        group.push({ pressable, way: navigation.distance(pressable) ?? FAR });
      }
      return [...alike.values()].map((group) =>
        group.sort((a, b) => a.way - b.way).map(({ pressable }) => pressable),
      );
    },
    putAside(pressable) {
      for (const other of board.pressablesOver(pressable)) aside.add(other);
    },
  };
}
