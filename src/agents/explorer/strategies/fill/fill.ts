import { GOAL } from "../../../../memory/map/state-graph.ts";
import { detectFill } from "../../model/presses/detect-fill.ts";
import type { Board } from "../../perception/board.ts";
import { type Bounds, middleOf } from "../../perception/bounds.ts";
import type { View } from "../../perception/view.ts";
import { planFills } from "../../planning/plan-fills.ts";
import { createCursorNavigation } from "../../tracking/cursor/cursor-navigation.ts";
import type { PressTracker } from "../../tracking/cursor/press-tracker.ts";
import { createPlanRunner } from "../plan-runner.ts";
import type { Strategy } from "../strategy.ts";

/** Fills without the expected effect on a level before it is given up. */
const MAX_FAILURES = 3;

/**
 * Solves flood-fill games: once a press on a thing gave its colour to a whole patch elsewhere, fills that
 * patch with one colour after the other until it has taken in all patches joined to it.
 */
export function createFill(presses: PressTracker): Strategy {
  const navigation = createCursorNavigation(presses);
  /** A cell of the patch that is filled, and the palette: the pressables that fill, by their colour. */
  let patch: number | undefined;
  let palette: ReadonlyMap<number, number> = new Map();
  /** The colours of the next fills. */
  const plan = createPlanRunner<number>();
  let failures = 0;
  let progress = 0;

  const colourOf = ({ boxes }: Board, pressable: number, { cells, width }: View): number => {
    const { x, y } = middleOf(boxes[pressable] as Bounds);
    return cells[Math.floor(y) * width + Math.floor(x)] as number;
  };
  /** Equal for things in one panel, or of one form. */
  const kindOf = ({ tiles, standalone }: Board, pressable: number): string =>
    `${tiles[pressable]?.panel} ${standalone[pressable - tiles.length]?.shape}`;

  /** Learns from a press whether it filled a patch. */
  const learn = (board: Board, pressable: number, from: View, to: View) => {
    const filled = detectFill(from, to, colourOf(board, pressable, from));
    if (filled === undefined) return;
    patch = filled;
    const kind = kindOf(board, pressable);
    const alike = [...board.boxes.keys()].filter((other) => kindOf(board, other) === kind);
    palette = new Map(alike.map((other) => [colourOf(board, other, from), other]));
  };

  return {
    name: "fill",

    begin(_, isNew) {
      plan.drop();
      if (isNew) {
        patch = undefined;
        failures = 0;
      }
      navigation.begin(isNew);
    },

    propose({ view }) {
      if (patch === undefined || failures >= MAX_FAILURES) return undefined;
      if (plan.steps.length === 0) {
        plan.follow(planFills(view, patch, new Set(palette.keys())) ?? []);
      }
      const code = navigation.goTo(palette.get(plan.propose() ?? -1));
      // A patchwork of one colour that is not the end is none.
      if (code === undefined) failures = MAX_FAILURES;
      return code;
    },

    observe(step) {
      const { from, to } = step;
      const { board, pressed } = presses;
      const isMeant = navigation.observe(step);
      if (typeof to === "number") {
        if (to === GOAL && isMeant) progress += 1;
        plan.drop();
        return;
      }
      if (!board || pressed === undefined) return;
      const filled = plan.carriedOut(
        (colour) => palette.get(colour) === pressed && to.view.cells[patch ?? -1] === colour,
      );
      if (isMeant && filled === undefined) failures += 1;
      learn(board, pressed, from.view, to.view);
    },

    get wantsTurn() {
      return patch !== undefined;
    },

    get progress() {
      return progress;
    },
  };
}
