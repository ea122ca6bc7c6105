import { expect, it } from "vitest";
import { createCurrentLevel } from "../../../../../src/agents/explorer/strategies/search/current-level.ts";
import type { Frame } from "../../../../../src/game/frame.ts";
import { createGameMemory } from "../../../../../src/memory/map/game-memory.ts";

const frame = (levelsCompleted: number): Frame => ({
  gameId: "g",
  guid: "",
  grids: [{ width: 2, height: 1, cells: Uint8Array.of(1, 2) }],
  state: "NOT_FINISHED",
  levelsCompleted,
  winLevels: 9,
  availableActions: [1],
});

it("tells a level that begins again from one that another began before", () => {
  const current = createCurrentLevel(createGameMemory("run"));
  expect([0, 0, 1, 1, 0].map((level) => current.begin(frame(level)))).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
});

it("takes up a level when a frame first shows it, and keeps it until a frame shows another", () => {
  const current = createCurrentLevel(createGameMemory("run"));
  expect(current.isIn(frame(0))).toBe(false);
  const first = current.of(frame(0));
  expect(current.of(frame(0))).toBe(first);
  expect(current.isIn(frame(0))).toBe(true);
  expect(current.of(frame(1))).not.toBe(first);
  expect(current.play).toBe(current.of(frame(1)));
});
