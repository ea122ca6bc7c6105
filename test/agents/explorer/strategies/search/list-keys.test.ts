import { expect, it } from "vitest";
import { listKeys } from "../../../../../src/agents/explorer/strategies/search/list-keys.ts";

it("lists the keys that a game takes, but neither RESET nor the click", () => {
  expect(listKeys([0, 1, 6, 7]).map(({ code }) => code)).toEqual([1, 7]);
});
