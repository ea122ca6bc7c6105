import { describe, expect, it } from "vitest";
import { createExplorer } from "../../../../src/agents/explorer/explorer.ts";
import type { ArcadeGame } from "../../../../src/arcade/game.ts";
import { keys } from "../../../../src/arcade/games/keys.ts";
import { outlineGameMemory } from "../../../../src/memory/store/outline-game-memory.ts";
import { readSavedGameMemory } from "../../../../src/memory/store/saved-game-memory.ts";
import { playGame } from "../../play-game.ts";

const game = keys as ArcadeGame;
const levelsOf = (saved: unknown) => outlineGameMemory(saved)?.levels ?? [];

/** The game with arrows that were turned about: the pictures are the same, the ways are not. */
const turned: ArcadeGame = {
  ...game,
  id: "keys-00000002",
  play: (state, action) =>
    game.play(state, { id: ([0, 2, 1, 4, 3] as const)[action.id as 1] as 1 }),
};

/** The game with another first level: its last one. */
const moved: ArcadeGame = {
  ...game,
  id: "keys-00000003",
  start: (level) => game.start(level === 0 ? game.levelCount - 1 : level),
};

describe("what was learned on another version of the game", () => {
  it("wins at once what has not changed, in the ways it knew", async () => {
    const first = await playGame(createExplorer, game, { limit: 300 });
    const known = levelsOf(first.saved);
    expect(known.length).toBeGreaterThan(1);
    const same = { ...game, id: "keys-00000001" };
    const { saved: earlierVersion } = first;
    const second = await playGame(createExplorer, same, { limit: 300, seed: 2, earlierVersion });
    known.forEach(({ shortest }, at) => {
      const began = second.levelEnds[at - 1] ?? 0;
      expect((second.levelEnds[at] as number) - began).toBe(shortest);
    });
    expect(levelsOf(second.saved).slice(0, known.length)).toEqual(known);
  });

  it("is a rumour until it is tried: no map, no win, and marked so when it is saved", async () => {
    const { saved: earlierVersion } = await playGame(createExplorer, game, { limit: 300 });
    const known = levelsOf(earlierVersion);
    const { saved } = await playGame(createExplorer, game, { limit: 1, earlierVersion });
    const levels = readSavedGameMemory(saved)?.levels ?? [];
    expect(levels).toHaveLength(readSavedGameMemory(earlierVersion)?.levels.length as number);
    for (const level of levels) expect(level.wins).toEqual([]);
    // The start and where the first action led.
    expect(levels.map(({ nodes }) => nodes.length)).toEqual([2, ...levels.slice(1).map(() => 0)]);
    expect(levelsOf(saved)).toEqual(known.map((level) => ({ ...level, verified: false })));
  });

  it("goes on as a rumour into the next run", async () => {
    const { saved: earlierVersion } = await playGame(createExplorer, game, { limit: 300 });
    const { saved } = await playGame(createExplorer, game, { limit: 1, earlierVersion });
    const known = levelsOf(earlierVersion);
    const last = known.at(-1)?.level as number;
    const limit = known.reduce((sum, { shortest }) => sum + shortest, 0);
    const next = await playGame(createExplorer, game, { limit, saved });
    expect(next.levelEnds).toHaveLength(last);
    expect(levelsOf(next.saved)).toEqual(known);
  });

  it("is given up at the first difference, and the level is won anyway", async () => {
    const { saved: earlierVersion } = await playGame(createExplorer, game, { limit: 300 });
    const { saved, levelEnds } = await playGame(createExplorer, turned, {
      limit: 300,
      earlierVersion,
    });
    expect(levelEnds.length).toBeGreaterThan(0);
    const first = readSavedGameMemory(saved)?.levels[0];
    expect(first?.wins.length).toBeGreaterThan(0);
    const codes = (memory: unknown) =>
      readSavedGameMemory(memory)?.levels[0]?.wins[0]?.map(([, code]) => code);
    expect(codes(saved)).not.toEqual(codes(earlierVersion));
  });

  it("is dropped where a level begins with another picture", async () => {
    const { saved: earlierVersion } = await playGame(createExplorer, game, { limit: 300 });
    const { saved } = await playGame(createExplorer, moved, { limit: 1, earlierVersion });
    expect(levelsOf(earlierVersion)[0]?.level).toBe(1);
    expect(levelsOf(saved).map(({ level }) => level)).not.toContain(1);
    expect(levelsOf(saved).map(({ level }) => level)).toContain(2);
  });

  it("teaches how actions turn out", async () => {
    const { saved: earlierVersion } = await playGame(createExplorer, game, { limit: 300 });
    const { saved } = await playGame(createExplorer, moved, { limit: 0, earlierVersion });
    expect(readSavedGameMemory(saved)?.experience).toEqual(
      readSavedGameMemory(earlierVersion)?.experience,
    );
  });

  it("is of no account, whatever it is, where it cannot be read", async () => {
    const fresh = await playGame(createExplorer, game, { limit: 60 });
    for (const earlierVersion of [null, 3, "x", [], {}, { version: 2 }]) {
      const session = await playGame(createExplorer, game, { limit: 60, earlierVersion });
      expect(session.actions).toEqual(fresh.actions);
    }
  });
});
