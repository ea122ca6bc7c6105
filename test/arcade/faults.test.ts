import { expect, it } from "vitest";
import { drawFate, NO_FAULTS } from "../../src/arcade/faults.ts";
import { createRandom } from "../../src/base/random.ts";
import { startArcade, WALK } from "../helpers/arcade-visitor.ts";

it("draws fates in their shares, for commands alone", () => {
  const faults = { serverError: 0.1, lostReply: 0.3, retryAfter: false };
  const random = createRandom(1);
  const fates = Array.from({ length: 10_000 }, () => drawFate(faults, "/api/cmd/ACTION1", random));
  const share = (fate: string) => fates.filter((drawn) => drawn === fate).length / fates.length;
  expect(share("server-error")).toBeCloseTo(0.1, 1);
  expect(share("lost-reply")).toBeCloseTo(0.3, 1);
  expect(drawFate({ ...faults, serverError: 1 }, "/api/scorecard/open", random)).toBe("well");
  expect(drawFate(NO_FAULTS, "/api/cmd/ACTION1", random)).toBe("well");
});

it("carries out nothing where it answers 500, and everything where it loses the reply", async () => {
  const play = async (serverError: number, lostReply: number) => {
    const faults = { serverError, lostReply, retryAfter: false };
    const { visit } = await startArcade({ faults });
    const visitor = visit("key");
    const card_id = await visitor.open();
    const reply = await visitor
      .post("/api/cmd/RESET", { game_id: WALK, card_id })
      .catch(() => null);
    const { body } = await visitor.get(`/api/scorecard/${card_id}`);
    return { status: reply?.status, plays: body.environments.length };
  };
  expect(await play(1, 0)).toEqual({ status: 500, plays: 0 });
  expect(await play(0, 1)).toEqual({ status: undefined, plays: 1 });
});

it("tells with a 429 how long to wait, if it is to", async () => {
  for (const retryAfter of [true, false]) {
    const { url } = await startArcade({ rpm: 1, faults: { ...NO_FAULTS, retryAfter } });
    await fetch(`${url}/api/healthcheck`);
    const { status, headers } = await fetch(`${url}/api/healthcheck`);
    expect(status).toBe(429);
    expect(headers.get("retry-after")).toBe(retryAfter ? "60" : null);
  }
});
