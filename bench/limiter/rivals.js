// Plain JavaScript that stays where it is: from here the rivals are found in this package's node_modules.
export { default as Bottleneck } from "bottleneck";
export { TokenBucket } from "limiter";
export { default as PQueue } from "p-queue";
export { default as pThrottle } from "p-throttle";
export { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible";
