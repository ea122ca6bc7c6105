import { expect, it } from "vitest";
import { createPurse } from "../../src/advice/purse.ts";

const never = new AbortController().signal;
const exactly = (amount: number) => (left: number) => (amount <= left ? amount : undefined);

it("sets aside what fits, and gives back what was not spent", async () => {
  const purse = createPurse(10);
  const hold = await purse.hold(exactly(8), never);
  expect(purse.left).toBe(2);
  hold?.settle(3);
  hold?.settle(3);
  expect([purse.spent, purse.left]).toEqual([3, 7]);
  expect(await purse.hold(exactly(7.5), never)).toBeUndefined();
});

it("makes who wants more than is left wait for the others' change", async () => {
  const purse = createPurse(10);
  const first = await purse.hold(exactly(8), never);
  let second: unknown = "waiting";
  const waiting = purse.hold(exactly(5), never).then((hold) => {
    second = hold?.most;
  });
  await new Promise(setImmediate);
  expect(second).toBe("waiting");
  first?.settle(1);
  await waiting;
  expect(second).toBe(5);
});

it("tells who waited in vain, and lets go who stops waiting", async () => {
  const purse = createPurse(10);
  const first = await purse.hold(exactly(8), never);
  const stop = new AbortController();
  const waiting = purse.hold(exactly(5), stop.signal);
  const inVain = purse.hold(exactly(5), never);
  stop.abort(new Error("stop"));
  await expect(waiting).rejects.toThrow("stop");
  first?.settle(8);
  expect(await inVain).toBeUndefined();
});
