import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listClueGoals } from "../../../../src/agents/explorer/goals/list-clues.ts";
import { readPanelState } from "../../../../src/agents/explorer/model/presses/panel-state.ts";
import { readBoard } from "../../../../src/agents/explorer/perception/board.ts";
import { drawBoxes } from "../helpers/draw-board.ts";

const [GROUND, SAME, OTHER] = [3, 7, 8];
type Box = readonly [left: number, top: number, width: number, height: number, colour: number];

const TILE = 6;
const PITCH = 8;

/** A panel of tiles in two colours, at some of whose places a picture shows which tiles around are as its middle. */
function draw(colours: readonly (readonly number[])[], clues: ReadonlySet<number>, sign = SAME) {
  const columns = colours[0]?.length ?? 0;
  return drawBoxes(
    GROUND,
    colours.flatMap((line, row) =>
      line.flatMap((colour, column): Box[] => {
        const [left, top] = [4 + column * PITCH, 4 + row * PITCH];
        if (!clues.has(row * columns + column)) return [[left, top, TILE, TILE, colour]];
        return [-1, 0, 1].flatMap((down) =>
          [-1, 0, 1].map((across): Box => {
            const isSame = colours[row + down]?.[column + across] === colour;
            const shown = down === 0 && across === 0 ? colour : isSame ? sign : OTHER;
            return [left + 2 * across + 2, top + 2 * down + 2, 2, 2, shown];
          }),
        );
      }),
    ),
  );
}

/** What each goal of the panel costs as the view shows it, by kind. */
function costsIn(view: ReturnType<typeof draw>) {
  const board = readBoard(view);
  const { values } = readPanelState(view, board, [], new Set());
  return new Map(listClueGoals(0, view, board).map(({ kind, cost }) => [kind, cost(values)]));
}

const row = fc.array(fc.constantFrom(1, 2), { minLength: 5, maxLength: 5 });
const panels = fc.array(row, { minLength: 5, maxLength: 5 });
// Far enough from one another for each to have tiles around.
const CLUES = new Set([6, 8, 16, 18]);

describe("listClueGoals", () => {
  it("is met where all lies around the pictures as they show it", () => {
    fc.assert(
      fc.property(panels, (colours) => {
        const cost = costsIn(draw(colours, CLUES)).get(`as shown by ${SAME}`);
        // Where nothing around is as any middle no picture shows the sign.
        fc.pre(cost !== undefined);
        expect(cost).toBe(0);
      }),
    );
  });

  it("counts the tiles that are not, whichever of the two colours says so", () => {
    const plain = [1, 1, 1, 1, 1];
    const colours = [[1, 2, 1, 2, 1], plain, plain, plain, plain];
    const view = draw(colours, CLUES);
    const changed = view.cells.slice();
    // The first tile of all lies around one picture.
    for (let y = 4; y < 10; y++) changed.fill(2, y * 64 + 4, y * 64 + 10);
    expect(costsIn({ ...view, cells: changed }).get(`as shown by ${SAME}`)).toBe(1);
    expect(costsIn(view).get(`as shown by ${OTHER}`)).toBeGreaterThan(1);
  });

  it("finds no goal in a panel without such pictures", () => {
    expect(costsIn(draw(new Array(4).fill([1, 2, 2, 1]), new Set())).size).toBe(0);
  });
});
