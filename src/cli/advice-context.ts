import { logPath, openLog } from "../advice/log-file.ts";
import type { AdviceRecord, NewRecord } from "../advice/record.ts";
import type { AgentContext } from "../agents/agent.ts";
import { systemClock } from "../base/clock.ts";
import type { Emit } from "../training/events.ts";
import { adviceEvent } from "./advice-event.ts";
import type { Model } from "./open-model.ts";

export interface AdviceOptions {
  readonly model: Model;
  readonly dataDir: string;
  readonly runId: string;
  readonly emit: Emit;
}

/**
 * The part of an agent's context with which it asks a model about a game: what it writes to its journal is
 * kept in the data directory and told as events.
 */
export function adviceContext(
  gameId: string,
  { model, dataDir, runId, emit }: AdviceOptions,
): Required<Pick<AgentContext, "ask" | "journal">> {
  // Where telling fails, whoever tells next is told so.
  const tell: Emit = (event) => emit(event).catch(() => undefined);
  const log = openLog(logPath(dataDir, runId, gameId), {
    clock: systemClock,
    failed({ code, message }) {
      void tell({ type: "error", gameId, code, message, next: "play goes on without this log" });
    },
  });
  const priced = createPricing(gameId, model);
  log.write({ type: "begun", version: 1, run: runId, game: gameId, model: model.name });
  return {
    ask: model.askFor(gameId, log.earlier.filter(isRequest).length),
    journal: {
      earlier: log.earlier,
      write(written) {
        const record = priced(written as NewRecord);
        log.write(record);
        const event = adviceEvent(gameId, record);
        if (event) void tell(event);
      },
      now: systemClock.now,
    },
  };
}

/** Adds what a request did cost, with all its repeats, to the record of its outcome. */
function createPricing(gameId: string, { ledger, price }: Model) {
  let told = 0;
  return (record: NewRecord): NewRecord => {
    if (record.type !== "answered" && record.type !== "failed") return record;
    const spent = ledger.of(gameId).cost;
    const cost = price ? Math.max(0, spent - told) : null;
    told = spent;
    return { ...record, cost };
  };
}

const isRequest = ({ type }: AdviceRecord): boolean => type === "asked";
