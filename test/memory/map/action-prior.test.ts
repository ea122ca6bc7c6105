import { describe, expect, it } from "vitest";
import {
  createActionPrior,
  expectedEffect,
  UNKNOWN_EFFECT,
} from "../../../src/memory/map/action-prior.ts";

describe("the action prior", () => {
  it("expects the same of everything at first", () => {
    expect(expectedEffect(createActionPrior(), [1, 2, 3])).toBe(UNKNOWN_EFFECT);
  });

  it("passes what it learned on to actions that look alike, and less so to others of the kind", () => {
    const prior = createActionPrior();
    for (let time = 0; time < 5; time++) prior.record([1, 20, 300], 0, false);
    const [same, alike, kind] = [
      [1, 20, 300],
      [1, 20, 301],
      [1, 21, 302],
    ].map((signatures) => expectedEffect(prior, signatures));
    expect(same).toBeLessThan(alike as number);
    expect(alike).toBeLessThan(kind as number);
    expect(kind).toBeLessThan(UNKNOWN_EFFECT);
  });

  it("lets the specific overrule the general", () => {
    const prior = createActionPrior();
    for (let time = 0; time < 20; time++) prior.record([1, 2], 0, false);
    for (let time = 0; time < 20; time++) prior.record([1, 3], 1, false);
    expect(expectedEffect(prior, [1, 2])).toBeLessThan(0.1);
    expect(expectedEffect(prior, [1, 3])).toBeGreaterThan(0.9);
  });

  it("counts deaths", () => {
    const prior = createActionPrior();
    prior.record([7], 0, true);
    prior.record([7], 1, false);
    expect(prior.tally(7)).toEqual({ tries: 2, effect: 1, deaths: 1 });
  });

  it("stays bounded, and forgets what was not tried for longest", () => {
    const prior = createActionPrior();
    for (let signature = 0; signature < 30_000; signature++)
      prior.record([-1, signature], 1, false);
    const { actions, tallies } = prior.recorded();
    expect(actions).toBe(30_000);
    expect(tallies.length).toBeLessThanOrEqual(20_000);
    expect(prior.tally(0)).toBeUndefined();
    expect(prior.tally(-1)?.tries).toBe(30_000);
    expect(prior.tally(29_999)).toBeDefined();
  });

  it("expects by what is remembered, and keeps what it records apart from it", () => {
    const remembered = [[7, { tries: 2, effect: 1, deaths: 0 }]] as const;
    const prior = createActionPrior(remembered);
    prior.record([7, 8], 1, true);
    expect(prior.tally(7)).toEqual({ tries: 3, effect: 2, deaths: 1 });
    expect(prior.recorded()).toEqual({
      actions: 1,
      tallies: [7, 8].map((signature) => [signature, { tries: 1, effect: 1, deaths: 1 }]),
    });
    expect(remembered[0][1].tries).toBe(2);
  });

  it("goes on with what it recorded before", () => {
    const prior = createActionPrior();
    prior.record([7], 1, false);
    const again = createActionPrior(prior.recorded().tallies, prior.recorded());
    again.record([7], 0, false);
    expect(again.recorded()).toEqual({
      actions: 2,
      tallies: [[7, { tries: 2, effect: 1, deaths: 0 }]],
    });
    expect(again.tally(7)?.tries).toBe(2);
  });
});
