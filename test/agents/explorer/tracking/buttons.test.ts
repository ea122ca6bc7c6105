import { describe, expect, it } from "vitest";
import { createButtons } from "../../../../src/agents/explorer/tracking/buttons.ts";
import { clickCode } from "../../../../src/game/action-code.ts";
import { drawView } from "../helpers/draw.ts";

const LEFT = clickCode(0, 1);
const RIGHT = clickCode(19, 1);

/** A thing of two cells in a row, above a row with a button at each end. */
function viewWith(x: number, colour = "9") {
  const row = new Array(20).fill(".");
  row.fill(colour, x, x + 2);
  return drawView(`${row.join("")} c..................c`);
}

/** The buttons after these clicks, each with where the thing was and came to. */
function buttonsAfter(
  clicks: readonly (readonly [code: number, from: number, to: number, colour?: string])[],
) {
  const buttons = createButtons();
  for (const [code, from, to, colour] of clicks) {
    buttons.watch(viewWith(from, colour), code, viewWith(to, colour));
  }
  return [...buttons.list()].sort((a, b) => a - b);
}

describe("buttons", () => {
  it("are two clicks that move one thing in different directions, each twice", () => {
    const once = [
      [LEFT, 8, 6],
      [RIGHT, 6, 8],
    ] as const;
    expect(buttonsAfter(once)).toEqual([]);
    expect(buttonsAfter([...once, ...once])).toEqual([LEFT, RIGHT]);
  });

  it("may also move a thing that the first pushes", () => {
    const pushing = (x: number) => {
      const row = new Array(20).fill(".");
      row.fill("9", x, x + 2).fill("7", x + 2, x + 4);
      return drawView(`${row.join("")} c..................c`);
    };
    const buttons = createButtons();
    buttons.watch(viewWith(8), LEFT, viewWith(6));
    buttons.watch(viewWith(6), LEFT, viewWith(4));
    buttons.watch(viewWith(4), RIGHT, viewWith(6));
    buttons.watch(pushing(6), RIGHT, pushing(8));
    expect([...buttons.list()].sort((a, b) => a - b)).toEqual([LEFT, RIGHT]);
  });

  it("are none where all move it in one direction, or each another thing", () => {
    expect(
      buttonsAfter([
        [LEFT, 8, 6],
        [LEFT, 6, 4],
        [RIGHT, 8, 6],
        [RIGHT, 6, 4],
      ]),
    ).toEqual([]);
    expect(
      buttonsAfter([
        [LEFT, 8, 6],
        [LEFT, 6, 4],
        [RIGHT, 4, 6, "7"],
        [RIGHT, 6, 8, "7"],
      ]),
    ).toEqual([]);
  });

  it("are none where the thing is clicked itself, or goes now so far, now otherwise", () => {
    const onIt = clickCode(7, 0);
    expect(
      buttonsAfter([
        [onIt, 7, 5],
        [onIt, 6, 4],
        [RIGHT, 4, 6],
        [RIGHT, 6, 8],
      ]),
    ).toEqual([]);
    expect(
      buttonsAfter([
        [LEFT, 8, 6],
        [LEFT, 6, 5],
        [RIGHT, 4, 6],
        [RIGHT, 6, 8],
      ]),
    ).toEqual([]);
  });
});
