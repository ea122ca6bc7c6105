import { describe, expect, it } from "vitest";
import type { Action } from "../../src/game/action.ts";
import type { Frame } from "../../src/game/frame.ts";
import type { Step } from "../../src/game/step.ts";
import { createPlayer } from "../../src/training/player.ts";

const frame = {
  availableActions: [1, 6],
  grids: [{ width: 64, height: 32, cells: new Uint8Array(64 * 32) }],
} as unknown as Frame;

const OFF_GRID: Action = { id: 6, x: 64, y: 0 };
const NOT_OFFERED: Action = { id: 2 };

/** A player whose agent answers from a list, and what it was told. */
function playerOf(...answers: readonly Action[]) {
  const told: string[] = [];
  const left = [...answers];
  const agent = { choose: () => left.shift() as Action };
  const env = { resetKeepsLevels: true, canRestartGame: true };
  const player = createPlayer(agent, env, async ({ rule }) => void told.push(rule));
  return { player, told, left };
}

describe("a player", () => {
  it("takes another answer in place of one that breaks the rules", async () => {
    const { player, told, left } = playerOf(OFF_GRID, { id: 1 });
    expect(await player.choose(frame)).toEqual({ id: 1 });
    expect([told, left]).toEqual([["off grid"], []]);
  });

  it("takes the offered actions in turn for one who repeats it; a click goes to the middle", async () => {
    const { player } = playerOf(...Array(4).fill(OFF_GRID));
    expect(await player.choose(frame)).toEqual({ id: 6, x: 32, y: 16 });
    expect(await player.choose(frame)).toEqual({ id: 1 });
  });

  it("tells of each rule once, however often it is broken", async () => {
    const { player, told } = playerOf(OFF_GRID, NOT_OFFERED, OFF_GRID, NOT_OFFERED);
    await player.choose(frame);
    await player.choose(frame);
    expect(told).toEqual(["off grid", "not offered"]);
  });

  it("gives up after five turns in a row, and not before a good one is forgotten", async () => {
    const bad = Array(8).fill(NOT_OFFERED);
    const { player } = playerOf(...bad, { id: 1 }, ...bad, NOT_OFFERED, NOT_OFFERED);
    for (let turn = 0; turn < 9; turn++) await player.choose(frame);
    await expect(player.choose(frame)).rejects.toThrow(/offers 1, 6 \(5 turns in a row\)/);
  });

  it("knows a play that has just begun by the free RESET, and only until the next step", async () => {
    const again: Action = { id: 0, wholeGame: true };
    const { player, told } = playerOf(again, { id: 1 }, again);
    await player.observe({ billed: 0, startsPlay: true } as Step);
    expect(await player.choose(frame)).toEqual({ id: 1 });
    expect(told).toEqual(["new play"]);
    await player.observe({ billed: 1 } as Step);
    expect(await player.choose(frame)).toEqual(again);
  });
});
