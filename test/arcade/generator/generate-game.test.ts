import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type GeneratedGame, generateGame } from "../../../src/arcade/generator/generate-game.ts";
import { generateGames } from "../../../src/arcade/generator/generated-set.ts";
import { RECIPES } from "../../../src/arcade/generator/recipes.ts";
import { baselineOf } from "../../../src/arcade/moves.ts";
import { type ActionInput, createPlay, type Run } from "../../../src/arcade/play.ts";
import { createRandom } from "../../../src/base/random.ts";
import { type Action, type ActionId, click } from "../../../src/game/action.ts";
import { COLOURS, type Grid } from "../../../src/game/frame.ts";
import { solve } from "../../helpers/solve.ts";
import { anyAction, sixtyGames, textOf } from "./games.ts";

/** Making a hundred games takes seconds, on a busy machine many. */
const PATIENCE_MS = 120_000;

const input = (id: ActionId): ActionInput => ({ id, data: {}, reasoning: null });

/** A session as the arcade's server holds it. */
function openPlay(game: GeneratedGame) {
  const runs: Run[] = [];
  const addRun = (run: Run) => runs.push(run);
  return { runs, play: createPlay({ game, guid: "g", restarts: "game", addRun }, input(0)) };
}

const budgeted = sixtyGames.filter(
  (game) => game.reserve(game.start(0)) < Number.POSITIVE_INFINITY,
);

describe("sixty generated games", () => {
  it(
    "are won by the proofs of their levels, each in its number of actions",
    () => {
      for (const game of sixtyGames) {
        const { runs, play } = openPlay(game);
        let spent = 0;
        for (let level = 0; level < game.levelCount; level += 1) {
          const proof = game.proofOf(level);
          spent += proof.length;
          for (const action of proof) expect(play.act(action, input(action.id))).not.toBeNull();
          expect([game.id, play.frame.levelsCompleted]).toEqual([game.id, level + 1]);
          expect(runs.at(-1)!.levelEnds[level]).toBe(spent);
        }
        expect(play.frame.state).toBe("WIN");
      }
    },
    PATIENCE_MS,
  );

  it("have 3 to 6 levels of 3 to 60 actions, from which the baselines follow", () => {
    for (const game of sixtyGames) {
      expect(game.levelCount).toBeGreaterThanOrEqual(3);
      expect(game.levelCount).toBeLessThanOrEqual(6);
      const lengths = game.baselines.map((_, level) => game.proofOf(level).length);
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(3);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
      expect(game.baselines).toEqual(lengths.map(baselineOf));
    }
  });

  it("have an id of the API's form and only actions that proofs and moves stay within", () => {
    for (const game of sixtyGames) {
      expect(game.id).toMatch(/^t[0-9a-z]{3}-[0-9a-f]{8}$/);
      const used = [...game.moves(game.start(0)), ...game.proofOf(0)].map(({ id }) => id);
      for (const id of used) expect(game.availableActions).toContain(id);
    }
  });

  it("take no notice of actions they do not list, nor of clicks without a place", () => {
    for (const game of sixtyGames) {
      const unlisted = ([1, 2, 3, 4, 5, 7] as const).filter(
        (id) => !game.availableActions.includes(id),
      );
      const state = game.start(0);
      for (const action of [...unlisted.map((id) => ({ id })), { id: 6 as const }, click(0, 0)]) {
        expect(game.play(state, action)).toEqual({ state, status: "playing", animation: [] });
      }
    }
  });

  it("differ: no two have the same first picture", () => {
    const pictures = sixtyGames.map((game) => textOf(game.draw(game.start(0))));
    expect(new Set(pictures).size).toBe(sixtyGames.length);
  });
});

