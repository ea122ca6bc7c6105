import { describe, expect, it } from "vitest";
import type { Action } from "../../src/game/action.ts";
import type { Frame } from "../../src/game/frame.ts";
import { checkAction } from "../../src/training/check-action.ts";

const frame = { availableActions: [1, 6] } as unknown as Frame;
const FREE = { resetKeepsLevels: true, canRestartGame: true, hasBegunPlay: false };
const check = (action: unknown, changes: Partial<typeof FREE> = {}) =>
  checkAction(action as Action, frame, { ...FREE, ...changes });

describe("checkAction", () => {
  it.each([{ id: 1 }, { id: 6, x: 0, y: 63 }, { id: 0 }, { id: 1, reasoning: { why: "é" } }])(
    "lets %j pass",
    (action) => expect(check(action)).toBeNull(),
  );

  it.each([
    [undefined, /chose no action/],
    [null, /chose no action/],
    [{ id: "1" }, /chose no action/],
    [{ id: 2 }, /ACTION2.*offers 1, 6/],
    [{ id: 6 }, /whole numbers 0 to 63/],
    [{ id: 6, x: 1.5, y: 0 }, /whole numbers 0 to 63/],
    [{ id: 6, x: 64, y: 0 }, /whole numbers 0 to 63/],
    [{ id: 1, reasoning: "x".repeat(16_383) }, /16 KB/],
    // Escaped, a character outside ASCII takes six bytes.
    [{ id: 1, reasoning: "é".repeat(2_731) }, /16 KB/],
  ])("refuses %j", (action, message) => expect(check(action)?.message).toMatch(message));

  it("measures reasoning as the server does", () => {
    expect(check({ id: 1, reasoning: "x".repeat(16_382) })).toBeNull();
    expect(check({ id: 1, reasoning: "é".repeat(2_730) })).toBeNull();
  });

  it("refuses a RESET that would restart the whole game", () => {
    expect(check({ id: 0 }, { resetKeepsLevels: false })?.message).toMatch(
      /restart the whole game/,
    );
  });

  it("lets the whole game be restarted by who says so, but not in competition mode", () => {
    const restart = { id: 0, wholeGame: true };
    for (const resetKeepsLevels of [true, false]) {
      expect(check(restart, { resetKeepsLevels })).toBeNull();
      const refusal = check(restart, { resetKeepsLevels, canRestartGame: false });
      expect(refusal?.message).toMatch(/competition mode/);
    }
  });

  it("refuses to restart a game that was just restarted, which no budget would end", () => {
    const refusal = check({ id: 0, wholeGame: true }, { hasBegunPlay: true });
    expect(refusal?.message).toMatch(/just restarted/);
  });
});
