import { describe, expect, it } from "vitest";
import { createMoveGraph } from "../../../../src/agents/explorer/model/moves/move-graph.ts";
import { createPassability } from "../../../../src/agents/explorer/model/moves/passability.ts";
import { findReachableSpots } from "../../../../src/agents/explorer/model/moves/reachable-spots.ts";
import { listTargets } from "../../../../src/agents/explorer/perception/targets.ts";
import { findCover } from "../../../../src/agents/explorer/planning/cover.ts";
import { drawAvatar, keysOf } from "../helpers/draw-avatar.ts";

/** Where an avatar, drawn with colour 9 and the small components with `m`, would cover most; walls are 5. */
function coverIn(picture: string) {
  const { ground, avatar } = drawAvatar(picture.replaceAll("m", "0"));
  const marked = drawAvatar(picture.replaceAll("9", "0").replaceAll("m", "9")).view;
  const cells = ground.cells.map((cell, at) => (marked.cells[at] === 9 ? 9 : cell));
  const view = { ...ground, cells };
  const passability = createPassability();
  passability.blocked({ key: 1, colours: [5] });
  const reachable = findReachableSpots(
    avatar.spot,
    createMoveGraph(view, avatar, keysOf(1), passability, () => false),
  );
  return findCover(view, avatar.sprite, listTargets(view).list, reachable)?.spot;
}

describe("findCover", () => {
  it("finds where the avatar lies on most small components of its colours", () => {
    expect(coverIn("9.9...... ......... .....m.m. ......... ..m......")).toEqual({ x: 5, y: 2 });
  });

  it("takes the nearest of equal spots", () => {
    const picture = "9.9.......m.m ............. ............. m.m..........";
    expect(coverIn(picture)).toEqual({ x: 0, y: 3 });
  });

  it.each([
    ["only one small component can be covered at once", "9.9.... ....... ...m..m"],
    ["the small components are of other colours", "9.9.... ....... ...7.7."],
    ["no spot with small components can be reached", "9.9.5.... ....5.m.m"],
    ["there are no small components", "9.9.... ......."],
  ])("finds nothing where %s", (_, picture) => {
    expect(coverIn(picture)).toBeUndefined();
  });
});
