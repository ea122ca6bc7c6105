import { describe, expect, it } from "vitest";
import type { ArcadeGame, Turn } from "../../../src/arcade/game.ts";
import { arcadeGames } from "../../../src/arcade/games/catalog.ts";
import { baselineOf } from "../../../src/arcade/moves.ts";
import { createRandom, type Random } from "../../../src/base/random.ts";
import { type Action, click } from "../../../src/game/action.ts";
import { COLOURS, type Grid } from "../../../src/game/frame.ts";
import { playThrough } from "../../helpers/play-through.ts";
import { solve } from "../../helpers/solve.ts";

it("no two games share a name", () => {
  const names = arcadeGames.map(({ id }) => id.slice(0, 4));
  expect(new Set(names).size).toBe(names.length);
});

describe.each(arcadeGames.map((game) => [game.id, game] as const))("%s", (_, game) => {
  const levels = Array.from({ length: game.levelCount }, (_, level) => level);

  it("has a name of four letters, a version, and at least five levels", () => {
    expect(game.id).toMatch(/^[a-z]{4}-[0-9a-f]{8}$/);
    expect(game.levelCount).toBeGreaterThanOrEqual(5);
    expect(game.baselines).toHaveLength(game.levelCount);
  });

  it.each(levels)("level %i is won by its shortest solution, which sets the baseline", (level) => {
    const solution = solve(game, level)!;
    const turns = playThrough(game, level, solution);
    expect(turns.map(({ status }) => status)).toEqual([
      ...solution.slice(1).map(() => "playing"),
      "won",
    ]);
    for (const { state, animation } of turns) {
      for (const picture of [...animation, game.draw(state)]) expectValid(picture);
    }
    expect(game.baselines[level]).toBe(baselineOf(solution.length));
  });

  it.each(levels)(
    "level %i plays alike every time, without touching a state given to it",
    (level) => {
      const actions = randomActions(game, level, 80);
      const film = (turns: readonly Turn<unknown>[]) =>
        turns.map(({ state, status, animation }) => ({
          status,
          key: game.key(state),
          reserve: game.reserve(state),
          pictures: [...animation, game.draw(state)].map(textOf),
        }));
      const once = film(playThrough(game, level, actions));
      // A write to a frozen state throws.
      expect(film(playThrough(withFrozenStates(game), level, actions))).toEqual(once);
    },
  );

  it.each(levels)("level %i: actions outside the game's own do nothing", (level) => {
    for (const { state } of playThrough(game, level, randomActions(game, level, 20))) {
      for (const action of strangeActions(game)) {
        const turn = game.play(state, action);
        expect(turn).toEqual({ state, status: "playing", animation: [] });
      }
    }
  });

  it.each(levels)("level %i offers the solver only actions the game lists", (level) => {
    const ids = new Set(game.moves(game.start(level)).map(({ id }) => id));
    for (const id of ids) expect(game.availableActions).toContain(id);
  });

  it.each(levels)("level %i shows everything: states that differ look different", (level) => {
    const seen = new Map<string, string>();
    for (const run of [1, 2, 3]) {
      for (const { state } of playThrough(game, level, randomActions(game, level, 80, run))) {
        const picture = textOf(game.draw(state));
        const key = game.key(state);
        expect(seen.get(picture) ?? key).toBe(key);
        seen.set(picture, key);
      }
    }
  });
});

const textOf = ({ cells }: Grid): string => Buffer.from(cells).toString("latin1");

function expectValid({ width, height, cells }: Grid): void {
  expect([width, height, cells.length]).toEqual([64, 64, 64 * 64]);
  expect(Math.max(...cells)).toBeLessThan(COLOURS);
}

/** Half moves that matter, half anything the game takes. */
function randomActions(game: ArcadeGame, level: number, count: number, seed = 0): Action[] {
  const random = createRandom(`${game.id}/${level}/${seed}`);
  const moves = game.moves(game.start(level));
  return Array.from({ length: count }, () =>
    random.int(2) === 0 ? random.pick(moves) : anyAction(game, random),
  );
}

function anyAction(game: ArcadeGame, random: Random): Action {
  const id = random.pick(game.availableActions);
  return id === 6 ? click(random.int(64), random.int(64)) : { id };
}

/** Actions the game does not list, and clicks without a place or beside everything. */
function strangeActions({ availableActions }: ArcadeGame): Action[] {
  const unlisted = ([1, 2, 3, 4, 5, 7] as const).filter((id) => !availableActions.includes(id));
  return [...unlisted.map((id) => ({ id })), { id: 6 }, click(0, 0), click(63, 63)];
}

function withFrozenStates(game: ArcadeGame): ArcadeGame {
  return {
    ...game,
    start: (level) => deepFreeze(game.start(level)),
    play(state, action) {
      const turn = game.play(state, action);
      return { ...turn, state: deepFreeze(turn.state) };
    },
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
