import { describe, expect, it } from "vitest";
import { createTerrain } from "../../../../src/agents/explorer/model/moves/passability.ts";
import { createFloor, findReach } from "../../../../src/agents/explorer/model/moves/reach.ts";
import { listTargets } from "../../../../src/agents/explorer/perception/targets.ts";
import { findCover } from "../../../../src/agents/explorer/planning/cover.ts";
import { drawMover, keysOf } from "../helpers/draw-avatar.ts";

/** Where a mover, drawn with colour 9 and the marks with `m`, would cover most; walls are 5. */
function coverIn(picture: string) {
  const { ground, mover } = drawMover(picture.replaceAll("m", "0"));
  const marked = drawMover(picture.replaceAll("9", "0").replaceAll("m", "9")).view;
  const cells = ground.cells.map((cell, at) => (marked.cells[at] === 9 ? 9 : cell));
  const view = { ...ground, cells };
  const terrain = createTerrain();
  terrain.blocked({ key: 1, colours: [5] });
  const reach = findReach(
    mover.spot,
    createFloor(view, mover, keysOf(1), terrain, () => false),
  );
  return findCover(view, mover.sprite, listTargets(view).targets, reach)?.spot;
}

describe("findCover", () => {
  it("finds where the mover lies on most marks of its colours", () => {
    expect(coverIn("9.9...... ......... .....m.m. ......... ..m......")).toEqual({ x: 5, y: 2 });
  });

  it("takes the nearest of equal spots", () => {
    const picture = "9.9.......m.m ............. ............. m.m..........";
    expect(coverIn(picture)).toEqual({ x: 0, y: 3 });
  });

  it.each([
    ["only one mark can be covered at once", "9.9.... ....... ...m..m"],
    ["the marks are of other colours", "9.9.... ....... ...7.7."],
    ["no spot with marks can be reached", "9.9.5.... ....5.m.m"],
    ["there are no marks", "9.9.... ......."],
  ])("finds nothing where %s", (_, picture) => {
    expect(coverIn(picture)).toBeUndefined();
  });
});
