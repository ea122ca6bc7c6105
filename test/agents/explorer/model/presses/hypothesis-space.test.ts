import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHypothesisSpace } from "../../../../../src/agents/explorer/model/presses/hypothesis-space.ts";
import {
  type PanelState,
  select,
} from "../../../../../src/agents/explorer/model/presses/panel-state.ts";
import type { Board } from "../../../../../src/agents/explorer/perception/board.ts";
import { createRandom } from "../../../../../src/base/random.ts";
import { panelStateOf, plainBoard } from "../../helpers/draw-board.ts";

/** What a press makes of the values, and where the mark is then. */
type World = (panelState: PanelState, pressable: number) => Partial<PanelState>;

/** How many of the last 20 of so many random presses were predicted, and how many predicted wrongly. */
function predicted(
  board: Board,
  world: World,
  colours: readonly number[],
  presses: number,
  seed: number,
) {
  const random = createRandom(seed);
  const hypotheses = createHypothesisSpace(board, { next: new Map(), erased: undefined });
  const main = board.tiles.filter(({ panel }) => panel === 0);
  let panelState = panelStateOf(
    board,
    main.map(() => random.pick(colours)),
  );
  let right = 0;
  let wrong = 0;
  for (let press = 1; press <= presses; press++) {
    const pressable = random.int(board.tiles.length);
    const predicted = hypotheses.predict(panelState, pressable);
    const after = {
      ...panelState,
      ...world(panelState, pressable),
      selected: select(board, panelState.selected, pressable),
    };
    if (predicted && press > presses - 20) {
      if (predicted.values.join() === after.values.join()) right += 1;
      else wrong += 1;
    }
    hypotheses.learn({ before: panelState, pressable, after });
    panelState = after;
  }
  return { right, wrong };
}

const seeds = fc.integer({ min: 0, max: 1_000 });
const board = plainBoard(3, 3);

const learns = (name: string, world: World, colours: readonly number[]) =>
  it(name, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(predicted(board, world, colours, 90, seed)).toEqual({ right: 20, wrong: 0 });
      }),
      { numRuns: 25 },
    );
  });

describe("the hypotheses of presses", () => {
  learns(
    "learns that a tile and its neighbours turn on to the next colour",
    ({ values }, pressable) => ({
      values: values.map((value, tile) => {
        const [a, b] = [board.tiles[pressable], board.tiles[tile]];
        if (!a || !b || a.panel !== 0 || b.panel !== 0) return value;
        return Math.abs(a.row - b.row) + Math.abs(a.column - b.column) > 1
          ? value
          : (value % 3) + 1;
      }),
    }),
    [1, 2, 3],
  );

  learns(
    "learns that tiles take the colour of the tile pressed last in another panel, and lose it again",
    ({ values, selected }, pressable) => {
      const selectedColour = values[selected[1] as number];
      if (board.tiles[pressable]?.panel !== 0 || selectedColour === undefined) return {};
      return {
        values: values.map((value, tile) =>
          tile !== pressable ? value : value === selectedColour ? 1 : selectedColour,
        ),
      };
    },
    [1, 8, 9],
  );

  learns(
    "learns that a button turns the tiles of a row",
    ({ values }, pressable) => {
      const row = pressable - 9;
      if (row < 0) return {};
      const line = values.slice(3 * row, 3 * row + 3);
      const turned = [line[2], line[0], line[1]] as number[];
      return { values: [...values.slice(0, 3 * row), ...turned, ...values.slice(3 * row + 3)] };
    },
    [1, 2, 3],
  );

  learns(
    "learns that the tile pressed next changes places with the one that is highlighted",
    ({ values, highlighted }, pressable) => {
      if (pressable >= 9) return {};
      if (highlighted < 0) return { highlighted: pressable };
      const swapped = [...values];
      [swapped[pressable], swapped[highlighted]] = [
        values[highlighted] as number,
        values[pressable] as number,
      ];
      return { values: swapped, highlighted: -1 };
    },
    [1, 2, 3],
  );
});
