import { expect, it } from "vitest";
import { tryPrograms } from "../../../bench/try-programs.ts";

it("ends random programs, however harmful, and runs the next; `npm run bench:programs` tries a thousand", async () => {
  // The suite shares its machine: how late they end, and how much memory they take, is measured by the bench.
  const found = await tryPrograms(5, "suite", 2_000, undefined, 60_000);
  expect(found.faults).toEqual([]);
  expect(found.hostRss).toBeLessThan(2e9);
  expect([...found.outcomes.values()].reduce((sum, one) => sum + one, 0)).toBe(5);
});
