import { expect, it } from "vitest";
import { type ActionId, click } from "../../src/game/action.ts";
import { CODES, decodeAction, encodeAction, isClickCode } from "../../src/game/action-code.ts";

it("gives every action a code of its own and takes it back", () => {
  const keys = [0, 1, 2, 3, 4, 5, 7].map((id) => ({ id: id as ActionId }));
  const clicks = Array.from({ length: 4096 }, (_, at) => click(at % 64, at >> 6));
  const codes = new Set<number>();
  for (const action of [...keys, ...clicks]) {
    const code = encodeAction(action);
    codes.add(code);
    expect(decodeAction(code)).toEqual(action);
    expect(isClickCode(code)).toBe(action.id === 6);
    expect(code).toBeLessThan(CODES);
  }
  expect(codes.size).toBe(keys.length + clicks.length);
});
