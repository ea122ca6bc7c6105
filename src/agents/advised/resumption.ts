import type { AdviceLog } from "../../advice/advice-log.ts";
import { type Lasting, lastingOf } from "../../advice/lasting.ts";
import type { Action } from "../../game/action.ts";
import type { Step } from "../../game/step.ts";
import { retrace } from "./retrace.ts";

/** Has an agent come to where an earlier process of its run was. */
export interface Resumption {
  /** Before the first action is chosen: goes through all steps that were observed until then. */
  begin(): Promise<void>;
  /** Learns from a step; of a run that goes on, those before the first choice are the earlier process'. */
  observe(step: Step): Promise<void>;
}

export interface ResumptionOptions {
  readonly log: AdviceLog;
  /** The director's next action. */
  next(): Promise<Action>;
  learn(step: Step): Promise<void>;
  /** What is known of the model's work now. */
  lasting(): Lasting;
  /** Takes over what an earlier process knew of it. */
  restore(lasting: Lasting): void;
}

export function createResumption(options: ResumptionOptions): Resumption {
  const { log, next, lasting, restore } = options;
  // A process that ended before it did anything leaves nothing to go on with.
  const goesOn = log.earlier.some(({ type }) => type !== "begun");
  const waiting: Step[] = [];
  let hasBegun = false;

  const observe = async (step: Step) => {
    await options.learn(step);
    log.stepped();
  };
  const bring = () => {
    const { notes, kept, memory, model, tried } = lasting();
    const own = { notes: [...notes], kept: { ...kept }, memory, tried: [...tried] };
    log.write({ type: "brought", ...own, ...(model !== undefined && { model }) });
  };

  return {
    async begin() {
      if (hasBegun) return;
      hasBegun = true;
      if (!goesOn) return bring();
      if (await retrace(waiting, { log, next, observe })) return;
      log.past.end();
      restore(lastingOf(log.earlier));
      log.write({ type: "anew", step: log.steps });
      bring();
    },
    async observe(step) {
      if (hasBegun || !goesOn) await observe(step);
      else waiting.push(step);
    },
  };
}
