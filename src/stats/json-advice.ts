import type { Usage } from "../agents/ask.ts";
import type { AdviceEvent } from "../training/events.ts";
import type { AdviceFigures } from "./advice-figures.ts";

/** What an event of a model's advice tells, in the field names of the command line. */
export function jsonAdvice(event: AdviceEvent): Record<string, unknown> {
  const { gameId: game_id } = event;
  switch (event.type) {
    case "advice.asked":
      return { game_id, call: event.call, level: event.level };
    case "advice.answered": {
      const { call, ms, usage, cost: cost_usd, isCut: cut, failure } = event;
      return { game_id, call, ms, ...jsonTokens(usage), cost_usd, cut, failure };
    }
    case "advice.plan":
      return { game_id, why: event.why, actions: event.actions };
    case "advice.note":
      return { game_id, note: event.note };
    case "advice.degraded":
      return { game_id, stage: event.stage, reason: event.reason };
    case "advice.surprise":
    case "advice.capped":
      return { game_id, message: event.message };
  }
}

/** Tokens of a request; null where they are not told. */
const jsonTokens = (usage: Usage | null) => ({
  input_tokens: usage?.input ?? null,
  cached_tokens: usage?.cached ?? null,
  output_tokens: usage?.output ?? null,
  reasoning_tokens: usage?.reasoning ?? null,
});

/** The figures of a game's advice in the field names of the command line. */
export const jsonAdviceFigures = (figures: AdviceFigures) => ({
  calls: figures.calls,
  failed: figures.failed,
  input_tokens: figures.input,
  cached_tokens: figures.cached,
  output_tokens: figures.output,
  reasoning_tokens: figures.reasoning,
  cost_usd: figures.cost,
  answer_ms: figures.ms,
  notes: figures.notes,
  surprises: figures.surprises,
  stage: figures.stage,
  capped: figures.isCapped,
});
