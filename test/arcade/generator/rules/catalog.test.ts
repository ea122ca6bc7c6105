import { describe, expect, it } from "vitest";
import { createGround, STEPS } from "../../../../src/arcade/generator/ground.ts";
import { findCuts, reach } from "../../../../src/arcade/generator/reach.ts";
import type { Part, Rule, View } from "../../../../src/arcade/generator/rule.ts";
import { RULES, type RuleName } from "../../../../src/arcade/generator/rules/catalog.ts";
import { drawStage, type StageName } from "../../../../src/arcade/generator/stages.ts";
import { createRandom } from "../../../../src/base/random.ts";

/** A rule laid out on a stage, on the first of some seeds that has room for it. */
function layOut(name: RuleName, stage: StageName, seed: number, hardness = 3) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const random = createRandom(`${name}/${seed}/${attempt}`);
    const ground = createGround(drawStage(stage, 7, random));
    const start = stage === "bare" ? -1 : ground.take(random)!;
    const rule = RULES[name]({ ground, random, start, hardness });
    if (rule) return { rule, ground, start };
  }
  throw new Error(`no room for ${name}`);
}

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed);

const viewOn = (floor: ReadonlySet<number>, at: number): View => ({
  at,
  isFree: (square) => floor.has(square),
});

const pressAll = (rule: Rule, squares: readonly number[], part: Part = rule.start): Part =>
  squares.reduce((was: Part, square) => rule.press!(was, square), part);

describe("stages", () => {
  it.each(["open", "pillars", "halls", "maze"] as const)(
    "%s: all of the floor is connected",
    (name) => {
      for (const seed of SEEDS) {
        const { floor } = createGround(drawStage(name, 5 + (seed % 4), createRandom(seed)));
        expect(reach(floor, [...floor][0]!).size).toBe(floor.size);
      }
    },
  );

  it("islands: it is not", () => {
    for (const seed of SEEDS) {
      const { floor } = createGround(drawStage("islands", 6, createRandom(seed)));
      expect(reach(floor, [...floor][0]!).size).toBeLessThan(floor.size);
    }
  });

  it("walls stand all round, so that no step leaves the floor and its walls", () => {
    for (const seed of SEEDS) {
      const { floor, walls } = createGround(drawStage("pillars", 6, createRandom(seed)));
      for (const square of floor) {
        for (const step of STEPS) {
          expect(floor.has(square + step) !== walls.has(square + step)).toBe(true);
        }
      }
    }
  });
});

it("a cut is the only way to what is behind it", () => {
  for (const seed of SEEDS) {
    const { floor } = createGround(drawStage("maze", 7, createRandom(seed)));
    const start = [...floor][0]!;
    for (const { square, behind } of findCuts(floor, start, 2)) {
      const rest = new Set([...floor].filter((other) => other !== square));
      const reached = reach(rest, start);
      expect([...behind].some((other) => reached.has(other))).toBe(false);
      expect(reached.size + behind.size + 1).toBe(floor.size);
    }
  }
});

describe("pressing", () => {
  const PRESSED = [
    ...(["toggle", "toggleSample", "pipes", "swap", "cycleRows", "cycleFours"] as const),
    ...(["paint", "paintMirrored", "pick", "pairs"] as const),
  ] as const;

  it.each(PRESSED)("%s: what it was made by solves it, and it does not begin solved", (name) => {
    for (const seed of SEEDS) {
      const { rule } = layOut(name, "bare", seed);
      expect(rule.isDone!(pressAll(rule, rule.proof!), -1)).toBe(true);
      if (name !== "pipes") expect(rule.isDone!(rule.start, -1)).toBe(false);
    }
  });

  it.each(["toggle", "toggleSample", "pipes", "cycleRows", "cycleFours"] as const)(
    "%s: twelve presses of one square come round",
    (name) => {
      for (const seed of SEEDS) {
        const { rule } = layOut(name, "bare", seed);
        for (const square of rule.presses!) {
          expect(pressAll(rule, Array(12).fill(square))).toEqual(rule.start);
        }
      }
    },
  );

  it("swap: the same two once more swaps them back", () => {
    for (const seed of SEEDS) {
      const { rule } = layOut("swap", "bare", seed);
      const [one, , other] = rule.presses!;
      expect(pressAll(rule, [one!, other!, one!, other!])).toEqual(rule.start);
    }
  });

  it("pick: a wrong one brings everything back", () => {
    const { rule } = layOut("pick", "bare", 1);
    const wrong = rule.presses!.find((square) => !rule.proof!.includes(square))!;
    expect(pressAll(rule, [...rule.proof!.slice(0, -1), wrong])).toEqual(rule.start);
  });

  it("flood: the corner's patch takes the colour and never shrinks", () => {
    for (const seed of SEEDS) {
      const { rule } = layOut("flood", "bare", seed);
      const random = createRandom(seed);
      let part = rule.start;
      let patch = 1;
      for (let press = 0; press < 8; press += 1) {
        const pot = random.int(rule.presses!.length);
        const next = rule.press!(part, rule.presses![pot]!);
        expect(next[0]).toBe(pot);
        const painted = next.filter((colour, at) => colour !== part[at]).length;
        if (pot !== part[0]) expect(painted).toBeGreaterThanOrEqual(patch);
        patch = Math.max(patch, painted);
        part = next;
      }
    }
  });
});

