/** As much of each rival as the bench uses, so that types are checked where none is installed. */

type Task<T> = () => Promise<T>;

export declare class Bottleneck {
  constructor(options: {
    readonly minTime?: number;
    readonly reservoir?: number;
    readonly reservoirRefreshAmount?: number;
    readonly reservoirRefreshInterval?: number;
  });
  schedule<T>(task: Task<T>): Promise<T>;
}

export declare class TokenBucket {
  constructor(options: {
    readonly bucketSize: number;
    readonly tokensPerInterval: number;
    readonly interval: number;
  });
  removeTokens(count: number): Promise<number>;
}

export declare class PQueue {
  constructor(options: {
    readonly intervalCap: number;
    readonly interval: number;
    readonly strict?: boolean;
  });
  add<T>(task: Task<T>): Promise<T>;
}

export declare function pThrottle(options: {
  readonly limit: number;
  readonly interval: number;
  readonly strict?: boolean;
}): <T>(task: (task: Task<T>) => Promise<T>) => (task: Task<T>) => Promise<T>;

export declare class RateLimiterMemory {
  constructor(options: { readonly points: number; readonly duration: number });
}

export declare class RateLimiterQueue {
  constructor(limiter: RateLimiterMemory);
  removeTokens(count: number): Promise<number>;
}
