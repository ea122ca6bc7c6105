import type { Spot } from "../perception/sprite.ts";

/** The NPCs at a present or predicted time. */
export interface NpcState {
  /** Equal for states with equal predictions. */
  readonly key: number;
  /** Whether the avatar would meet an NPC at a spot. */
  meets(spot: Spot): boolean;
  /** The state after the avatar moved from one spot to another. */
  after(from: Spot, to: Spot): NpcState;
}
