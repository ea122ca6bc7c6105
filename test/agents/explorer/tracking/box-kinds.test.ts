import { describe, expect, it } from "vitest";
import { cutSprite } from "../../../../src/agents/explorer/perception/sprite.ts";
import { createBoxKinds } from "../../../../src/agents/explorer/tracking/box-kinds.ts";
import { drawView } from "../helpers/draw.ts";

/** A box of 2 x 2 cells of colour 5, where the avatar goes 2 cells in a step. */
const known = () => {
  const kinds = createBoxKinds();
  const view = drawView("55 55");
  kinds.stepped(2);
  kinds.pushed({ colour: 5, ...cutSprite(view, [0, 1, 2, 3]) });
  return kinds;
};
const found = (kinds: ReturnType<typeof known>, picture: string) =>
  kinds
    .find(drawView(picture), undefined)
    .map(({ colour, spot: { x, y } }) => `${colour} at ${x},${y}`)
    .sort();

describe("what looks like a box", () => {
  it("is what has the form of one that gave way, of its colour and others, until those stand fast", () => {
    const kinds = known();
    const view = "55.33.44 55.33.4. 66666666 66666666";
    expect(found(kinds, view)).toEqual(["3 at 3,0", "5 at 0,0"]);
    kinds.refused(3);
    kinds.refused(5);
    expect(found(kinds, view)).toEqual(["5 at 0,0"]);
  });

  it("is each of several that touch", () => {
    expect(found(known(), "5555.. 5555.. ......")).toEqual(["5 at 0,0", "5 at 2,0"]);
  });

  it("tells the scale of another level", () => {
    const kinds = known();
    const large = "555..66 555..66 555....";
    expect(kinds.begin(drawView(large))).toBe(false);
    expect(found(kinds, large)).toEqual(["5 at 0,0"]);
    expect(kinds.begin(drawView("66.... 66.... ......"))).toBe(true);
  });
});
