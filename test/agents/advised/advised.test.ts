import { describe, expect, it } from "vitest";
import { createAdvised } from "../../../src/agents/advised/advised.ts";
import type { AgentContext, CreateAgent } from "../../../src/agents/agent.ts";
import type { AskRequest } from "../../../src/agents/ask.ts";
import { playGame } from "../play-game.ts";
import { maze } from "../tiny-games.ts";

type Reply = Readonly<Record<string, unknown>> | string;

/** An agent advised by a function, and the requests that it was asked. */
function advisedBy(
  reply: (request: AskRequest, at: number) => Reply | Promise<Reply>,
  context: Partial<AgentContext> = {},
) {
  const requests: AskRequest[] = [];
  const failures: unknown[] = [];
  const create: CreateAgent = (given) =>
    createAdvised({
      ...given,
      ...context,
      tell: (failure) => failures.push(failure),
      async ask(request) {
        requests.push(request);
        const answer = await reply(request, requests.length - 1);
        const text = typeof answer === "string" ? answer : JSON.stringify(answer);
        return { text, isCut: false };
      },
    });
  return { create, requests, failures };
}

const news = ({ turns }: AskRequest): string => turns.at(-1)?.text ?? "";

/** A model of the maze game, as a language model would write it: squares of four cells, walls 5, exit 14, deadly 8. */
const MAZE_MODEL = `
const STEPS = { 1: [0, -1], 2: [0, 1], 3: [-1, 0], 4: [1, 0] };
const colourAt = (g, x, y) => g[y * 4]?.[x * 4] ?? 5;
const seen = model({
  init(g) {
    const [{ x, y }] = find(g, 9);
    return { x: (x - 1) / 4, y: (y - 1) / 4, walls: g.map((row) => row.slice(0, 28)).slice(0, 28) };
  },
  step({ x, y, walls }, action) {
    const [dx, dy] = STEPS[action];
    const colour = colourAt(walls, x + dx, y + dy);
    if (colour === 8) return null;
    return colour === 5 ? { x, y, walls } : { x: x + dx, y: y + dy, walls };
  },
  goal: ({ x, y, walls }) => colourAt(walls, x, y) === 14,
  fits: (g, { x, y }) => g[y * 4 + 1][x * 4 + 1] === 9,
  key: ({ x, y }) => x * 100 + y,
});
print(seen);
print(await cruise());`;

describe("the advised agent", () => {
  it("probes first, then asks with the picture, what came of the probes and what is available", async () => {
    const { create, requests } = advisedBy(() => ({ why: "wait", act: ["1"] }));
    await playGame(create, maze, { limit: 8 });
    const [first] = requests as [AskRequest];
    expect(first.system).toMatch(/never seen/);
    expect(news(first)).toMatch(/STEPS:[\s\S]*LEVEL 1, \d+ actions[\s\S]*Available: 1 2 3 4/);
    expect(news(first)).toMatch(/PICTURE 32×32/);
    expect(news(first)).not.toMatch(/maze/i);
  });

  it("wins level after level in a model that was written once, without asking again", async () => {
    const { create, requests } = advisedBy(() => ({ why: "a maze", code: MAZE_MODEL }));
    const { levelEnds, actions } = await playGame(create, maze, { limit: 100 });
    expect(levelEnds).toHaveLength(2);
    expect(requests.length).toBeLessThanOrEqual(2);
    expect(actions.length).toBeLessThan(60);
  });

  it("tells the model what its code printed and threw, and what could not be read", async () => {
    const replies: Reply[] = [
      { code: "print(level, available.length); nonsense.x" },
      "I think that the goal is the exit.",
      { act: ["9", "1"] },
      { act: ["2"] },
    ];
    const { create, requests } = advisedBy((_, at) => replies[at] ?? { act: ["3"] });
    await playGame(create, maze, { limit: 12 });
    expect(news(requests[1] as AskRequest)).toMatch(/1 4\nERROR: ReferenceError: .*nonsense/);
    expect(news(requests[2] as AskRequest)).toMatch(/could not be read: there is no JSON object/);
    expect(news(requests[3] as AskRequest)).toMatch(/stopped at 9: there is no action/);
  });

  it("keeps notes, declarations, mem and the model for the next session", async () => {
    const { create } = advisedBy(() => ({ note: "walls are 5", code: MAZE_MODEL }));
    const { saved } = await playGame(create, maze, { limit: 25 });
    expect(saved).toMatchObject({
      heads: [{ notes: ["walls are 5"], model: expect.stringContaining("init") }],
    });
    const again = advisedBy(() => ({ pass: 10 }));
    const second = await playGame(again.create, maze, { limit: 100, saved });
    expect(again.requests.length).toBeLessThanOrEqual(1);
    expect(second.levelEnds).toHaveLength(2);
  });

  it.each([
    ["is gone", () => Promise.reject(new Error("gone"))],
    ["answers rubbish", () => "rubbish"],
    ["wants what can't be", () => ({ act: ["7", "6:1,1"] })],
    [
      "is wrong",
      (_: unknown, at: number) => ({
        act: [...String(7 ** (at + 9))].map((d) => String(1 + (Number(d) % 4))),
      }),
    ],
  ])("leaves the game to the explorer where the model %s", async (_, reply) => {
    const { create } = advisedBy(reply as () => Reply);
    const { levelEnds } = await playGame(create, maze, { limit: 600 });
    expect(levelEnds.length).toBeGreaterThanOrEqual(1);
  });

  it("asks only where the explorer is stuck, if so told", async () => {
    const { create, requests } = advisedBy(() => ({ act: ["1"] }), { advice: "stuck" });
    await playGame(create, maze, { limit: 30 });
    expect(requests).toHaveLength(0);
    await playGame(create, maze, { limit: 60 });
    expect(requests.length).toBeGreaterThan(0);
  });
});
