import type { PlayRecord } from "./play-record.ts";

/** What makes plays of one file comparable. */
export interface BenchSettings {
  readonly maxActions: number;
  /** Null without a limit. */
  readonly maxMinutes: number | null;
  readonly sessions: number;
  /** The version of each agent that will play. */
  readonly versions: ReadonlyMap<string, string>;
}

/**
 * What of the settings is not as in the plays kept already, in words; null when all agrees. More
 * agents, games or seeds are no other setting: only what is missing is played.
 */
export function differingSetting(
  records: readonly PlayRecord[],
  { maxActions, maxMinutes, sessions, versions }: BenchSettings,
): string | null {
  for (const play of records) {
    if (play.maxActions !== maxActions) {
      return `it was played with --max-actions ${play.maxActions}, not ${maxActions}`;
    }
    if (play.maxMinutes !== maxMinutes) {
      return `it was played with ${inWords(play.maxMinutes)}, not with ${inWords(maxMinutes)}`;
    }
    if (play.sessions !== sessions) {
      return `it was played with --sessions ${play.sessions}, not ${sessions}`;
    }
    const version = versions.get(play.agent);
    if (version !== undefined && version !== play.agentVersion) {
      return `the code of agent ${play.agent} has changed since`;
    }
  }
  return null;
}

const inWords = (maxMinutes: number | null): string =>
  maxMinutes === null ? "no --max-minutes" : `--max-minutes ${maxMinutes}`;
