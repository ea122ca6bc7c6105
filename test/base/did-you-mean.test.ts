import { describe, expect, it } from "vitest";
import { didYouMean } from "../../src/base/did-you-mean.ts";

describe("didYouMean", () => {
  it.each([
    ["rpn", "rpm"],
    ["rmp", "rpm"],
    ["RPM", "rpm"],
    ["itm", "itpm"],
    ["saftey", "safety"],
  ])("takes '%s' for %s", (word, meant) => {
    expect(didYouMean(word, ["rpm", "itpm", "otpm", "safety"])).toBe(`; did you mean ${meant}?`);
  });

  it("does not guess at what is nothing like it", () => {
    expect(didYouMean("cat", ["rpm", "safety"])).toBe("");
    expect(didYouMean("", ["rpm"])).toBe("");
  });
});
