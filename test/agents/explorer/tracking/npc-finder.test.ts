import { describe, expect, it } from "vitest";
import { cutSprite } from "../../../../src/agents/explorer/perception/sprite.ts";
import { createNpcFinder } from "../../../../src/agents/explorer/tracking/npc-finder.ts";
import { drawView } from "../helpers/draw.ts";

const { sprite } = cutSprite(drawView("99"), [0, 1]);
const STILL = { dx: 0, dy: 0 };

/** A row on which the avatar (9 9), an NPC (c) and a post (7) stand; patches of floor (3) below. */
function rowWith(places: { readonly avatar: number; readonly npc?: number }): string {
  const cells = [..."3300330033003300330070"];
  if (places.npc !== undefined) cells[places.npc] = "c";
  cells.fill("9", places.avatar, places.avatar + 2);
  return cells.join("");
}

/** What is found after each view of a play. */
function watch(play: readonly { readonly avatar: number; readonly npc?: number }[]) {
  const npcFinder = createNpcFinder();
  npcFinder.begin();
  return play.map((places, step) => {
    const before = play[step - 1]?.avatar ?? places.avatar;
    const avatar = { sprite, spot: { x: places.avatar, y: 0 } };
    const by = { dx: places.avatar - before, dy: 0 };
    return npcFinder.see(drawView(rowWith(places)), avatar, by).map(({ left }) => left);
  });
}

describe("NPCs", () => {
  it("are found by their moves, and then also where they stand still", () => {
    const found = watch([10, 12, 14, 12, 12, 12].map((npc) => ({ avatar: 0, npc })));
    expect(found[0]).toEqual([]);
    expect(found.slice(3)).toEqual([[12], [12], [12]]);
  });

  it("stay known while they rest", () => {
    const npcs = [10, 12, 14, 12, ...new Array(20).fill(12)];
    expect(watch(npcs.map((npc) => ({ avatar: 0, npc }))).at(-1)).toEqual([12]);
  });

  it("are known though they follow the avatar at its pace", () => {
    const npcs = [10, 12, 14, 12];
    const follows = Array.from({ length: 5 }, (_, step) => ({ avatar: step, npc: 12 + step }));
    const found = watch([...npcs.map((npc) => ({ avatar: 0, npc })), ...follows]);
    expect(found.at(-1)).toEqual([16]);
  });

  it("are whole where they consist of patches", () => {
    const npcFinder = createNpcFinder();
    npcFinder.begin();
    const found = [4, 7, 4, 7].map((x) => {
      const cells = [..."9999......................"];
      cells[x + 4] = "c";
      cells[x + 6] = "c";
      const view = drawView(cells.join(""));
      const wide = cutSprite(view, [0, 1, 2, 3]);
      return npcFinder.see(view, wide, STILL).map(({ left, right }) => [left, right]);
    });
    expect(found.at(-1)).toEqual([[11, 13]]);
  });

  it("are not the floor that the avatar covers and shows again", () => {
    const found = watch([0, 2, 4, 6, 8, 6, 4, 2, 0].map((avatar) => ({ avatar })));
    expect(found.flat()).toEqual([]);
  });

  it("are not things that the avatar pushes", () => {
    const found = watch([0, 1, 2, 3, 4, 5].map((avatar) => ({ avatar, npc: avatar + 2 })));
    expect(found.flat()).toEqual([]);
  });

  it("are not things that seldom move", () => {
    const npcs = [10, ...new Array(20).fill(12), 13, ...new Array(20).fill(14), 15, 15];
    expect(watch(npcs.map((npc) => ({ avatar: 0, npc }))).at(-1)).toEqual([]);
  });

  it("do not seem to move when the level begins again", () => {
    const npcFinder = createNpcFinder();
    for (const npc of [10, 14, 10, 14, 10, 14]) {
      npcFinder.begin();
      expect(npcFinder.see(drawView(rowWith({ avatar: 0, npc })), undefined, STILL)).toEqual([]);
    }
  });
});
