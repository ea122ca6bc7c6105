import { expect, it } from "vitest";
import { tryReplies } from "../../bench/try-replies.ts";

it("breaks neither client nor explorer nor what is kept, whatever replies a server mangles", async () => {
  const found = await tryReplies(200, "suite");
  expect(found.faults).toEqual([]);
  expect(found.mutated).toBeGreaterThanOrEqual(200);
  expect(found.saves).toBeGreaterThan(found.trainings / 2);
  expect([...found.failures.keys()]).toContain("API_UNREADABLE");
});
