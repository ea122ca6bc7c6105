import { describe, expect, it } from "vitest";
import { differingSetting } from "../../src/evaluation/differing-setting.ts";
import { isFinished, listSeries } from "../../src/evaluation/series.ts";
import { playRecord } from "../helpers/play-record.ts";

const game = (gameId: string) => ({ gameId, title: gameId, tags: [], baselines: [] });

describe("listSeries", () => {
  it("is every agent on every game with every seed, a seed after the other", () => {
    const series = listSeries(["a", "b"], [game("g-1"), game("h-1")], [1, 2]);
    const names = series.map(({ agent, game: { gameId }, seed }) => `${seed}${gameId[0]}${agent}`);
    expect(names).toEqual(["1ga", "1gb", "1ha", "1hb", "2ga", "2gb", "2ha", "2hb"]);
  });
});

describe("isFinished", () => {
  const series = { agent: "explorer", game: game("walk-0001"), seed: 1 };
  const plays = [1, 2].map((session) => playRecord({ session, sessions: 2 }));

  it("wants every session of this very series", () => {
    expect(isFinished(series, 2, plays)).toBe(true);
    expect(isFinished(series, 2, plays.slice(0, 1))).toBe(false);
    expect(isFinished({ ...series, seed: 2 }, 2, plays)).toBe(false);
    expect(isFinished({ ...series, agent: "random" }, 2, plays)).toBe(false);
    expect(isFinished({ ...series, game: game("jump-0001") }, 2, plays)).toBe(false);
  });

  it("does not take a failed play for one", () => {
    const failed = plays.map((play) => ({ ...play, reason: "error" as const }));
    expect(isFinished(series, 2, [...plays.slice(0, 1), ...failed.slice(1)])).toBe(false);
  });
});

describe("differingSetting", () => {
  const settings = {
    maxMinutes: null,
    maxActions: 800,
    sessions: 1,
    versions: new Map([["explorer", "v1"]]),
  };

  it("is none where all agrees; other agents, games and seeds are no other setting", () => {
    expect(differingSetting([], settings)).toBeNull();
    const other = playRecord({ agent: "random", agentVersion: "v9", gameId: "x-1", seed: 9 });
    expect(differingSetting([playRecord(), other], settings)).toBeNull();
  });

  it.each([
    [{ maxActions: 400 }, /--max-actions 400, not 800/],
    [{ maxMinutes: 5 }, /--max-minutes 5, not with no --max-minutes/],
    [{ sessions: 3 }, /--sessions 3, not 1/],
    [{ agentVersion: "v2" }, /code of agent explorer has changed/],
  ])("%j is told", (changes, message) => {
    expect(differingSetting([playRecord(), playRecord(changes)], settings)).toMatch(message);
  });
});
