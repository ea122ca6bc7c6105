import type { Usage } from "../agents/ask.ts";
import type { AdviceEvent } from "../training/events.ts";

/** What asking a language model about a game has come to: plain data. Tokens as in `Usage`. */
export interface AdviceFigures {
  /** Requests that went out. */
  readonly calls: number;
  /** Requests without an answer. */
  readonly failed: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
  /** US dollars, of those calls whose price is known; null where none is. */
  readonly cost: number | null;
  /** All the time that was waited for answers. */
  readonly ms: number;
  readonly notes: number;
  readonly surprises: number;
  /** How much is asked for less than usual, in a word; null where nothing is. */
  readonly stage: string | null;
  readonly isCapped: boolean;
  /** Tokens of the latest request whose provider told them. */
  readonly latest: Pick<Usage, "input" | "output"> | null;
  /** The request that has no answer yet, and when it was made (milliseconds since the run's start). */
  readonly asking: { readonly call: number; readonly sinceMs: number } | null;
}

export const NO_ADVICE: AdviceFigures = {
  calls: 0,
  failed: 0,
  input: 0,
  cached: 0,
  output: 0,
  reasoning: 0,
  cost: null,
  ms: 0,
  notes: 0,
  surprises: 0,
  stage: null,
  isCapped: false,
  latest: null,
  asking: null,
};

/** The figures once an event at `t` (milliseconds since the run's start) has come. */
export function withAdvice(figures: AdviceFigures, event: AdviceEvent, t: number): AdviceFigures {
  switch (event.type) {
    case "advice.asked":
      return {
        ...figures,
        calls: figures.calls + 1,
        asking: { call: event.call, sinceMs: t },
      };
    case "advice.answered":
      return withAnswer(figures, event);
    case "advice.note":
      return { ...figures, notes: figures.notes + 1 };
    case "advice.surprise":
      return { ...figures, surprises: figures.surprises + 1 };
    case "advice.degraded":
      return { ...figures, stage: event.stage === "normal" ? null : event.stage };
    case "advice.capped":
      return { ...figures, isCapped: true };
    case "advice.plan":
      return figures;
  }
}

type Answered = Extract<AdviceEvent, { type: "advice.answered" }>;

function withAnswer(figures: AdviceFigures, { ms, usage, cost, failure }: Answered): AdviceFigures {
  const after = { ...figures, ms: figures.ms + ms, asking: null };
  // A budget that was used up before is no call.
  if (failure === "spent") return { ...after, calls: figures.calls - 1 };
  return {
    ...after,
    failed: figures.failed + (failure === null ? 0 : 1),
    input: figures.input + (usage?.input ?? 0),
    cached: figures.cached + (usage?.cached ?? 0),
    output: figures.output + (usage?.output ?? 0),
    reasoning: figures.reasoning + (usage?.reasoning ?? 0),
    latest: usage ? { input: usage.input, output: usage.output } : figures.latest,
    cost: cost === null ? figures.cost : (figures.cost ?? 0) + cost,
  };
}

/** All games of a run together, but for what is of one moment; null where no model was asked. */
export function adviceInAll(
  games: readonly { readonly advice: AdviceFigures | null }[],
): AdviceFigures | null {
  const figures = games.flatMap(({ advice }) => advice ?? []);
  if (figures.length === 0) return null;
  const sum = (of: (one: AdviceFigures) => number) =>
    figures.reduce((total, one) => total + of(one), 0);
  const known = figures.filter(({ cost }) => cost !== null);
  return {
    calls: sum(({ calls }) => calls),
    failed: sum(({ failed }) => failed),
    input: sum(({ input }) => input),
    cached: sum(({ cached }) => cached),
    output: sum(({ output }) => output),
    reasoning: sum(({ reasoning }) => reasoning),
    cost: known.length === 0 ? null : sum(({ cost }) => cost ?? 0),
    ms: sum(({ ms }) => ms),
    notes: sum(({ notes }) => notes),
    surprises: sum(({ surprises }) => surprises),
    stage: figures.find(({ stage }) => stage !== null)?.stage ?? null,
    isCapped: figures.some(({ isCapped }) => isCapped),
    latest: null,
    asking: null,
  };
}
