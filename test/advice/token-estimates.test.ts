import fc from "fast-check";
import { expect, it } from "vitest";
import { createTokenEstimates, sizeOf } from "../../src/advice/token-estimates.ts";

const BOUNDS = { least: 1_500, most: 4_000 };
const usage = (input: number, output: number) => ({ input, output, cached: 0, reasoning: 0 });
const size = (characters: number) => ({ characters, mostTokens: characters + 3_000 });

it("learns how many tokens a character of this model has", () => {
  const estimates = createTokenEstimates(BOUNDS);
  expect(estimates.input(size(3_200))).toBe(1_000);
  for (let i = 0; i < 5; i++) estimates.learn(size(1_000), usage(500, 100));
  expect(estimates.input(size(3_200))).toBe(1_600);
});

it("gives an answer 1.5 times the 95th percentile of room, within its bounds", () => {
  const estimates = createTokenEstimates(BOUNDS);
  expect([estimates.output(), estimates.maxOutput()]).toEqual([900, 4_000]);
  for (let i = 1; i <= 20; i++) estimates.learn(size(1_000), usage(300, i * 100));
  expect([estimates.output(), estimates.maxOutput()]).toEqual([1_000, 2_850]);
  for (let i = 0; i < 60; i++) estimates.learn(size(1_000), usage(300, 50));
  expect([estimates.output(), estimates.maxOutput()]).toEqual([50, 1_500]);
  for (let i = 0; i < 60; i++) estimates.learn(size(1_000), usage(300, 9_000));
  expect([estimates.output(), estimates.maxOutput()]).toEqual([4_000, 4_000]);
});

it("never thinks that a request has more tokens than bytes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.jsonValue(), (text, native) => {
      const turns = [
        { by: "user" as const, text },
        { by: "model" as const, text: "x", native },
      ];
      const { mostTokens } = sizeOf({ system: text, turns });
      const bytes = Buffer.byteLength(text) * 2 + Buffer.byteLength(JSON.stringify(native));
      expect(mostTokens).toBeGreaterThan(bytes);
    }),
  );
});
