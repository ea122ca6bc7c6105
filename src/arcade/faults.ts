import type { Random } from "../base/random.ts";

/** What goes wrong on purpose, so that clients can be tried against it. Shares of all commands, 0–1. */
export interface Faults {
  /** Refused with an HTML page and a 500, before anything is carried out. */
  readonly serverError: number;
  /** Carried out, but the connection breaks before the reply. */
  readonly lostReply: number;
  /** Whether a 429 says how long to wait. */
  readonly retryAfter: boolean;
}

export const NO_FAULTS: Faults = { serverError: 0, lostReply: 0, retryAfter: false };

/** The fate of one request. */
export type Fate = "well" | "server-error" | "lost-reply";

/** Draws the fate of a request: commands suffer, games are listed and cards opened and closed in peace. */
export function drawFate(faults: Faults, path: string, random: Random): Fate {
  if (!path.startsWith("/api/cmd/") || faults.serverError + faults.lostReply === 0) return "well";
  const drawn = random.next();
  if (drawn < faults.serverError) return "server-error";
  return drawn < faults.serverError + faults.lostReply ? "lost-reply" : "well";
}
