import { describe, expect, it } from "vitest";
import { createExplorer } from "../../../../../src/agents/explorer/explorer.ts";
import type { Place } from "../../../../../src/agents/explorer/perception/place.ts";
import { createPairs } from "../../../../../src/agents/explorer/strategies/pairs/pairs.ts";
import { createPressTracker } from "../../../../../src/agents/explorer/tracking/cursor/press-tracker.ts";
import type { ArcadeGame } from "../../../../../src/arcade/game.ts";
import { createRandom } from "../../../../../src/base/random.ts";
import { decodeAction } from "../../../../../src/game/action-code.ts";
import { playGame } from "../../../play-game.ts";
import { drawBoxes } from "../../helpers/draw-board.ts";

const LEVELS = 3;

interface Meadow {
  readonly level: number;
  /** Which of the things are gone, and the one that is held. */
  readonly gone: readonly boolean[];
  readonly held: number;
}

/** Things strewn about, two of each kind; no rows, no columns. */
function strewn(level: number) {
  const random = createRandom(40 + level);
  return Array.from({ length: 2 * (3 + level) }, (_, at) => ({
    kind: at >> 1,
    x: 3 + 15 * (at % 4) + random.int(6),
    y: 4 + 18 * Math.floor(at / 4) + random.int(7),
  }));
}

const hits = ({ x, y }: { x: number; y: number }, atX: number, atY: number) =>
  atX >= x && atX < x + 6 && atY >= y && atY < y + 5;

/** The level ends when all things are gone: two of a kind go when they are clicked one after the other. */
const meadow: ArcadeGame<Meadow> = {
  id: "mead-1",
  title: "MEAD",
  tags: [],
  availableActions: [6],
  levelCount: LEVELS,
  baselines: new Array(LEVELS).fill(10),
  start: (level) => ({ level, gone: strewn(level).map(() => false), held: -1 }),
  play(state, { x = 0, y = 0 }) {
    const { gone, held, level } = state;
    const things = strewn(level);
    const hit = things.findIndex((thing, at) => !gone[at] && hits(thing, x, y));
    if (hit < 0) return { state, status: "playing", animation: [] };
    if (held < 0) return { state: { ...state, held: hit }, status: "playing", animation: [] };
    const isPair = hit !== held && things[hit]?.kind === things[held]?.kind;
    const left = gone.map((was, at) => was || (isPair && (at === hit || at === held)));
    return {
      state: { level, gone: left, held: -1 },
      status: left.includes(false) ? "playing" : "won",
      animation: [],
    };
  },
  draw({ level, gone, held }) {
    const boxes = strewn(level).flatMap(({ kind, x, y }, at) => {
      if (gone[at]) return [];
      const body = [x, y, 6, 5, 6 + kind] as const;
      return at === held ? [body, [x, y, 6, 1, 2] as const] : [body];
    });
    const { width, height, cells } = drawBoxes(0, boxes);
    return { width, height, cells };
  },
  moves: () => [],
  key: ({ level, gone, held }) => `${level} ${held} ${gone.map(Number).join("")}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

describe("pairs", () => {
  it("takes two of a kind after the other, with hardly a press too many", async () => {
    for (const seed of [1, 2]) {
      const game = meadow as ArcadeGame;
      const { levelEnds } = await playGame(createExplorer, game, { limit: 30, seed });
      // Of 6, 8 and 10 things.
      expect(levelEnds).toEqual([6, 14, 24]);
    }
  });

  it("tries one pair on each of two levels where things in twos are something else", () => {
    const presses = createPressTracker();
    const pairs = createPairs(presses);
    const things = [3, 13, 23, 33].map((x, at) => [x, 10 + 7 * at, 5, 5, 8 + (at >> 1)] as const);
    const view = drawBoxes(0, things);
    const place = { view, frame: { availableActions: [6] } } as unknown as Place;
    const pressed: number[][] = [];
    for (let level = 0; level < 4; level++) {
      presses.begin(place, true);
      pairs.begin(place, true);
      const here: number[] = [];
      for (let code = pairs.propose(place); code !== undefined; code = pairs.propose(place)) {
        here.push(decodeAction(code).x ?? -1);
        const step = { from: place, code, to: place, after: place.frame };
        presses.observe(step);
        pairs.observe(step);
      }
      pressed.push(here);
    }
    expect(pressed.map(({ length }) => length)).toEqual([2, 2, 0, 0]);
    expect(pairs.progress).toBe(0);
  });
});