describe("a seed", () => {
  it("always makes the same game, picture by picture, and states survive JSON", () => {
    for (const { recipe } of sixtyGames.slice(0, 20)) {
      const make = () =>
        generateGame(
          "abcd",
          RECIPES.find(({ name }) => name === recipe),
        );
      const [one, other] = [make(), make()];
      expect(other.id).toBe(one.id);
      let [here, there] = [one.start(0), other.start(0)];
      const random = createRandom(recipe);
      for (let step = 0; step < 40; step += 1) {
        const action = anyAction(one, one.moves(here), random);
        const turn = one.play(here, action);
        const again = other.play(JSON.parse(JSON.stringify(there)), action);
        expect(again.status).toBe(turn.status);
        expect([...again.animation, other.draw(again.state)].map(textOf)).toEqual(
          [...turn.animation, one.draw(turn.state)].map(textOf),
        );
        if (turn.status !== "playing") break;
        [here, there] = [turn.state, again.state];
      }
    }
  });

  it("makes another game only under another version", () => {
    // When this fails, the generator has changed: raise VERSION, so that ids change too, and pin anew.
    const digest = createHash("sha256");
    for (const game of sixtyGames) {
      digest.update(game.id);
      for (const level of [0, game.levelCount - 1])
        digest.update(game.draw(game.start(level)).cells);
      digest.update(game.baselines.join());
    }
    expect(digest.digest("hex").slice(0, 16)).toBe("032343826e2ac5f2");
  });
});

it(
  "100 games bear 300 random actions: valid pictures, and RESET shows the level's first",
  () => {
    for (const game of generateGames({ set: "train", count: 100, offset: 1_000 })) {
      const { play } = openPlay(game);
      const random = createRandom(game.id);
      const moves = game.moves(game.start(0));
      for (let step = 0; step < 300 && play.frame.state !== "WIN"; step += 1) {
        const over = play.frame.state === "GAME_OVER";
        if (over || random.int(40) === 0) {
          play.reset(input(0));
          const opening = game.draw(game.start(play.frame.levelsCompleted));
          expect(play.frame.grids.map(textOf)).toEqual([textOf(opening)]);
          continue;
        }
        const action = anyAction(game, moves, random);
        play.act(action, input(action.id));
        if (!play.frame.grids.every(isValid)) throw new Error(`${game.id}: not a picture`);
      }
    }
  },
  PATIENCE_MS,
);

const isValid = ({ width, height, cells }: Grid) =>
  width === 64 && height === 64 && cells.length === 64 * 64 && Math.max(...cells) < COLOURS;

describe("a step budget", () => {
  it("belongs to some games and not to others", () => {
    expect(budgeted.length).toBeGreaterThan(10);
    expect(budgeted.length).toBeLessThan(50);
  });

  it("goes down by one with every action and loses the level at zero", () => {
    for (const game of budgeted) {
      // Keys that go to and fro; clicks that repeat. What wins, kills or refills is left out.
      let state = game.start(0);
      const total = game.reserve(state);
      const [action] = game.moves(state) as readonly [Action];
      for (let spent = 1; ; spent += 1) {
        const turn = game.play(state, action);
        if (turn.status === "won" || game.reserve(turn.state) === total) break;
        expect(game.reserve(turn.state)).toBe(total - spent);
        if (turn.status === "lost") {
          if (game.reserve(turn.state) > 0) break;
          expect(spent).toBe(total);
          break;
        }
        state = turn.state;
      }
    }
  });

  it("is at least twice the proof", () => {
    for (const game of budgeted) {
      const spare = game.reserve(game.start(0)) / game.proofOf(0).length;
      expect(spare).toBeGreaterThanOrEqual(2);
    }
  });
});

it("ACTION7 takes an action back, as often as wanted", () => {
  const undoing = sixtyGames.filter((game) => game.availableActions.includes(7));
  expect(undoing.length).toBeGreaterThan(5);
  for (const game of undoing) {
    const [first, second = first] = game.proofOf(0) as readonly [Action, Action];
    const start = game.start(0);
    const once = game.play(start, first).state;
    const twice = game.play(once, second).state;
    const back = game.play(twice, { id: 7 }).state;
    expect(game.key(back)).toBe(game.key(once));
    expect(game.key(game.play(back, { id: 7 }).state)).toBe(game.key(start));
  }
});

it("proofs found by search are shortest, as another search finds", () => {
  const walked = sixtyGames.filter(({ recipe }) =>
    /^(walk-(exit|collect|key|stain)|slide)/.test(recipe),
  );
  expect(walked.length).toBeGreaterThan(5);
  for (const game of walked) {
    expect([game.id, solve(game, 0)?.length]).toEqual([game.id, game.proofOf(0).length]);
  }
});
