import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellsOf,
  cutSprite,
  type Spot,
} from "../../../../src/agents/explorer/perception/sprite.ts";
import { lookAt, type View } from "../../../../src/agents/explorer/perception/view.ts";
import { createBackground } from "../../../../src/agents/explorer/tracking/background.ts";
import { emptyMask, HIDDEN } from "../../../../src/game/mask.ts";
import { drawView } from "../helpers/draw.ts";

const SIDE = 8;
const { sprite } = cutSprite(drawView("97 99"), [0, 1, 2, 3]);

/** A ground of two colours with the avatar on it, and other things put on top by cell. */
function viewWith(spot: Spot, things: ReadonlyMap<number, number> = new Map()): View {
  const cells = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => (at % 3 === 0 ? 4 : 3));
  for (const [at, colour] of things) cells[at] = colour;
  const ground = lookAt({ width: SIDE, height: SIDE, cells }, emptyMask());
  cellsOf(ground, sprite, spot).forEach((at, i) => {
    cells[at] = sprite.colours[i] as number;
  });
  return lookAt({ width: SIDE, height: SIDE, cells }, emptyMask());
}

const spots = fc.record({ x: fc.nat(SIDE - 2), y: fc.nat(SIDE - 2) });
const walks = fc.array(spots, { minLength: 1, maxLength: 20 });

/** The background after a walk that began at the first spot. */
function walk(path: readonly Spot[], things?: ReadonlyMap<number, number>) {
  const background = createBackground();
  const keys = path.map((spot) => {
    background.see(viewWith(spot, things), { sprite, spot });
    return background.key;
  });
  return { background, keys };
}

/** The keys of sixty views of a wide ground, with a few cells of other colours in each. */
function keysOf(thingsAt: (step: number) => readonly (readonly [number, number])[]): string[] {
  const background = createBackground();
  return Array.from({ length: 60 }, (_, step) => {
    const cells = new Uint8Array(24 * 24).fill(3);
    for (const [at, colour] of thingsAt(step)) cells[at] = colour;
    background.see(lookAt({ width: 24, height: 24, cells }, emptyMask()), undefined);
    return background.key;
  });
}

describe("the background", () => {
  it("has one key wherever the avatar stands", () => {
    fc.assert(
      fc.property(walks, (path) => {
        expect(new Set(walk(path).keys).size).toBe(1);
      }),
    );
  });

  it("shows the ground below the avatar once that went on, and nothing of the avatar", () => {
    fc.assert(
      fc.property(walks, (path) => {
        const { view } = walk(path).background;
        const bare = viewWith({ x: -5, y: -5 }).cells;
        expect(view.cells).toEqual(
          bare.map((cell, at) => (view.cells[at] === HIDDEN ? HIDDEN : cell)),
        );
        const hidden = view.cells.filter((cell) => cell === HIDDEN);
        expect(hidden.length).toBeLessThanOrEqual(sprite.colours.length);
      }),
    );
  });

  it("has another key where another cell changed, and its own again when that is undone", () => {
    const background = createBackground();
    const spot = { x: 0, y: 0 };
    const see = (things?: ReadonlyMap<number, number>) => {
      const change = background.see(viewWith(spot, things), { sprite, spot });
      return { change, key: background.key };
    };
    const plain = see();
    const door = see(new Map([[60, 11]]));
    expect(door.change).toEqual({ below: 0, beside: 1 });
    expect(door.key).not.toBe(plain.key);
    expect(see()).toEqual({ change: { below: 0, beside: 1 }, key: plain.key });
  });

  it("tells changes below the avatar, which show when it moves on, from changes beside it", () => {
    const background = createBackground();
    const [on, off] = [
      { x: 2, y: 2 },
      { x: 5, y: 5 },
    ];
    const thing = new Map([[2 * SIDE + 2, 11]]);
    background.see(viewWith(off, thing), { sprite, spot: off });
    expect(background.see(viewWith(on), { sprite, spot: on })).toEqual({ below: 0, beside: 0 });
    expect(background.see(viewWith(off), { sprite, spot: off })).toEqual({ below: 1, beside: 0 });
  });

  it("leaves out periodic cells, and still sees the rest", () => {
    // A gate that opens and shuts every third action, and a lamp that goes on after forty.
    const keys = keysOf((step) => [
      [300, step % 6 < 3 ? 5 : 6],
      [310, step < 40 ? 7 : 8],
    ]);
    expect(new Set(keys.slice(0, 8)).size).toBe(2);
    expect(new Set(keys.slice(20, 40)).size).toBe(1);
    expect(new Set(keys.slice(20)).size).toBe(2);
  });

  it("does not change as the avatar is found and the cells below it appear", () => {
    const background = createBackground();
    const [from, to] = [
      { x: 2, y: 2 },
      { x: 4, y: 2 },
    ];
    background.see(viewWith(from), undefined);
    background.uncover(cellsOf(viewWith(from), sprite, from));
    background.see(viewWith(to), { sprite, spot: to });
    const found = background.key;
    background.see(viewWith(from), { sprite, spot: from });
    background.see(viewWith({ x: 5, y: 5 }), { sprite, spot: { x: 5, y: 5 } });
    expect(background.key).toBe(found);
  });

  it("is a blank again after it was cleared", () => {
    const { background, keys } = walk([
      { x: 1, y: 1 },
      { x: 4, y: 4 },
    ]);
    background.see(viewWith({ x: 4, y: 4 }, new Map([[60, 11]])), { sprite, spot: { x: 4, y: 4 } });
    background.clear();
    expect(background.view.cells.every((cell) => cell === HIDDEN)).toBe(true);
    const spot = { x: 1, y: 1 };
    expect(background.see(viewWith(spot), { sprite, spot })).toEqual({ below: 0, beside: 0 });
    expect(background.key).toBe(keys[0]);
  });
});
