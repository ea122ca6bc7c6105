import type { Answer, Ask, AskRequest, Usage } from "../agents/ask.ts";
import { messageOf, printable } from "../base/errors.ts";
import { parseAdvice } from "./advice.ts";
import type { AdviceLog } from "./advice-log.ts";
import { AskError, type AskFailure } from "./errors.ts";
import { type NewRecord, requestKey, textKey } from "./record.ts";

/** Characters of a failure's message that are kept. */
const MAX_MESSAGE = 500;

export interface LoggedAsk {
  /** The level that is played, from 1. */
  level(): number;
  /** A reply is about to be carried out. */
  planned(why: string): void;
  /** A request was answered, in this process or in an earlier one of the run. */
  used(usage: Usage | undefined): void;
}

/**
 * Asks, and logs what was asked and answered; what an earlier process was answered is taken from the log, and
 * what it was not answered is asked again.
 */
export function logAsk(ask: Ask, log: AdviceLog, { level, planned, used }: LoggedAsk): Ask {
  let { calls } = log.past;
  let isCapped = log.past.isCapped;
  const describe = turnsTold();
  const answered = (answer: Answer): Answer => {
    used(answer.usage);
    const advice = parseAdvice(answer.text);
    if (typeof advice !== "string") {
      log.tell({ type: "plan", why: advice.why, actions: advice.act.length });
      planned(advice.why);
    }
    return answer;
  };
  return async (request, signal) => {
    const key = requestKey(request);
    const known = log.past.outcome(key);
    if (known?.type === "failed") throw new AskError(known.failure as AskFailure, known.message);
    if (known) {
      const { text, cut, usage, native } = known;
      const own = native !== undefined && { native };
      return answered({ text, isCut: cut, ...(usage && { usage }), ...own });
    }
    const call = ++calls;
    const startMs = log.now();
    const ms = () => Math.max(0, Math.round(log.now() - startMs));
    log.write({ type: "asked", call, level: level(), key, ...describe(request) });
    try {
      const answer = await ask(request, signal);
      const { text, isCut, usage = null, native } = answer;
      const own = native !== undefined && { native };
      log.write({ type: "answered", call, key, text, cut: isCut, usage, ...own, ms: ms() });
      return answered(answer);
    } catch (error) {
      // What is stopped is asked again when the run goes on.
      if (!signal.aborted) {
        const failure = error instanceof AskError ? error.failure : "gone";
        const message = printable(messageOf(error)).slice(0, MAX_MESSAGE);
        log.write({ type: "failed", call, key, failure, message, ms: ms() });
        if (failure === "spent" && !isCapped) log.write({ type: "capped", message });
        isCapped ||= failure === "spent";
      }
      throw error;
    }
  };
}

type Asked = Extract<NewRecord, { type: "asked" }>;

/** Tells a request as a record does: what this process has told before by its key alone. */
function turnsTold(): (
  request: AskRequest,
) => Pick<Asked, "turn" | "earlier" | "turns" | "system"> {
  const told = new Set<string>();
  let latest: string | undefined;
  return ({ system, turns }) => {
    const fresh: NonNullable<Asked["turns"]> = {};
    const earlier = turns.slice(0, -1).map(({ by, text }) => {
      const key = textKey(by, text);
      if (!told.has(key)) fresh[key] = { by, text };
      told.add(key);
      return key;
    });
    const { text = "" } = turns.at(-1) ?? {};
    told.add(textKey("user", text));
    const isNew = system !== latest;
    latest = system;
    return {
      turn: text,
      earlier,
      ...(Object.keys(fresh).length > 0 && { turns: fresh }),
      ...(isNew && { system }),
    };
  };
}
