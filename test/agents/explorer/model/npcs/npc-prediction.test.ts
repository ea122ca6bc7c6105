import { describe, expect, it } from "vitest";
import { createForesight } from "../../../../../src/agents/explorer/model/npcs/npc-prediction.ts";
import { cutSprite } from "../../../../../src/agents/explorer/perception/sprite.ts";
import type { Mover } from "../../../../../src/agents/explorer/tracking/avatar.ts";
import { drawView } from "../../helpers/draw.ts";

const SIDE = 12;
const { sprite } = cutSprite(drawView("9"), [0]);

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A room on whose left half walls (7) stand in row 5, with a thing (c) unless something covers it. */
function draw(mover: Place, thing: Place | undefined) {
  const cells: string[] = Array.from({ length: SIDE * SIDE }, (_, at) =>
    Math.floor(at / SIDE) === 5 && at % SIDE < 6 ? "7" : ".",
  );
  if (thing) cells[thing.y * SIDE + thing.x] = "c";
  cells[mover.y * SIDE + mover.x] = "9";
  return drawView(
    Array.from({ length: SIDE }, (_, y) => cells.slice(y * SIDE, (y + 1) * SIDE).join("")).join(
      " ",
    ),
  );
}

const GROUND = draw({ x: 0, y: 0 }, undefined);
const moverAt = (spot: Place): Mover => ({ sprite, spot });
const thingAt = ({ x, y }: Place) => ({
  kind: 1,
  colour: 12,
  area: 1,
  left: x,
  right: x,
  top: y,
  bottom: y,
});

const isFree = ({ x, y }: Place) => x >= 0 && y >= 0 && x < SIDE && y < SIDE && !(y === 5 && x < 6);

/** Comes nearer in every second moment, up or down first, where no wall stands. */
function chase(thing: Place, mover: Place, time: number): Place {
  if (time % 2 === 1) return thing;
  const down = { x: thing.x, y: thing.y + Math.sign(mover.y - thing.y) };
  if (down.y !== thing.y && isFree(down)) return down;
  const across = { x: thing.x + Math.sign(mover.x - thing.x), y: thing.y };
  return across.x !== thing.x && isFree(across) ? across : thing;
}

/** Foresight of a thing that chased a mover on a walk round the room; `covered`: moments it does not show. */
function watched(covered: readonly number[] = []) {
  const foresight = createForesight();
  foresight.begin();
  let mover: Place = { x: 8, y: 1 };
  let thing: Place = { x: 1, y: 9 };
  foresight.see(draw(mover, thing), [thingAt(thing)], undefined, { dx: 0, dy: 0 }, GROUND);
  for (let time = 1; time <= 20; time++) {
    const by = time <= 8 ? { dx: 0, dy: 1 } : time <= 12 ? { dx: -1, dy: 0 } : { dx: 0, dy: -1 };
    const next = { x: mover.x + by.dx, y: mover.y + by.dy };
    if (!isFree(next)) break;
    mover = next;
    thing = chase(thing, mover, time);
    const shows = !covered.includes(time);
    const view = draw(mover, shows ? thing : undefined);
    foresight.see(view, shows ? [thingAt(thing)] : [], moverAt(mover), by, GROUND);
  }
  return { foresight, mover, thing };
}

describe("foresight", () => {
  it("goes with what chases the mover, whichever way that takes", () => {
    const { foresight, mover, thing } = watched();
    expect(foresight.isSure).toBe(true);
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      let moment = foresight.now(moverAt(mover), GROUND, 1);
      let [at, then] = [mover, thing];
      for (let time = 16; time < 20; time++) {
        const to = { x: at.x + dx, y: at.y + dy };
        if (!isFree(to)) break;
        moment = moment?.after(at, to);
        then = chase(then, to, time);
        expect(moment?.meets(then)).toBe(true);
        expect(moment?.meets({ x: then.x + 1, y: then.y })).toBe(false);
        at = to;
      }
    }
  });

  it("knows where a thing is that something covers", () => {
    const { foresight, thing } = watched([15, 16]);
    expect(foresight.unseen().map(({ left, top }) => ({ x: left, y: top }))).toEqual([thing]);
  });

  it("keeps clear for a move of what goes by no law it knows, and is told of it", () => {
    const foresight = createForesight();
    foresight.begin();
    const mover = moverAt({ x: 10, y: 10 });
    let [x, y] = [9, 7];
    foresight.see(GROUND, [thingAt({ x, y })], undefined, { dx: 0, dy: 0 }, GROUND);
    for (const [dx, dy] of [
      [1, 0],
      [0, -1],
      [-1, 0],
    ] as const) {
      [x, y] = [x + dx, y + dy];
      foresight.see(GROUND, [thingAt({ x, y })], mover, { dx: 1, dy: 0 }, GROUND);
    }
    expect(foresight.isSure).toBe(false);
    const near = { x: x + 1, y };
    const soon = foresight.now(mover, GROUND, 1)?.after(mover.spot, mover.spot);
    expect(soon?.meets(near)).toBe(true);
    expect(soon?.after(mover.spot, mover.spot).meets({ x, y })).toBe(false);
    const bold = foresight.now(mover, GROUND, 0)?.after(mover.spot, mover.spot);
    expect([bold?.meets(near), bold?.meets({ x, y })]).toEqual([false, true]);
  });
});
