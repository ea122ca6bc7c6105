import type { ChalkInstance } from "chalk";
import { count } from "../base/count.ts";
import { printable } from "../base/errors.ts";
import type { TimedEvent } from "../training/events.ts";
import { milliseconds } from "./format.ts";

/** What is worth a line of its own in the scroll: null for everything else. */
export function eventLine(
  event: TimedEvent,
  verbose: boolean,
  chalk: ChalkInstance,
): string | null {
  const text = textOf(event, verbose);
  return text === null ? null : colourOf(event, chalk)(printable(text));
}

function textOf(event: TimedEvent, verbose: boolean): string | null {
  switch (event.type) {
    case "scorecard.opened":
      return `scorecard ${event.cardId} opened`;
    case "level.completed":
      return `${event.gameId}: level ${event.level} completed in ${count(event.actions, "action")}`;
    case "incident":
      return `429 on ${event.incident.lane}: all wait ${milliseconds(event.incident.waitMs)}`;
    case "error":
      return `${event.gameId ?? "arc-train"}: ${event.message} (${event.next})`;
    case "advice.note":
      return verbose ? `${event.gameId}: note: ${event.note}` : null;
    case "advice.plan":
      return verbose && event.why ? `${event.gameId}: ${event.why}` : null;
    case "advice.surprise":
      return verbose ? `${event.gameId}: ${event.message}` : null;
    case "advice.degraded":
      return `${event.gameId}: model ${event.stage} (${event.reason})`;
    case "episode.ended":
      return verbose
        ? `${event.gameId}: episode ${event.episode} ended (${event.reason}) at level ${event.levelsCompleted}, ${count(event.actions, "action")}`
        : null;
    case "game.ended": {
      const { gameId, reason, levelsCompleted, actions } = event.ending;
      return `${gameId}: ended (${reason}) with ${count(levelsCompleted, "level")} after ${count(actions, "action")}`;
    }
    default:
      return null;
  }
}

function colourOf({ type }: TimedEvent, chalk: ChalkInstance): (text: string) => string {
  if (type === "level.completed") return chalk.green;
  if (type === "incident") return chalk.yellow;
  return type === "error" ? chalk.red : (text) => text;
}
