import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRankQueue } from "../../../../src/agents/explorer/planning/rank-queue.ts";

describe("the rank queue", () => {
  it("gives one of the lowest rank, of equals the latest, however puts and takes alternate", () => {
    // A number puts a node of that rank, undefined takes one.
    const acts = fc.array(fc.option(fc.nat(9), { nil: undefined }), { maxLength: 60 });
    fc.assert(
      fc.property(acts, (steps) => {
        const queue = createRankQueue<number>();
        const waiting: { readonly rank: number; readonly node: number }[] = [];
        for (const [node, rank] of steps.entries()) {
          if (rank !== undefined) {
            queue.put(node, rank);
            waiting.push({ rank, node });
            continue;
          }
          waiting.sort((a, b) => a.rank - b.rank || b.node - a.node);
          expect(queue.take()).toBe(waiting.shift()?.node);
        }
      }),
    );
  });
});
