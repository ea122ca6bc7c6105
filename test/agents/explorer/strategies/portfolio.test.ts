import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Place } from "../../../../src/agents/explorer/perception/place.ts";
import type { Transition } from "../../../../src/agents/explorer/perception/transition.ts";
import { createPortfolio } from "../../../../src/agents/explorer/strategies/portfolio.ts";
import type { Strategy } from "../../../../src/agents/explorer/strategies/strategy.ts";

const TURN = 60;

/** Of a place the portfolio reads the level alone. */
const place = (levelsCompleted: number) => ({ frame: { levelsCompleted } }) as Place;

interface Script {
  /** Whether it proposes something when asked for the nth time (from 0). */
  readonly acts?: (asked: number) => boolean;
  readonly pays?: boolean;
}

function createScripted(name: string, { acts = () => true, pays = true }: Script = {}) {
  const begun: boolean[] = [];
  const seen: Transition[] = [];
  let asked = 0;
  const strategy: Strategy = {
    name,
    begin: (_, isNew) => begun.push(isNew),
    propose: () => (acts(asked++) ? 1 : undefined),
    observe: (transition) => seen.push(transition),
    paid: () => pays,
  };
  return { strategy, begun, seen };
}

/** Who acts, action by action, on one level. */
function turns(strategies: readonly Strategy[], actions: number): string[] {
  const portfolio = createPortfolio(strategies);
  portfolio.begin(place(0));
  return Array.from({ length: actions }, () => portfolio.propose(place(0)).by);
}

const runsOf = (names: readonly string[]): string[] =>
  names.reduce<string[]>((runs, name, at) => {
    if (name === names[at - 1]) runs[runs.length - 1] = `${runs.at(-1)}${name}`;
    else runs.push(name);
    return runs;
  }, []);

describe("the portfolio", () => {
  it("lets all who pay act in turns of equal length, the first one first", () => {
    const all = ["a", "b", "c"].map((name) => createScripted(name).strategy);
    const turn = ["a", "b", "c"].map((name) => name.repeat(TURN));
    expect(runsOf(turns(all, 6 * TURN))).toEqual([...turn, ...turn]);
  });

  it("gives who never pays a tenth of the actions at most, and all of that", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TURN }), (length) => {
        // Proposes for `length` actions, then once nothing.
        const acts = (asked: number) => asked % (length + 1) !== length;
        const poor = createScripted("p", { pays: false, acts }).strategy;
        const names = turns([poor, createScripted("l").strategy], 10_000);
        const share = names.filter((name) => name === "p").length / names.length;
        // The turn at the beginning is not made up for yet where the count ends.
        expect(share).toBeLessThanOrEqual(0.1 + length / names.length);
        if (length === TURN) expect(share).toBeGreaterThan(0.09);
      }),
      { numRuns: 20 },
    );
  });

  it("never passes over the last one, whether it pays or not", () => {
    const last = createScripted("l", { pays: false }).strategy;
    expect(new Set(turns([last], 5 * TURN))).toEqual(new Set("l"));
    const mute = createScripted("m", { acts: () => false }).strategy;
    expect(new Set(turns([mute, last], 5 * TURN))).toEqual(new Set("l"));
  });

  it("goes on to the next one at once where one has nothing to propose", () => {
    const short = createScripted("s", { acts: (asked) => asked !== 3 }).strategy;
    const names = turns([short, createScripted("l").strategy], 3 * TURN);
    expect(runsOf(names).slice(0, 3)).toEqual(["sss", "l".repeat(TURN), "s".repeat(TURN)]);
  });

  it("asks who had nothing to propose again only after a pause", () => {
    const asks: number[] = [];
    let actions = 0;
    const mute = createScripted("m", {
      acts: () => {
        asks.push(actions);
        return false;
      },
    }).strategy;
    // Gives up its turn after every action, so that the others are asked all the time.
    const brief = createScripted("b", { acts: (asked) => asked % 2 === 0 }).strategy;
    const portfolio = createPortfolio([mute, brief, createScripted("l").strategy]);
    portfolio.begin(place(0));
    for (; actions < 500; actions++) portfolio.propose(place(0));
    expect(asks.length).toBeGreaterThan(3);
    for (let at = 1; at < asks.length; at++) {
      expect((asks[at] as number) - (asks[at - 1] as number)).toBeGreaterThanOrEqual(20);
    }
  });

  it("begins a new level with the first one, although that was paused, but not the same one again", () => {
    const poor = createScripted("p", { pays: false });
    const last = createScripted("l");
    const portfolio = createPortfolio([poor.strategy, last.strategy]);
    portfolio.begin(place(0));
    for (let action = 0; action < TURN + 5; action++) portfolio.propose(place(0));
    portfolio.begin(place(0));
    expect(portfolio.propose(place(0)).by).toBe("l");
    portfolio.begin(place(1));
    expect(portfolio.propose(place(1)).by).toBe("p");
    for (const { begun } of [poor, last]) expect(begun).toEqual([true, false, true]);
  });

  it("shows every step to all", () => {
    const all = ["a", "b", "c"].map((name) => createScripted(name));
    const portfolio = createPortfolio(all.map(({ strategy }) => strategy));
    const transition = { code: 3 } as Transition;
    portfolio.observe(transition);
    for (const { seen } of all) expect(seen).toEqual([transition]);
  });

  it("does not let a call interrupt who comes before the caller", () => {
    const first = createScripted("f").strategy;
    const caller: Strategy = { ...createScripted("c").strategy, calls: () => true };
    const names = turns([first, caller, createScripted("l").strategy], TURN + 1);
    expect(runsOf(names)).toEqual(["f".repeat(TURN), "c"]);
  });

  it("gives the turn at once to who calls, even while it is passed over", () => {
    let calls = false;
    const waiting = createScripted("w", { acts: () => calls }).strategy;
    const caller: Strategy = { ...waiting, calls: () => calls };
    const portfolio = createPortfolio([caller, createScripted("l").strategy]);
    portfolio.begin(place(0));
    const by = () => portfolio.propose(place(0)).by;
    expect([by(), by()]).toEqual(["l", "l"]);
    calls = true;
    expect(by()).toBe("w");
  });
});
