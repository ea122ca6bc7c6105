import { describe, expect, it } from "vitest";
import {
  createHazards,
  type Hazards,
} from "../../../../../src/agents/explorer/model/npcs/hazards.ts";
import { cutSprite } from "../../../../../src/agents/explorer/perception/sprite.ts";
import { drawView } from "../../helpers/draw.ts";

const { sprite } = cutSprite(drawView("9"), [0]);

/** A row with the avatar (9) and an NPC (c) at these places. */
function rowWith(avatar: number, npc: number): string {
  const cells = [..."...................."];
  cells[npc] = "c";
  cells[avatar] = "9";
  return cells.join("");
}

const standAt = (x: number) => ({ sprite, spot: { x, y: 0 } });

const GROUND = drawView("....................");

/** What is feared where the avatar stands. */
const fearAt = (hazards: Hazards, x: number) => hazards.npcState(GROUND, standAt(x), 0);

/** Hazards in which the npc goes to and fro before an avatar that does too. */
function watched() {
  const hazards = createHazards();
  hazards.begin(drawView(rowWith(0, 8)), standAt(0));
  for (const [avatar, npc] of [
    [1, 7],
    [0, 6],
    [1, 5],
    [0, 6],
  ] as const) {
    hazards.see(drawView(rowWith(avatar, npc)), standAt(avatar), { x: 1 - avatar, y: 0 });
  }
  return hazards;
}

describe("hazards", () => {
  it("are feared once one died of them, where they will be", () => {
    const hazards = watched();
    expect([...hazards.cells]).toEqual([6]);
    expect(fearAt(hazards, 0)).toBeUndefined();
    expect(hazards.died(drawView(rowWith(4, 5)), standAt(4), { dx: 1, dy: 0 })).toBe(true);
    expect(fearAt(hazards, 4)?.meets({ x: 6, y: 0 })).toBe(true);
    expect(fearAt(hazards, 4)?.meets({ x: 5, y: 0 })).toBe(false);
  });

  it("are not to blame for a death elsewhere", () => {
    const hazards = watched();
    expect(hazards.died(drawView(rowWith(15, 6)), standAt(15), { dx: 1, dy: 0 })).toBe(false);
    expect(fearAt(hazards, 0)).toBeUndefined();
  });

  it("are feared no more after one met them often and lives", () => {
    const hazards = watched();
    hazards.died(drawView(rowWith(4, 5)), standAt(4), { dx: 1, dy: 0 });
    for (const npc of [5, 6, 5, 6]) {
      hazards.see(drawView(rowWith(0, npc)), standAt(0), { x: 0, y: 0 });
      // It stands on the npc, which is not to be seen then.
      hazards.see(drawView(rowWith(npc, npc)), standAt(npc), { x: 0, y: 0 });
    }
    expect(fearAt(hazards, 0)).toBeUndefined();
  });

  it("are not things that other actions than steps move", () => {
    const hazards = createHazards();
    hazards.begin(drawView(rowWith(0, 8)), standAt(0));
    for (const npc of [7, 6, 5, 6, 7, 8, 7]) {
      hazards.skip(drawView(rowWith(0, npc)), standAt(0));
      expect(hazards.cells.size).toBe(0);
    }
  });
});
