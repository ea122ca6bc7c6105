import type { Play } from "../evaluation/run-bench.ts";
import type { TimedEvent } from "../training/events.ts";
import { agentLabels } from "./labels.ts";

/** What of a play's events is worth a line of its own: what went wrong. Null for all else. */
export function playEventLine(play: Play, event: TimedEvent): string | null {
  if (event.type !== "error") return null;
  const label = agentLabels([play.agent])(play.agent);
  return `${label} on ${play.game.gameId}, seed ${play.seed}: ${event.message} (${event.next})`;
}
