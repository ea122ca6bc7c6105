import type { Spot } from "../perception/sprite.ts";

/** What moves by itself, as it is or will be at a moment. */
export interface NpcState {
  /** Equal for moments after which all goes on alike. */
  readonly key: number;
  /** Whether the avatar would meet any of it at a spot. */
  meets(spot: Spot): boolean;
  /** The next moment, when the avatar has gone to a spot. */
  after(from: Spot, to: Spot): NpcState;
}
