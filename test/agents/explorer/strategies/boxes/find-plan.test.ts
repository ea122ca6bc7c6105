import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxGoal } from "../../../../../src/agents/explorer/goals/box-goal.ts";
import { spotCode } from "../../../../../src/agents/explorer/perception/sprite.ts";
import { findPlan } from "../../../../../src/agents/explorer/strategies/boxes/find-plan.ts";
import { drawSokobanLevel } from "../../helpers/draw-sokoban-level.ts";

const SIDE = 6;
const STEPS: Record<number, number> = { 1: -SIDE, 2: SIDE, 3: -1, 4: 1 };

/** A room in a wall with an avatar, boxes, targets and pillars at chance places. */
const rooms = fc
  .record({
    boxes: fc.integer({ min: 1, max: 2 }),
    targets: fc.integer({ min: 1, max: 2 }),
    pillars: fc.integer({ min: 0, max: 4 }),
    places: fc.shuffledSubarray([...Array(16).keys()], { minLength: 9, maxLength: 9 }),
  })
  .map(({ boxes, targets, pillars, places }) => {
    const cells = Array.from({ length: SIDE * SIDE }, (_, at) => {
      const x = at % SIDE;
      const y = Math.floor(at / SIDE);
      return Number(x === 0 || y === 0 || x === SIDE - 1 || y === SIDE - 1);
    });
    const things = [
      9,
      ...Array<number>(boxes).fill(5),
      ...Array<number>(targets).fill(3),
      ...Array<number>(pillars).fill(1),
    ];
    for (const [index, thing] of things.entries()) {
      const place = places[index] as number;
      cells[(1 + Math.floor(place / 4)) * SIDE + 1 + (place % 4)] = thing;
    }
    return cells;
  });

const pictureOf = (cells: readonly number[]) =>
  Array.from({ length: SIDE }, (_, row) => cells.slice(row * SIDE, (row + 1) * SIDE).join("")).join(
    " ",
  );

interface State {
  readonly avatar: number;
  readonly boxes: readonly number[];
}

/** The rules of pushing, written down a second time. */
function press(walls: readonly number[], { avatar, boxes }: State, key: number): State {
  const step = STEPS[key] as number;
  const to = avatar + step;
  if (walls[to] === 1) return { avatar, boxes };
  if (!boxes.includes(to)) return { avatar: to, boxes };
  const beyond = to + step;
  if (walls[beyond] === 1 || boxes.includes(beyond)) return { avatar, boxes };
  return { avatar: to, boxes: boxes.map((box) => (box === to ? beyond : box)) };
}

/** Whether any presses put as many boxes on targets as there can be, the avatar at `end`: all states are looked at. */
function canBeDone(
  walls: readonly number[],
  start: State,
  targets: readonly number[],
  end?: number,
): boolean {
  const needed = Math.min(targets.length, start.boxes.length);
  const seen = new Set<string>();
  const queue = [start];
  for (const state of queue) {
    const isEnd = end === undefined || state.avatar === end;
    if (isEnd && state.boxes.filter((box) => targets.includes(box)).length >= needed) return true;
    for (const key of [1, 2, 3, 4]) {
      const next = press(walls, state, key);
      const name = `${next.avatar},${next.boxes}`;
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push(next);
    }
  }
  return false;
}

const goalOf = (boxes: number, targets: readonly number[], width = SIDE) => {
  const codes = targets.map((at) => spotCode({ x: at % width, y: Math.floor(at / width) }));
  return boxGoal("onto", [{ boxes: [...Array(boxes).keys()], targets: new Set(codes) }], 0);
};

describe("a plan", () => {
  it("is found exactly where one exists, and every step leads where it says", () => {
    let found = 0;
    let none = 0;
    fc.assert(
      fc.property(rooms, (cells) => {
        const { level, targets } = drawSokobanLevel(pictureOf(cells));
        const at = ({ x, y }: { x: number; y: number }) => y * SIDE + x;
        const start: State = {
          avatar: at(level.avatarGraph.spots[0] as { x: number; y: number }),
          boxes: level.boxes.map(({ spot }) => at(spot)),
        };
        const plan = findPlan(level, goalOf(level.boxes.length, targets), { left: 1_000_000 });
        expect(plan.kind).toBe(canBeDone(cells, start, targets) ? "found" : "none");
        if (plan.kind === "none") none += 1;
        else found += 1;
        let state = start;
        for (const { key, avatar, boxes } of plan.kind === "found" ? plan.path : []) {
          state = press(cells, state, key);
          expect({ avatar: at(avatar), boxes: boxes.map(at) }).toEqual(state);
        }
        if (plan.kind === "none") return;
        const on = state.boxes.filter((box) => targets.includes(box)).length;
        expect(on).toBe(Math.min(targets.length, start.boxes.length));
      }),
      { numRuns: 300 },
    );
    expect(Math.min(found, none)).toBeGreaterThan(30);
  });

  it("with the avatar where it can walk to a spot is found exactly where one exists", () => {
    let found = 0;
    fc.assert(
      fc.property(rooms, fc.integer({ min: 0, max: 15 }), (cells, place) => {
        const { level, targets } = drawSokobanLevel(pictureOf(cells));
        const spot = { x: 1 + (place % 4), y: 1 + Math.floor(place / 4) };
        const at = ({ x, y }: { x: number; y: number }) => y * SIDE + x;
        const start: State = {
          avatar: at(level.avatarGraph.spots[0] as { x: number; y: number }),
          boxes: level.boxes.map((box) => at(box.spot)),
        };
        const goal = goalOf(level.boxes.length, targets);
        const plan = findPlan(level, goal, { left: 1_000_000 }, new Set([spotCode(spot)]));
        const can = canBeDone(cells, start, targets, at(spot));
        expect(plan.kind).toBe(can ? "found" : "none");
        if (can) found += 1;
      }),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(30);
  });

  it("is given up when the limit is reached, and says so", () => {
    const { level, targets } = drawSokobanLevel(`
      1111111111
      1........1
      1.5...5..1
      1...9....1
      1.5......1
      1......333
      1111111111`);
    const goal = goalOf(3, targets, 10);
    expect(findPlan(level, goal, { left: 1_000_000 }).kind).toBe("found");
    expect(findPlan(level, goal, { left: 50 }).kind).toBe("budget");
  });
});
