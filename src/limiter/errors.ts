import { ArcTrainError } from "../base/errors.ts";

/** What a limiter refuses for good: `COST_TOO_LARGE`, `LIMITER_CLOSED`, `RULES` that make no sense. */
export class LimiterError extends ArcTrainError {}
