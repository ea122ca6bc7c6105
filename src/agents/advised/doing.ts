import type { Call } from "../../sandbox/protocol.ts";

/** What code has the player do, in a few words: `playing 12/36 foretold`. */
export function describeCall(call: Call): string {
  if (call.name === "explore") return `exploring (${call.actions})`;
  return `playing ${call.index + 1}/${call.of}${call.hasExpectation ? " foretold" : ""}`;
}

const DOING: Readonly<Record<string, string>> = {
  probe: "probing",
  ask: "playing",
  cruise: "cruising",
  explore: "exploring",
  replay: "replaying",
};

/** A mode of the director in a word. */
export const describeMode = (mode: string): string => DOING[mode] ?? mode;
