import { host } from "./host.ts";
import { type Entry, log, now, standing } from "./log.ts";
import type { Rows } from "./rows.ts";

/** The outcome of `act`. */
export interface ActResult {
  /** How many actions were taken. */
  readonly taken: number;
  /** Why it stopped before the end; undefined where all were taken. */
  readonly stop?: string;
}

export interface ActOptions {
  /** Whether the picture after the action of this index is as expected; `act` stops where it is not. */
  readonly expect?: (after: Rows, index: number, entry: Entry) => boolean;
  /** Goes on where an action had no effect. */
  readonly noop?: boolean;
}

interface Played {
  readonly stop?: string;
  readonly taken: number;
}

/** The level that the code which runs now may play on: what it planned is for that one. */
let ownLevel = 0;

/** Code begins to run, or a plan for the present level. */
export function playOnLevel(): void {
  ownLevel = standing.level;
}

let resolve: ((played: Played) => void) | undefined;

/** The player's reply to the latest call. */
export function played(reply: Played): void {
  const waiting = resolve;
  resolve = undefined;
  waiting?.(reply);
}

/** Has the player play; one call at a time. */
function call(request: object): Promise<Played> {
  if (standing.level !== ownLevel) {
    throw new Error(
      `level ${standing.level} has begun: this code plays no more; now shows the new level`,
    );
  }
  if (resolve) throw new Error("another act, explore or cruise is still playing: await it first");
  const refusal = host.call(JSON.stringify(request));
  if (refusal !== undefined) throw new Error(refusal);
  return new Promise((done) => {
    resolve = done;
  });
}

/** Takes actions one by one, as long as each does as expected and the level goes on. */
export async function act(
  list: string | readonly string[],
  options: ActOptions = {},
): Promise<ActResult> {
  const { expect, noop } = options;
  if (expect !== undefined && typeof expect !== "function") {
    throw new TypeError("act: expect must be a function (after, i) → boolean");
  }
  const actions = (Array.isArray(list) ? list : [list]) as readonly unknown[];
  for (const [index, action] of actions.entries()) {
    const hasExpectation = expect !== undefined || noop === true;
    const of = actions.length;
    const reply = await call({ name: "act", action: String(action), hasExpectation, index, of });
    if (reply.stop !== undefined) return { taken: index + reply.taken, stop: reply.stop };
    if (expect && !expect(now(), index, log.at(-1) as Entry)) {
      const stop = `action ${index} (${action}) did not do as expected`;
      host.surprise(stop);
      return { taken: index + 1, stop };
    }
  }
  return { taken: actions.length };
}

/** Lets the explorer take so many actions. */
export const explore = async (actions: number): Promise<ActResult> =>
  await call({ name: "explore", actions });
