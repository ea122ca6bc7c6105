import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { assembleLimiter } from "../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../src/limiter/budget/pace.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

it.each([
  [
    "throws",
    () => {
      throw new Error("no disk");
    },
  ],
  ["rejects", () => Promise.reject(new Error("no disk"))],
])("a listener that %s becomes a warning, once, and nobody waits less", async (_, onEvent) => {
  const warnings: Error[] = [];
  const note = (warning: Error) => void warnings.push(warning);
  process.on("warning", note);
  onTestFinished(() => void process.off("warning", note));
  const clock = createFakeClock();
  const rules = rulesFor("off", { perMinute: 100 });
  const limiter = assembleLimiter({ rules, clock, random: createRandom(1), onEvent });
  const warned = once(process, "warning");
  for (let i = 0; i < 3; i += 1) {
    const waiting = limiter.acquire({ lane: "a" });
    await clock.advance(10_000);
    (await waiting).settle({ kind: "limited" });
  }
  await warned;
  await new Promise(setImmediate);
  expect(warnings.map(({ message }) => message)).toEqual([
    "a listener of the limiter failed: no disk",
  ]);
  expect(limiter.snapshot().limited).toBe(3);
});
