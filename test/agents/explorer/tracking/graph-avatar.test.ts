import { describe, expect, it } from "vitest";
import { detectMove } from "../../../../src/agents/explorer/tracking/detect-move.ts";
import { createGraphAvatar } from "../../../../src/agents/explorer/tracking/graph-avatar.ts";
import { createStateGraph } from "../../../../src/memory/map/state-graph.ts";
import { drawView } from "../helpers/draw.ts";

const graph = createStateGraph();
const standing = (picture: string) => {
  const view = drawView(picture);
  return { view, node: graph.meet(view.key) };
};

describe("detectMove", () => {
  it("finds the thing that moved, of all its colours, and its bounds now", () => {
    const move = detectMove(drawView("..... .98.. ....."), drawView("..... ...98 ....."));
    expect(move).toEqual({ dx: 2, dy: 0, bounds: { left: 3, top: 1, right: 4, bottom: 1 } });
  });

  it("prefers the larger of two things that move apart", () => {
    const move = detectMove(drawView("77... 77... ....9"), drawView(".77.. .77.. ...9."));
    expect(move).toMatchObject({ dx: 1, dy: 0 });
  });

  it.each([
    ["a change of size", "9... ....", "99.. ...."],
    ["a change of colour", "9... ....", "8... ...."],
    ["no change", "9... ....", "9... ...."],
  ])("takes %s for no move", (_, before, after) => {
    expect(detectMove(drawView(before), drawView(after))).toBeUndefined();
  });
});

describe("the avatar of the graph search", () => {
  it("is known in both states after its first move, and stays where it is when blocked", () => {
    const avatar = createGraphAvatar();
    const [first, second] = [standing("9..."), standing(".9..")];
    expect(avatar.watch(4, first, second)).toBe(true);
    expect(avatar.displacementOf(4)).toMatchObject({ dx: 1, dy: 0 });
    expect(avatar.boundsIn(first.node)).toMatchObject({ left: 0 });
    expect(avatar.boundsIn(second.node)).toMatchObject({ left: 1 });

    const blocked = standing(".9.5");
    expect(avatar.watch(3, second, blocked)).toBe(false);
    expect(avatar.boundsIn(blocked.node)).toMatchObject({ left: 1 });
  });

  it("goes by the usual move of a key, not by an exception", () => {
    const avatar = createGraphAvatar();
    avatar.watch(4, standing("9...."), standing(".9..."));
    avatar.watch(4, standing(".9..."), standing("..9.."));
    avatar.watch(4, standing("..9.."), standing("....9"));
    expect(avatar.displacementOf(4)).toMatchObject({ dx: 1, dy: 0 });
  });
});
