import type { Outcome } from "../limiter.ts";
import type { Slot } from "./window.ts";

/** The fate of a slot that nobody wanted any more: it was surely never sent, and counts no longer. */
export interface Unsent {
  readonly kind: "unsent";
}

/** What became of a slot. */
export interface Settlement {
  readonly slot: Slot;
  readonly outcome: Outcome | Unsent;
  /** How long before now it became so: a settlement may travel late. */
  readonly agoMs: number;
  /** In [0, 1), for jitter. */
  readonly chance: number;
}