describe("walking", () => {
  it.each(["keyDoor", "plateDoor"] as const)("%s: the door opens at its handle", (name) => {
    for (const seed of SEEDS) {
      const { rule, ground } = layOut(name, "halls", seed);
      const door = [...ground.floor].find((square) => rule.blocks!(rule.start, square))!;
      const handle = [...ground.floor].filter((square) => rule.enter!(rule.start, square)[0] === 1);
      expect(handle).toHaveLength(1);
      const open = rule.enter!(rule.start, handle[0]!);
      expect(rule.blocks!(open, door)).toBe(false);
      expect(rule.blocks!(rule.enter!(open, handle[0]!), door)).toBe(name === "plateDoor");
    }
  });

  it("push: a box goes one square on, never into a wall or another box", () => {
    for (const seed of SEEDS) {
      const { rule, ground } = layOut("push", "open", seed);
      const random = createRandom(seed);
      const view = viewOn(ground.floor, -1);
      let part = rule.start;
      for (let shove = 0; shove < 60; shove += 1) {
        const box = random.pick(part);
        const step = random.pick(STEPS);
        const next = rule.shove!(part, box, box + step, view);
        if (next === null) {
          expect(!ground.floor.has(box + step) || part.includes(box + step)).toBe(true);
          continue;
        }
        expect(next!.filter((square) => !part.includes(square))).toEqual([box + step]);
        expect(new Set(next).size).toBe(part.length);
        part = next!;
      }
    }
  });

  it("order: only the order shown takes all, and a wrong one brings back all", () => {
    for (const seed of SEEDS) {
      const { rule, ground } = layOut("order", "open", seed);
      const squares = [...ground.floor];
      let part = rule.start;
      while (!rule.isDone!(part, -1)) {
        const taken = part[0]!;
        const right = squares.filter((square) => rule.enter!(part, square)[0] === taken + 1);
        expect(right).toHaveLength(1);
        const wrong = squares.find((square) => rule.enter!(part, square)[0] === 0);
        if (taken > 0 && wrong !== undefined) expect(rule.enter!(part, wrong)).toEqual([0]);
        part = rule.enter!(part, right[0]!);
      }
    }
  });

  it("chaser: comes nearer every second action and kills when it is there", () => {
    const { rule, ground } = layOut("chaser", "open", 1);
    const at = [...ground.floor].find((square) => square !== rule.start[0])!;
    const squares = new Set<number>();
    let part = rule.start;
    for (let action = 0; action < 60 && !rule.harms!(part, at); action += 1) {
      squares.add(part[0]!);
      part = rule.tick!(part, viewOn(ground.floor, at));
    }
    expect(part[0]).toBe(at);
    expect(squares.size).toBeGreaterThan(1);
  });

  it.each(["patrol", "pulse", "drifter"] as const)("%s: comes round by itself", (name) => {
    const { rule, ground, start } = layOut(name, name === "pulse" ? "halls" : "open", 2);
    const seen = new Set<string>();
    let part = rule.start;
    while (!seen.has(part.join())) {
      seen.add(part.join());
      part = rule.tick!(part, viewOn(ground.floor, start));
    }
    expect(part).toEqual(rule.start);
    expect(seen.size).toBeGreaterThan(2);
  });

  it("crack and trail: bear one step", () => {
    for (const seed of SEEDS) {
      const crack = layOut("crack", "open", seed);
      const trail = layOut("trail", "open", seed);
      for (const square of crack.ground.floor) {
        const left = crack.rule.leave!(crack.rule.start, square);
        expect(crack.rule.blocks!(left, square)).toBe(left !== crack.rule.start);
      }
      for (const square of trail.ground.floor) {
        const entered = trail.rule.enter!(trail.rule.start, square);
        expect(trail.rule.blocks!(entered, square)).toBe(entered !== trail.rule.start);
      }
    }
  });

  it("dye: a framed square takes its own colour only", () => {
    for (const seed of SEEDS) {
      const { rule, ground } = layOut("dye", "open", seed);
      const squares = [...ground.floor];
      const pads = squares.filter((square) => rule.enter!(rule.start, square)[0] !== 0);
      const fits = squares.map(
        (square) =>
          pads.filter((pad) => {
            const dyed = rule.enter!(rule.start, pad);
            return rule.enter!(dyed, square).slice(1).includes(1);
          }).length,
      );
      expect(new Set(fits)).toEqual(new Set([0, 1]));
    }
  });
});
