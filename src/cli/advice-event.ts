import type { NewRecord } from "../advice/record.ts";
import type { AdviceEvent } from "../training/events.ts";

/** The event that tells of a record; null for what is of no interest but to whoever goes on with the run. */
export function adviceEvent(gameId: string, record: NewRecord): AdviceEvent | null {
  switch (record.type) {
    case "asked":
      return { type: "advice.asked", gameId, call: record.call, level: record.level };
    case "answered": {
      const { call, ms, usage, cost = null, cut: isCut } = record;
      return { type: "advice.answered", gameId, call, ms, usage, cost, isCut, failure: null };
    }
    case "failed": {
      const { call, ms, failure, cost = null } = record;
      return {
        type: "advice.answered",
        gameId,
        call,
        ms,
        usage: null,
        cost,
        isCut: false,
        failure,
      };
    }
    case "plan":
      return { type: "advice.plan", gameId, why: record.why, actions: record.actions };
    case "surprise":
      return { type: "advice.surprise", gameId, message: record.message };
    case "note":
      return { type: "advice.note", gameId, note: record.note };
    case "degraded":
      return { type: "advice.degraded", gameId, stage: record.stage, reason: record.reason };
    case "capped":
      return { type: "advice.capped", gameId, message: record.message };
    default:
      return null;
  }
}
