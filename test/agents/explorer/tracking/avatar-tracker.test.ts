import { describe, expect, it } from "vitest";
import { createAvatarTracker } from "../../../../src/agents/explorer/tracking/avatar-tracker.ts";
import { drawView } from "../helpers/draw.ts";

const [UP, , LEFT, RIGHT] = [1, 2, 3, 4];
const WIDTH = 10;

/** A picture with 2 × 2 blocks of these colours, their upper left corners at these places. */
function blocks(...all: readonly { colour: string; x: number; y: number }[]) {
  const rows = Array.from({ length: 6 }, () => Array<string>(WIDTH).fill("."));
  for (const { colour, x, y } of all) {
    for (const row of rows.slice(y, y + 2)) row.splice(x, 2, colour, colour);
  }
  return drawView(rows.map((row) => row.join("")).join(" "));
}
const at = (x: number, y: number, colour = "9") => ({ colour, x, y });

/** A tracker that saw a block of colour 9 go to the right from (0, 2) to (2, 2). */
function following() {
  const tracker = createAvatarTracker();
  const motion = tracker.watch(blocks(at(0, 2)), RIGHT, blocks(at(2, 2)));
  return { tracker, motion };
}

describe("the avatar's tracker", () => {
  it("knows no avatar until a key moved something", () => {
    const tracker = createAvatarTracker();
    const view = blocks(at(0, 2));
    expect(tracker.watch(view, RIGHT, view)).toEqual({ kind: "stayed" });
    expect(tracker.avatar).toBeUndefined();
    expect(tracker.displacementOf(RIGHT)).toBeUndefined();
  });

  it("finds the thing that a key moved, and expects the other keys to move it by convention as far", () => {
    const { tracker, motion } = following();
    expect(motion).toEqual({ kind: "found", from: { x: 0, y: 2 }, by: { dx: 2, dy: 0 } });
    expect(tracker.avatar).toMatchObject({ spot: { x: 2, y: 2 }, sprite: { width: 2, height: 2 } });
    expect(tracker.displacementOf(RIGHT)).toMatchObject({ dx: 2, dy: 0 });
    expect(tracker.displacementOf(UP)).toEqual({ dx: 0, dy: -2 });
    expect([RIGHT, UP].map(tracker.knows)).toEqual([true, false]);
    expect(tracker.displacementOf(5)).toBeUndefined();
  });

  it("follows the avatar, also where something else moves or it is stopped", () => {
    const { tracker } = following();
    const views = [
      blocks(at(2, 2), at(0, 4, "7")),
      blocks(at(4, 2), at(2, 4, "7")),
      blocks(at(4, 2), at(4, 4, "7")),
      blocks(at(4, 0), at(6, 4, "7")),
    ] as const;
    expect(tracker.watch(views[0], RIGHT, views[1]).kind).toBe("moved");
    expect(tracker.watch(views[1], LEFT, views[2]).kind).toBe("stayed");
    expect(tracker.watch(views[2], UP, views[3])).toEqual({
      kind: "moved",
      from: { x: 4, y: 2 },
      by: { dx: 0, dy: -2 },
    });
    expect(tracker.avatar?.spot).toEqual({ x: 4, y: 0 });
    expect(tracker.knows(LEFT)).toBe(false);
    expect(tracker.trust()).toBeGreaterThan(0.7);
  });

  it("finds the avatar again after a RESET, and leaves it where it was where it does not show", () => {
    const { tracker } = following();
    tracker.relocate(blocks(at(7, 4), at(0, 0, "7")));
    expect(tracker.avatar?.spot).toEqual({ x: 7, y: 4 });
    tracker.relocate(blocks(at(0, 0, "7")));
    expect(tracker.avatar?.spot).toEqual({ x: 7, y: 4 });
  });

  it("takes over another thing that obeys the keys instead", () => {
    const { tracker } = following();
    const other = at(5, 4, "7");
    const motion = tracker.watch(blocks(at(2, 2), other), RIGHT, blocks(at(2, 2), at(7, 4, "7")));
    expect(motion).toEqual({ kind: "found", from: { x: 5, y: 4 }, by: { dx: 2, dy: 0 } });
    expect(tracker.avatar?.spot).toEqual({ x: 7, y: 4 });
    expect([...(tracker.avatar?.sprite.colours ?? [])]).toEqual([7, 7, 7, 7]);
  });

  it("does not take over a thing that moves against the key", () => {
    const { tracker } = following();
    const [before, after] = [blocks(at(2, 2), at(5, 4, "7")), blocks(at(2, 2), at(3, 4, "7"))];
    expect(tracker.watch(before, RIGHT, after).kind).toBe("stayed");
    expect(tracker.avatar?.spot).toEqual({ x: 2, y: 2 });
  });

  it("loses an avatar that is gone, finds it where it turns up, and trusts itself less", () => {
    const { tracker } = following();
    const away = tracker.watch(blocks(at(2, 2)), RIGHT, blocks(at(8, 4)));
    expect(away.kind).toBe("lost");
    expect(tracker.avatar?.spot).toEqual({ x: 8, y: 4 });
    expect(tracker.watch(blocks(at(8, 4)), LEFT, blocks()).kind).toBe("lost");
    expect(tracker.avatar).toBeUndefined();
    expect(tracker.trust()).toBeLessThan(0.5);
  });

  it("finds the avatar again where no known key moved it, and says how far it went", () => {
    const { tracker } = following();
    expect(tracker.relocate(blocks(at(2, 2)))).toBeUndefined();
    const motion = tracker.relocate(blocks(at(6, 0)));
    expect(motion).toEqual({ kind: "moved", from: { x: 2, y: 2 }, by: { dx: 4, dy: -2 } });
    expect(tracker.avatar?.spot).toEqual({ x: 6, y: 0 });
  });
});
