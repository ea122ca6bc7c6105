import { describe, expect, it } from "vitest";
import { cutSprite } from "../../../../src/agents/explorer/perception/sprite.ts";
import { detectPush } from "../../../../src/agents/explorer/tracking/detect-push.ts";
import { drawView } from "../helpers/draw.ts";

const avatarIn = (picture: string) => {
  const view = drawView(picture);
  return {
    view,
    avatar: cutSprite(
      view,
      [...view.cells.keys()].filter((at) => view.cells[at] === 9),
    ),
  };
};

const RIGHT = { dx: 2, dy: 0 };

describe("a push", () => {
  it("is detected where the thing that the avatar moved onto is farther on now, with all its cells", () => {
    const { view, avatar } = avatarIn("99552... 99522... ........");
    const pushed = detectPush(view, drawView("..99552. ..99522. ........"), avatar, RIGHT);
    expect(pushed).toMatchObject({ colour: 5, spot: { x: 4, y: 0 } });
    expect(pushed?.sprite.colours.length).toBe(4);
  });

  it("is none where the avatar went over dots of the floor that come again at each step", () => {
    const { view, avatar } = avatarIn("9955.55. 9955.55. ..55.55.");
    expect(detectPush(view, drawView("..99.55. ..99.55. ..55.55."), avatar, RIGHT)).toBeUndefined();
  });

  it("is none where the thing stayed, or went elsewhere", () => {
    const { view, avatar } = avatarIn("9955.... 9955.... ........");
    expect(detectPush(view, view, avatar, RIGHT)).toBeUndefined();
    expect(detectPush(view, drawView("..9955.. ..99.... ....55.."), avatar, RIGHT)).toBeUndefined();
  });
});
