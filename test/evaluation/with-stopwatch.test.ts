import { describe, expect, it } from "vitest";
import type { Agent } from "../../src/agents/agent.ts";
import { withStopwatch } from "../../src/evaluation/with-stopwatch.ts";
import type { Frame } from "../../src/game/frame.ts";
import type { Step } from "../../src/game/step.ts";
import { createEagerClock } from "../helpers/eager-clock.ts";

const FRAME = {} as Frame;
const STEP = {} as Step;

/** `pass` lets time pass, and of it so much on the CPU. */
async function timesOf(make: (pass: (ms: number, cpuMs?: number) => void) => Agent) {
  const [clock, cpu] = [createEagerClock(), createEagerClock()];
  const times: number[] = [];
  const pass = (ms: number, cpuMs = ms) => {
    clock.pass(ms);
    cpu.pass(cpuMs);
  };
  const clocks = { now: clock.now, cpuMs: cpu.now };
  const agent = withStopwatch(make(pass), clocks, (ms) => times.push(ms));
  await agent.observe?.(STEP);
  pass(1_000);
  const action = await agent.choose(FRAME);
  pass(1_000);
  await agent.observe?.(STEP);
  return { times, action, agent };
}

describe("withStopwatch", () => {
  it("adds up choose and observe of a step, and nothing of what lies between", async () => {
    const { times, action } = await timesOf((pass) => ({
      choose() {
        pass(5);
        return { id: 1 };
      },
      observe: () => pass(2),
    }));
    expect(times).toEqual([2, 7]);
    expect(action).toEqual({ id: 1 });
  });

  it("counts neither what other programs nor what other threads use", async () => {
    const { times } = await timesOf((pass) => ({
      choose() {
        pass(50, 5);
        return { id: 1 };
      },
      observe: () => pass(2, 6),
    }));
    expect(times).toEqual([2, 7]);
  });

  it("waits for promises", async () => {
    const { times } = await timesOf((pass) => ({
      async choose() {
        await null;
        pass(5);
        return { id: 1 };
      },
      async observe() {
        await null;
        pass(2);
      },
    }));
    expect(times).toEqual([2, 7]);
  });

  it("leaves an agent its own `this`, its memory and its figures, or none of them", async () => {
    class Counting implements Agent {
      chosen = 0;
      choose() {
        this.chosen += 1;
        return { id: 1 } as const;
      }
      save() {
        return this.chosen;
      }
      describe() {
        return { states: this.chosen };
      }
    }
    const { agent, times } = await timesOf(() => new Counting());
    expect(agent.save?.()).toBe(1);
    expect(agent.describe?.()).toEqual({ states: 1 });
    expect(times).toEqual([0, 0]);
    const bare = (await timesOf(() => ({ choose: () => ({ id: 1 }) }))).agent;
    expect([bare.save, bare.describe]).toEqual([undefined, undefined]);
  });
});
