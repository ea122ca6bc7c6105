import { describe, expect, it } from "vitest";
import type { Action } from "../../src/game/action.ts";
import type { Frame } from "../../src/game/frame.ts";
import { checkAction } from "../../src/training/check-action.ts";

const frame = { availableActions: [1, 6] } as unknown as Frame;
const check =
  (action: unknown, resetKeepsLevels = true, canRestartGame = true) =>
  () =>
    checkAction(action as Action, frame, { resetKeepsLevels, canRestartGame });

describe("checkAction", () => {
  it.each([{ id: 1 }, { id: 6, x: 0, y: 63 }, { id: 0 }, { id: 1, reasoning: { why: "é" } }])(
    "lets %j pass",
    (action) => expect(check(action)).not.toThrow(),
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
  ])("refuses %j", (action, message) => expect(check(action)).toThrow(message));

  it("measures reasoning as the server does", () => {
    expect(check({ id: 1, reasoning: "x".repeat(16_382) })).not.toThrow();
    expect(check({ id: 1, reasoning: "é".repeat(2_730) })).not.toThrow();
  });

  it("refuses a RESET that would restart the whole game", () => {
    expect(check({ id: 0 }, false)).toThrow(/restart the whole game/);
  });

  it("lets the whole game be restarted by who says so, but not in competition mode", () => {
    const restart = { id: 0, wholeGame: true };
    for (const keeps of [true, false]) {
      expect(check(restart, keeps)).not.toThrow();
      expect(check(restart, keeps, false)).toThrow(/competition mode/);
    }
  });
});
