import type { GrantRequest, Limiter } from "../../src/limiter/limiter.ts";

/** A limiter that grants everything and writes down what it was asked and told. */
export interface TapeLimiter extends Pick<Limiter, "acquire"> {
  /** E.g. `grant 1 ls20 normal`, `settle 1 failed http_500`. */
  readonly tape: string[];
}

export function createTapeLimiter(tape: string[] = []): TapeLimiter {
  let grants = 0;
  return {
    tape,
    async acquire({ lane, priority = "normal", signal }: GrantRequest) {
      signal?.throwIfAborted();
      grants += 1;
      const number = grants;
      tape.push(`grant ${number} ${lane} ${priority}`);
      return {
        waitedMs: 0,
        waitReason: "none",
        settle(outcome) {
          const { kind, ...more } = outcome;
          const detail = "reason" in more ? Object.values(more).join(" ") : JSON.stringify(outcome);
          tape.push(`settle ${number} ${kind} ${detail}`);
        },
      };
    },
  };
}
