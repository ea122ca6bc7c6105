import { describe, expect, it } from "vitest";
import { createNpcPrediction } from "../../../../../src/agents/explorer/model/npcs/npc-prediction.ts";
import { cutSprite } from "../../../../../src/agents/explorer/perception/sprite.ts";
import type { Avatar } from "../../../../../src/agents/explorer/tracking/avatar.ts";
import { drawView } from "../../helpers/draw.ts";

const SIDE = 12;
const { sprite } = cutSprite(drawView("9"), [0]);

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A room on whose left half walls (7) stand in row 5, with an NPC (c) unless something covers it. */
function draw(avatar: Place, npc: Place | undefined) {
  const cells: string[] = Array.from({ length: SIDE * SIDE }, (_, at) =>
    Math.floor(at / SIDE) === 5 && at % SIDE < 6 ? "7" : ".",
  );
  if (npc) cells[npc.y * SIDE + npc.x] = "c";
  cells[avatar.y * SIDE + avatar.x] = "9";
  return drawView(
    Array.from({ length: SIDE }, (_, y) => cells.slice(y * SIDE, (y + 1) * SIDE).join("")).join(
      " ",
    ),
  );
}

const GROUND = draw({ x: 0, y: 0 }, undefined);
const avatarAt = (spot: Place): Avatar => ({ sprite, spot });
const npcAt = ({ x, y }: Place) => ({
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
function chase(npc: Place, avatar: Place, time: number): Place {
  if (time % 2 === 1) return npc;
  const down = { x: npc.x, y: npc.y + Math.sign(avatar.y - npc.y) };
  if (down.y !== npc.y && isFree(down)) return down;
  const across = { x: npc.x + Math.sign(avatar.x - npc.x), y: npc.y };
  return across.x !== npc.x && isFree(across) ? across : npc;
}

/** Npc prediction of an NPC that chased an avatar on a walk round the room; `covered`: moments it does not show. */
function watched(covered: readonly number[] = []) {
  const prediction = createNpcPrediction();
  prediction.begin();
  let avatar: Place = { x: 8, y: 1 };
  let npc: Place = { x: 1, y: 9 };
  prediction.see(draw(avatar, npc), [npcAt(npc)], undefined, { dx: 0, dy: 0 }, GROUND);
  for (let time = 1; time <= 20; time++) {
    const by = time <= 8 ? { dx: 0, dy: 1 } : time <= 12 ? { dx: -1, dy: 0 } : { dx: 0, dy: -1 };
    const next = { x: avatar.x + by.dx, y: avatar.y + by.dy };
    if (!isFree(next)) break;
    avatar = next;
    npc = chase(npc, avatar, time);
    const shows = !covered.includes(time);
    const view = draw(avatar, shows ? npc : undefined);
    prediction.see(view, shows ? [npcAt(npc)] : [], avatarAt(avatar), by, GROUND);
  }
  return { prediction, avatar, npc };
}

describe("NPC prediction", () => {
  it("predicts an NPC that chases the avatar, whichever way that takes", () => {
    const { prediction, avatar, npc } = watched();
    expect(prediction.isSure).toBe(true);
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      let moment = prediction.now(avatarAt(avatar), GROUND, 1);
      let [at, then] = [avatar, npc];
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

  it("follows an NPC that something covers", () => {
    const { prediction, npc } = watched([15, 16]);
    expect(prediction.unseen().map(({ left, top }) => ({ x: left, y: top }))).toEqual([npc]);
  });

  it("keeps clear for a move of an NPC without a motion model, and is surprised by it", () => {
    const prediction = createNpcPrediction();
    prediction.begin();
    const avatar = avatarAt({ x: 10, y: 10 });
    let [x, y] = [9, 7];
    prediction.see(GROUND, [npcAt({ x, y })], undefined, { dx: 0, dy: 0 }, GROUND);
    for (const [dx, dy] of [
      [1, 0],
      [0, -1],
      [-1, 0],
    ] as const) {
      [x, y] = [x + dx, y + dy];
      prediction.see(GROUND, [npcAt({ x, y })], avatar, { dx: 1, dy: 0 }, GROUND);
    }
    expect(prediction.isSure).toBe(false);
    const near = { x: x + 1, y };
    const soon = prediction.now(avatar, GROUND, 1)?.after(avatar.spot, avatar.spot);
    expect(soon?.meets(near)).toBe(true);
    expect(soon?.after(avatar.spot, avatar.spot).meets({ x, y })).toBe(false);
    const bold = prediction.now(avatar, GROUND, 0)?.after(avatar.spot, avatar.spot);
    expect([bold?.meets(near), bold?.meets({ x, y })]).toEqual([false, true]);
  });
});
