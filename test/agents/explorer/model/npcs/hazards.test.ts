import { describe, expect, it } from "vitest";
import {
  createPerils,
  type Perils,
} from "../../../../../src/agents/explorer/model/npcs/hazards.ts";
import { cutSprite } from "../../../../../src/agents/explorer/perception/sprite.ts";
import { drawView } from "../../helpers/draw.ts";

const { sprite } = cutSprite(drawView("9"), [0]);

/** A row with the mover (9) and a thing (c) at these places. */
function rowWith(mover: number, thing: number): string {
  const cells = [..."...................."];
  cells[thing] = "c";
  cells[mover] = "9";
  return cells.join("");
}

const standAt = (x: number) => ({ sprite, spot: { x, y: 0 } });

const GROUND = drawView("....................");

/** What is feared where the mover stands. */
const fearAt = (perils: Perils, x: number) => perils.ahead(GROUND, standAt(x), 0);

/** Perils in which the thing goes to and fro before a mover that does too. */
function watched() {
  const perils = createPerils();
  perils.begin(drawView(rowWith(0, 8)), standAt(0));
  for (const [mover, thing] of [
    [1, 7],
    [0, 6],
    [1, 5],
    [0, 6],
  ] as const) {
    perils.see(drawView(rowWith(mover, thing)), standAt(mover), { x: 1 - mover, y: 0 }, GROUND);
  }
  return perils;
}

describe("perils", () => {
  it("are feared once one died of them, where they will be", () => {
    const perils = watched();
    expect([...perils.cells]).toEqual([6]);
    expect(fearAt(perils, 0)).toBeUndefined();
    expect(perils.died(drawView(rowWith(4, 5)), standAt(4), { dx: 1, dy: 0 })).toBe(true);
    expect(fearAt(perils, 4)?.meets({ x: 6, y: 0 })).toBe(true);
    expect(fearAt(perils, 4)?.meets({ x: 5, y: 0 })).toBe(false);
  });

  it("are not to blame for a death elsewhere", () => {
    const perils = watched();
    expect(perils.died(drawView(rowWith(15, 6)), standAt(15), { dx: 1, dy: 0 })).toBe(false);
    expect(fearAt(perils, 0)).toBeUndefined();
  });

  it("are feared no more after one met them often and lives", () => {
    const perils = watched();
    perils.died(drawView(rowWith(4, 5)), standAt(4), { dx: 1, dy: 0 });
    for (const thing of [5, 6, 5, 6]) {
      perils.see(drawView(rowWith(0, thing)), standAt(0), { x: 0, y: 0 }, GROUND);
      // It stands on the thing, which is not to be seen then.
      perils.see(drawView(rowWith(thing, thing)), standAt(thing), { x: 0, y: 0 }, GROUND);
    }
    expect(fearAt(perils, 0)).toBeUndefined();
  });

  it("are not what other actions than steps move", () => {
    const perils = createPerils();
    perils.begin(drawView(rowWith(0, 8)), standAt(0));
    for (const thing of [7, 6, 5, 6, 7, 8, 7]) {
      perils.skip(drawView(rowWith(0, thing)), standAt(0));
      expect(perils.cells.size).toBe(0);
    }
  });
});
