import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  gainOfNewPlay,
  isTimeToPractise,
  isWorthAnotherPlay,
  type Standing,
} from "../../../../../src/agents/explorer/strategies/search/practice.ts";

const standing = (changes: Partial<Standing>): Standing => ({
  routes: [10, 20],
  plays: [[100, 300]],
  budget: 800,
  left: 400,
  onLevel: 0,
  ...changes,
});

const length = fc.integer({ min: 1, max: 60 });
const anyStanding = fc.record({
  routes: fc.array(length, { maxLength: 6 }),
  plays: fc.array(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 6 }), { minLength: 1 }),
  budget: fc.constant(800),
  left: fc.nat(800),
  onLevel: fc.nat(800),
});

describe("practice", () => {
  const due = (lefts: readonly number[], changes: Partial<Standing> = {}) =>
    lefts.filter((left) => isTimeToPractise(standing({ left, ...changes })));

  it("waits until the budget is just enough for replaying the routes twice", () => {
    expect(due([400, 100, 62, 61, 60, 31])).toEqual([61, 60, 31]);
  });

  it("keeps no more than a quarter of the budget in reserve, unless the routes are longer", () => {
    expect(due([61, 60, 42, 41, 40], { budget: 160 })).toEqual([41, 40]);
    expect(due([61, 60, 37, 36, 35], { budget: 100 })).toEqual([36, 35]);
  });

  it("replays fewer levels where the budget suffices for no more", () => {
    // With 30 actions the first route alone fits; a play of one level beats no play of two.
    expect(isTimeToPractise(standing({ left: 30 }))).toBe(true);
    expect(isTimeToPractise(standing({ left: 10 }))).toBe(false);
    expect(isTimeToPractise(standing({ left: 30, plays: [[10, 300]] }))).toBe(false);
  });

  it("does not replay what could hardly be better", () => {
    expect(isTimeToPractise(standing({ left: 35, plays: [[10, 20]] }))).toBe(false);
    expect(isTimeToPractise(standing({ left: 35, plays: [[100, 300], [10, 20], []] }))).toBe(false);
    expect(isTimeToPractise(standing({ left: 35, plays: [[10, 24]] }))).toBe(true);
  });

  it("is not due on a play that has only just begun", () => {
    const due = { left: 60, plays: [[100, 300], []] };
    expect(isTimeToPractise(standing({ ...due, onLevel: 0 }))).toBe(false);
    expect(isTimeToPractise(standing({ ...due, onLevel: 1 }))).toBe(true);
    // With a level done it is under way, though nothing was spent on the next one yet.
    expect(isTimeToPractise(standing({ ...due, plays: [[100]], onLevel: 0 }))).toBe(true);
  });

  it("believes no promise of gain that twice in a row did not come true", () => {
    const plays = [[100, 300], [100], [90, 310]];
    expect(isWorthAnotherPlay(standing({ plays: plays.slice(0, 2) }))).toBe(true);
    expect(isWorthAnotherPlay(standing({ plays }))).toBe(false);
    expect(isTimeToPractise(standing({ plays, left: 35, onLevel: 9 }))).toBe(false);
    // One that did is a reason to believe the next.
    const better = [...plays, [50, 100], [100]];
    expect(isWorthAnotherPlay(standing({ plays: better }))).toBe(true);
  });

  it("knows nothing to replay without a route through the first level", () => {
    expect(isTimeToPractise(standing({ routes: [], left: 1 }))).toBe(false);
    expect(gainOfNewPlay(standing({ routes: [], plays: [[]] }))).toBe(0);
  });

  it("without a budget replays when a level takes ten times the routes, then ever later", () => {
    const endless = { budget: Number.POSITIVE_INFINITY, left: Number.POSITIVE_INFINITY };
    expect(isTimeToPractise(standing({ ...endless, onLevel: 300 }))).toBe(false);
    expect(isTimeToPractise(standing({ ...endless, onLevel: 301 }))).toBe(true);
    const failed = { ...endless, plays: [[100, 300], [100]] };
    expect(isTimeToPractise(standing({ ...failed, onLevel: 600 }))).toBe(false);
    expect(isTimeToPractise(standing({ ...failed, onLevel: 601 }))).toBe(true);
  });

  it("asks for another play after a WIN as long as it would be better and fits", () => {
    expect(isWorthAnotherPlay(standing({}))).toBe(true);
    expect(isWorthAnotherPlay(standing({ plays: [[10, 20]] }))).toBe(false);
    expect(isWorthAnotherPlay(standing({ left: 5 }))).toBe(false);
  });

  it("gains at most 100, and nothing over a play that took the routes themselves", () => {
    fc.assert(
      fc.property(anyStanding, (any) => {
        expect(gainOfNewPlay(any)).toBeLessThanOrEqual(100 + 1e-9);
        const followed = { ...any, plays: [...any.plays, any.routes] };
        expect(gainOfNewPlay(followed)).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  it("gains the more the larger the budget", () => {
    fc.assert(
      fc.property(anyStanding, fc.nat(300), (any, more) => {
        const richer = { ...any, left: any.left + more };
        expect(gainOfNewPlay(richer)).toBeGreaterThanOrEqual(gainOfNewPlay(any) - 1e-9);
      }),
    );
  });
});
