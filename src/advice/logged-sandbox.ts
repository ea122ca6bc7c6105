import type { Call, ModelState, RunResult } from "../sandbox/protocol.ts";
import type { Keepsake, Sandbox } from "../sandbox/sandbox.ts";
import type { AdviceLog } from "./advice-log.ts";
import type { NewRecord, RecordOf } from "./record.ts";

/**
 * Runs code, and logs it and what came of it. What an earlier process has run is not run again: its calls are
 * made once more, which brings the play to where it was, and its result is taken from the log. A piece that it
 * did not end is run from its beginning; the player answers those calls that were made before from what was
 * played. `playing` is told which call is being played; undefined at the end.
 */
export function logSandbox(
  sandbox: Sandbox,
  log: AdviceLog,
  playing: (call: Call | undefined) => void = () => undefined,
): Sandbox {
  let runs = 0;
  return {
    learn: (entry, now, standing) => sandbox.learn(entry, now, standing),
    restore: (keepsake) => sandbox.restore(keepsake),
    get keepsake() {
      return sandbox.keepsake;
    },
    close: () => sandbox.close(),
    async run(code, play) {
      const run = ++runs;
      const past = log.past.run(run, code);
      if (past?.ran) {
        for (const call of past.calls) {
          await play(call);
          if (log.past.hasEnded) break;
        }
        sandbox.restore(keepsakeAfter(sandbox.keepsake, past.ran));
        return resultOf(past.ran, sandbox.keepsake);
      }
      if (!past) log.write({ type: "code", run, code });
      const known = past?.calls.length ?? 0;
      const before = sandbox.keepsake;
      const [from, startMs] = [log.steps, log.now()];
      let calls = 0;
      const result = await sandbox.run(code, async (call) => {
        calls += 1;
        if (calls > known) log.write({ type: "call", run, call });
        playing(call);
        return await play(call);
      });
      playing(undefined);
      const [to, ms] = [log.steps, Math.max(0, Math.round(log.now() - startMs))];
      log.write(ranRecord(run, result, before, sandbox.keepsake, { from, to, ms }));
      for (const message of result.surprises) log.tell({ type: "surprise", step: to, message });
      return result;
    },
  };
}

function ranRecord(
  run: number,
  { output, error, notes, model }: RunResult,
  before: Keepsake,
  after: Keepsake,
  span: { readonly from: number; readonly to: number; readonly ms: number },
): Extract<NewRecord, { type: "ran" }> {
  const { source: _, ...fit } = model ?? { source: "" };
  const changed = Object.entries(after.kept).filter(([name, code]) => before.kept[name] !== code);
  return {
    type: "ran",
    run,
    output,
    ...(error !== undefined && { error }),
    notes: [...notes],
    kept: Object.fromEntries(changed),
    ...(after.memory !== before.memory && { memory: after.memory }),
    ...(after.model !== undefined && after.model !== before.model && { model: after.model }),
    ...(model && { fit: fit as Omit<ModelState, "source"> }),
    ...span,
  };
}

/** What is kept once code has run. */
export const keepsakeAfter = (
  before: Keepsake,
  { kept, memory, model }: RecordOf<"ran">,
): Keepsake => ({
  ...before,
  kept: { ...before.kept, ...kept },
  ...(memory !== undefined && { memory }),
  ...(model !== undefined && { model }),
});

const resultOf = (
  { output, error, notes, fit }: RecordOf<"ran">,
  { kept, memory, model = "" }: Keepsake,
): RunResult => ({
  output,
  ...(error !== undefined && { error }),
  notes,
  surprises: [],
  kept,
  memory,
  ...(fit && { model: { ...fit, source: model } }),
  isSpent: false,
});
