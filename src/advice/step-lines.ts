import { describeDifference } from "../picture/describe-difference.ts";
import type { LogEntry } from "../sandbox/protocol.ts";

/** A step that is to be told. */
export interface ToldStep extends LogEntry {
  readonly index: number;
  /** Whether the model had an expectation that was borne out. */
  readonly isExpected: boolean;
}

/** Lines of steps in one prompt. */
const MAX_LINES = 14;

/** Steps as text, a line each; runs of expected ones, and of like ones, in a line. */
export function describeSteps(steps: readonly ToldStep[]): string {
  const lines: { first: number; last: number; text: string }[] = [];
  for (const step of steps) {
    const text = step.isExpected ? "as expected" : `${step.action}: ${outcomeOf(step)}`;
    const latest = lines.at(-1);
    if (latest?.text === text) latest.last = step.index;
    else lines.push({ first: step.index, last: step.index, text });
  }
  const written = lines.map(({ first, last, text }) =>
    first === last ? `#${first} ${text}` : `#${first}..${last} ${text} (${last - first + 1}×)`,
  );
  if (written.length <= MAX_LINES) return written.join("\n");
  const half = MAX_LINES / 2;
  const left = written.length - MAX_LINES;
  return [...written.slice(0, half), `… ${left} more lines, see log`, ...written.slice(-half)].join(
    "\n",
  );
}

function outcomeOf({ before, after, between, levelUp, died, action }: ToldStep): string {
  if (levelUp) return "LEVEL WON";
  if (died) return "DIED";
  if (action === "0") return "the level begins again";
  const changes = before ? describeDifference(before, after) : "?";
  return between.length > 0 ? `${changes} (${between.length} pictures in between)` : changes;
}
