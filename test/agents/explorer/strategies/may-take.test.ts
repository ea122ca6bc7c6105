import { expect, it } from "vitest";
import { createExplorer } from "../../../../src/agents/explorer/explorer.ts";
import { anyOffered, mayTake } from "../../../../src/agents/explorer/strategies/may-take.ts";
import { createRandom } from "../../../../src/base/random.ts";
import type { ActionId } from "../../../../src/game/action.ts";
import { clickCode } from "../../../../src/game/action-code.ts";
import type { Step } from "../../../../src/game/step.ts";
import { frameOf, stepOf } from "../../../helpers/frames.ts";

it("takes what is offered now, and RESET once an action was spent", () => {
  const frame = frameOf({ availableActions: [2, 6] });
  expect(mayTake(2, frame, false)).toBe(true);
  expect(mayTake(1, frame, false)).toBe(false);
  expect(mayTake(clickCode(3, 4), frame, false)).toBe(true);
  expect(mayTake(clickCode(3, 4), frameOf({ availableActions: [2] }), false)).toBe(false);
  expect([mayTake(0, frame, false), mayTake(0, frame, true)]).toEqual([false, true]);
  expect(anyOffered(frameOf({ availableActions: [6] }), createRandom(1))).toEqual({
    id: 6,
    x: 1,
    y: 1,
  });
});

it("is never at a loss where the same picture offers other actions each time", async () => {
  const agent = await createExplorer({
    gameId: "walk-0001",
    random: createRandom(1),
    maxActions: 500,
    canRestartGame: true,
  });
  const offers = [[1], [2, 6], [7], [6], [3, 4], [5]];
  let before = frameOf({ availableActions: [1] });
  agent.observe?.(stepOf({ id: 0 }, before));
  for (let turn = 0; turn < 300; turn++) {
    const action = await agent.choose(before);
    if (action.id !== 0) expect(before.availableActions).toContain(action.id);
    const after = frameOf({ availableActions: offers[turn % offers.length] as ActionId[] });
    await agent.observe?.({ ...stepOf(action, after), before, billed: 1 } as Step);
    before = after;
  }
});
