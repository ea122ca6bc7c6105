import type { Clock } from "../base/clock.ts";
import type { Limiter, Stage } from "../limiter/limiter.ts";
import type { Emit } from "./events.ts";

const EVERY_MS = 1_000;

/**
 * Tells the limiter's snapshot every second, and each 429 and each change of who is deferred by
 * itself, until `signal` aborts. Rejects when telling fails.
 */
export async function meter(
  limiter: Limiter,
  clock: Clock,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  let lastIncidentAt = Number.NEGATIVE_INFINITY;
  let lastStage: Stage = "normal";
  while (!signal.aborted) {
    await clock.sleep(EVERY_MS, signal).catch((error) => {
      if (!signal.aborted) throw error;
    });
    const snapshot = limiter.snapshot();
    for (const incident of snapshot.incidents) {
      if (incident.at > lastIncidentAt) await emit({ type: "incident", incident });
    }
    lastIncidentAt = snapshot.incidents.at(-1)?.at ?? lastIncidentAt;
    const { stage, windowUse } = snapshot;
    if (stage !== lastStage) await emit({ type: "limiter.stage", stage, windowUse });
    lastStage = stage;
    if (!signal.aborted) await emit({ type: "limiter", snapshot });
  }
}
