import { describe, expect, it } from "vitest";
import {
  API_DELAYS,
  decideAfterFailure,
  MAX_FAILURES_IN_A_ROW,
} from "../../src/training/failure-policy.ts";

const delays = (code: string) =>
  [1, 2, 3, 4].map((n) => {
    const decision = decideAfterFailure(code, n, API_DELAYS, false);
    return decision.kind === "again" ? decision.delayMs : decision.kind;
  });

describe("decideAfterFailure", () => {
  it("waits min(10, 5 + 2n) seconds after the n-th failed answer in a row", () => {
    expect(delays("API_SERVER")).toEqual([7_000, 9_000, 10_000, 10_000]);
    expect(delays("API_UNREADABLE")).toEqual([7_000, 9_000, 10_000, 10_000]);
    expect(delays("API_LIMITED")).toEqual([7_000, 9_000, 10_000, 10_000]);
  });

  it("waits min(15, 5 + 3n) seconds after the n-th exception in a row", () => {
    expect(delays("REPLY_LOST")).toEqual([8_000, 11_000, 14_000, 15_000]);
    expect(delays("UNREACHABLE")).toEqual([8_000, 11_000, 14_000, 15_000]);
  });

  it("answers a game that was not started at once", () => {
    expect(delays("API_NOT_STARTED")).toEqual([0, 0, 0, 0]);
  });

  it.each(["API_NOT_FOUND", "API_INVALID", "AGENT", "UNEXPECTED"])(
    "gives up the game after %s",
    (code) => expect(delays(code)[0]).toBe("end-game"),
  );

  it.each(["API_UNAUTHORIZED", "DISK"])("ends the run after %s, however late", (code) => {
    expect(decideAfterFailure(code, 1, API_DELAYS, false).kind).toBe("end-run");
    expect(decideAfterFailure(code, 99, API_DELAYS, true).kind).toBe("end-run");
  });

  const late = (code: string, allFail: boolean) =>
    decideAfterFailure(code, MAX_FAILURES_IN_A_ROW, API_DELAYS, allFail);

  it("gives up the game after too many failures in a row", () => {
    for (const code of ["API_SERVER", "API_UNAVAILABLE", "REPLY_LOST", "API_NOT_STARTED"]) {
      expect(late(code, false).kind).toBe("end-game");
    }
  });

  it("waits for a server that is away while no game does better", () => {
    expect(late("API_UNAVAILABLE", true)).toEqual({ kind: "again", delayMs: 10_000 });
    expect(late("UNREACHABLE", true)).toEqual({ kind: "again", delayMs: 15_000 });
    expect(late("REPLY_LOST", true)).toEqual({ kind: "again", delayMs: 15_000 });
    // A fault in the game, or of the request, is no outage.
    for (const code of ["API_SERVER", "API_REFUSED", "API_NOT_STARTED"]) {
      expect(late(code, true).kind).toBe("end-game");
    }
  });
});
