import { isOfStop, withGrace } from "../base/abort.ts";
import type { Clock } from "../base/clock.ts";
import type { Scorecard } from "../game/scorecard.ts";
import type { TrainingCard } from "./run-plan.ts";

/** How long closing the scorecard may take once the run was told to stop; by a user, who waits, less. */
const CLOSE_MS = 5_000;
const CLOSE_INTERRUPTED_MS = 2_000;

/**
 * Closes a scorecard: with patience until `stop`, then at once and urgently, for as long as that
 * leaves. Rejects where the server refuses or it took too long.
 */
export async function closeInTime(
  card: TrainingCard,
  { stop, interrupt, clock }: { stop: AbortSignal; interrupt: AbortSignal; clock: Clock },
): Promise<Scorecard | null> {
  if (!stop.aborted) {
    try {
      return await card.close(stop);
    } catch (error) {
      if (!isOfStop(error, stop)) throw error;
    }
  }
  const giveUp = new AbortController();
  const within = (work: Promise<Scorecard | null>, signal: AbortSignal, graceMs: number) =>
    withGrace(work, { signal, graceMs, clock }, () => {
      giveUp.abort();
      throw new Error(`closing the scorecard took longer than ${graceMs / 1000} s`);
    });
  const closed = within(card.close(giveUp.signal, true), stop, CLOSE_MS);
  return await within(closed, interrupt, CLOSE_INTERRUPTED_MS);
}
