import { CLICK, UNDO } from "../../../../game/action.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import type { Candidate } from "./candidate.ts";

const UNDO_FACTOR = 0.5;

/** The keys that a game takes. */
export const listKeys = (available: readonly number[]): Candidate[] =>
  available
    .filter((id) => id > 0 && id !== CLICK)
    .map((code) => ({
      code,
      factor: code === UNDO ? UNDO_FACTOR : 1,
      signatures: [hashNumbers(code)],
    }));
