import { systemClock } from "../../dist/base/clock.js";
import { createRandom } from "../../dist/base/random.js";
import { assembleLimiter } from "../../dist/limiter/assemble-limiter.js";
import type { Outcome } from "../../dist/limiter/limiter.js";
import type { Quota } from "./quota.ts";
import {
  Bottleneck,
  PQueue,
  pThrottle,
  RateLimiterMemory,
  RateLimiterQueue,
  TokenBucket,
} from "./rivals.js";
import { rulesAtMax } from "./rules-at-max.ts";

export type Send = () => Promise<Outcome>;

/** Sends when it may, and resolves with what became of it. */
export type Pass = (worker: number, send: Send) => Promise<Outcome>;

/** A limiter set to the whole of a quota. */
export interface Contender {
  readonly name: string;
  /** Whether it waits after a 429 by itself; around the others the worker does. */
  readonly backsOff: boolean;
  create(quota: Quota): Pass;
}

export const CONTENDERS: readonly Contender[] = [
  ours("arc-train"),
  rival("none", () => (send) => send()),
  rival("bottleneck, reservoir", ({ limit, windowMs }) => {
    const limiter = new Bottleneck({
      reservoir: limit,
      reservoirRefreshAmount: limit,
      reservoirRefreshInterval: windowMs,
    });
    return (send) => limiter.schedule(send);
  }),
  rival("bottleneck, minTime", ({ limit, windowMs }) => {
    const limiter = new Bottleneck({ minTime: windowMs / limit });
    return (send) => limiter.schedule(send);
  }),
  rival("p-queue, intervalCap", ({ limit, windowMs }) => {
    const queue = new PQueue({ intervalCap: limit, interval: windowMs });
    return (send) => queue.add(send);
  }),
  rival("p-queue, strict", ({ limit, windowMs }) => {
    const queue = new PQueue({ intervalCap: limit, interval: windowMs, strict: true });
    return (send) => queue.add(send);
  }),
  rival("p-throttle, strict", ({ limit, windowMs }) =>
    pThrottle({ limit, interval: windowMs, strict: true })((send: Send) => send()),
  ),
  rival("limiter, TokenBucket", ({ limit, windowMs }) => {
    // A bucket as large as the limit would let through twice the limit in the first window.
    const bucket = new TokenBucket({
      bucketSize: limit / 20,
      tokensPerInterval: limit,
      interval: windowMs,
    });
    return async (send) => {
      await bucket.removeTokens(1);
      return send();
    };
  }),
  rival("rate-limiter-flexible, queue", ({ limit, windowMs }) => {
    const queue = new RateLimiterQueue(
      new RateLimiterMemory({ points: limit, duration: windowMs / 1_000 }),
    );
    return async (send) => {
      await queue.removeTokens(1);
      return send();
    };
  }),
];

/** The contender of that name; throws RangeError where there is none. */
export function findContender(name: string): Contender {
  const found = CONTENDERS.find((contender) => contender.name === name);
  if (!found) throw new RangeError(`no contender is called ${name}`);
  return found;
}

function ours(name: string): Contender {
  return {
    name,
    backsOff: true,
    create(quota) {
      const limiter = assembleLimiter({
        rules: rulesAtMax(quota),
        clock: systemClock,
        random: createRandom(1),
      });
      return async (worker, send) => {
        const grant = await limiter.acquire({ lane: `worker ${worker}` });
        const outcome = await send();
        grant.settle(outcome);
        return outcome;
      };
    },
  };
}

function rival(name: string, create: (quota: Quota) => (send: Send) => Promise<Outcome>) {
  return {
    name,
    backsOff: false,
    create(quota: Quota): Pass {
      const pass = create(quota);
      return (_worker, send) => pass(send);
    },
  };
}
