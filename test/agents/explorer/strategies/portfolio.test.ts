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
  /** Whether each of its actions finds something. */
  readonly finds?: boolean;
}

function createScripted(name: string, { acts = () => true, finds = true }: Script = {}) {
  const begun: boolean[] = [];
  const seen: Transition[] = [];
  let asked = 0;
  const strategy = {
    name,
    begin: (_: Place, isNew: boolean) => void begun.push(isNew),
    propose: () => (acts(asked++) ? 1 : undefined),
    observe: (transition: Transition) => void seen.push(transition),
    wantsTurn: false,
    get progress() {
      return finds ? asked : 0;
    },
  };
  return { strategy, begun, seen };
}

/** Who acts, action by action, on one level. */
function turns(strategies: readonly Strategy[], actions: number): string[] {
  const portfolio = createPortfolio(strategies);
  portfolio.begin(place(0), true);
  return Array.from({ length: actions }, () => portfolio.propose(place(0)).by);
}

const runsOf = (names: readonly string[]): string[] =>
  names.reduce<string[]>((runs, name, at) => {
    if (name === names[at - 1]) runs[runs.length - 1] = `${runs.at(-1)}${name}`;
    else runs.push(name);
    return runs;
  }, []);

describe("the portfolio", () => {
  it("lets all that make progress act in turns of equal length, the first one first", () => {
    const all = ["a", "b", "c"].map((name) => createScripted(name).strategy);
    const turn = ["a", "b", "c"].map((name) => name.repeat(TURN));
    expect(runsOf(turns(all, 6 * TURN))).toEqual([...turn, ...turn]);
  });

  it("gives one that never makes progress a tenth of the actions at most, and all of that", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TURN }), (length) => {
        // Proposes for `length` actions, then once nothing.
        const acts = (asked: number) => asked % (length + 1) !== length;
        const poor = createScripted("p", { finds: false, acts }).strategy;
        const names = turns([poor, createScripted("l").strategy], 10_000);
        const share = names.filter((name) => name === "p").length / names.length;
        // The turn at the beginning is not made up for yet where the count ends.
        expect(share).toBeLessThanOrEqual(0.1 + length / names.length);
        if (length === TURN) expect(share).toBeGreaterThan(0.09);
      }),
      { numRuns: 20 },
    );
  });

  it("never passes over the last one, with or without progress", () => {
    const last = createScripted("l", { finds: false }).strategy;
    expect(new Set(turns([last], 5 * TURN))).toEqual(new Set("l"));
    const mute = createScripted("m", { acts: () => false }).strategy;
    expect(new Set(turns([mute, last], 5 * TURN))).toEqual(new Set("l"));
  });

  it("goes on to the next one at once where one has nothing to propose", () => {
    const short = createScripted("s", { acts: (asked) => asked !== 3 }).strategy;
    const names = turns([short, createScripted("l").strategy], 3 * TURN);
    expect(runsOf(names).slice(0, 3)).toEqual(["sss", "l".repeat(TURN), "s".repeat(TURN)]);
  });

  it("asks one that had nothing to propose again only after a pause", () => {
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
    portfolio.begin(place(0), true);
    for (; actions < 500; actions++) portfolio.propose(place(0));
    expect(asks.length).toBeGreaterThan(3);
    for (let at = 1; at < asks.length; at++) {
      expect((asks[at] as number) - (asks[at - 1] as number)).toBeGreaterThanOrEqual(20);
    }
  });

  it("begins a new level with the first one, although that was paused, but not the same one again", () => {
    const poor = createScripted("p", { finds: false });
    const last = createScripted("l");
    const portfolio = createPortfolio([poor.strategy, last.strategy]);
    portfolio.begin(place(0), true);
    for (let action = 0; action < TURN + 5; action++) portfolio.propose(place(0));
    portfolio.begin(place(0), false);
    expect(portfolio.propose(place(0)).by).toBe("l");
    portfolio.begin(place(1), true);
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

  it("lets one that begins to want a turn pre-empt those after it, even while it was passed over", () => {
    let isReady = false;
    const waiting = createScripted("w", { acts: () => isReady }).strategy;
    const portfolio = createPortfolio([waiting, createScripted("l").strategy]);
    portfolio.begin(place(0), true);
    const by = () => portfolio.propose(place(0)).by;
    expect([by(), by()]).toEqual(["l", "l"]);
    isReady = true;
    waiting.wantsTurn = true;
    expect(by()).toBe("w");
  });

  it("lets it pre-empt none before it, but remembers that it wanted a turn", () => {
    // In its first turn it finds nothing, and would be passed over for 540 actions of others.
    const waiting = createScripted("w", { finds: false }).strategy;
    const first = createScripted("f").strategy;
    const portfolio = createPortfolio([first, waiting, createScripted("l").strategy]);
    portfolio.begin(place(0), true);
    const by = (count: number) =>
      Array.from({ length: count }, () => portfolio.propose(place(0)).by);
    by(3 * TURN);
    expect(new Set(by(TURN / 2))).toEqual(new Set("f"));
    // It wants a turn while another before it acts, for a moment only.
    waiting.wantsTurn = true;
    expect(by(1)).toEqual(["f"]);
    waiting.wantsTurn = false;
    expect(new Set(by(TURN / 2 - 1))).toEqual(new Set("f"));
    expect(by(1)).toEqual(["w"]);
  });

  it("counts what was found in an interrupted turn for the next one", () => {
    let isReady = false;
    const caller = createScripted("c", { acts: () => isReady }).strategy;
    const lucky = createScripted("u");
    const { strategy } = lucky;
    let found = 0;
    Object.defineProperty(strategy, "progress", { get: () => found });
    const portfolio = createPortfolio([caller, strategy, createScripted("l").strategy]);
    portfolio.begin(place(0), true);
    const by = (count: number) =>
      Array.from({ length: count }, () => portfolio.propose(place(0)).by).join("");
    expect(by(3)).toBe("uuu");
    found = 1;
    isReady = true;
    caller.wantsTurn = true;
    expect(by(1)).toBe("c");
    isReady = false;
    expect(by(2 * TURN + 1)).toBe(`${"u".repeat(TURN)}${"l".repeat(TURN)}u`);
  });

  it("gives one that wants a turn all the time no more turns than it would have", () => {
    const eager = createScripted("e", { finds: false }).strategy;
    eager.wantsTurn = true;
    const names = turns([eager, createScripted("l").strategy], 10_000);
    const share = names.filter((name) => name === "e").length / names.length;
    expect(share).toBeLessThan(0.11);
  });
});
