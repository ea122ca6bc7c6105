import type { Grid } from "../../../../game/frame.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { Motion } from "../../tracking/avatar-tracker.ts";
import { createBlockedSteps } from "./blocked-steps.ts";
import { createMoveGraph, type KeyDisplacement, type MoveGraph, sweep } from "./move-graph.ts";
import { createPassability, type Passability } from "./passability.ts";

/** The avatar in its background. */
export interface Scene {
  readonly background: Grid;
  readonly avatar: Avatar;
}

/** Learns the steps that the avatar can take: passability in all levels, blocked steps in one. */
export interface StepModel {
  readonly passability: Passability;
  /** A new level begins. */
  begin(): void;
  /** Learns from the motion of the avatar by a key. `expected`: its usual displacement. */
  learn(before: Scene, key: number, motion: Motion, expected: KeyDisplacement | undefined): void;
  /** It died. `isNpcNear`: an NPC may be to blame. Returns whether it is, rather than the place. */
  died(before: Scene, displacement: KeyDisplacement, isNpcNear: boolean): boolean;
  graphOf(scene: Scene, displacements: readonly KeyDisplacement[]): MoveGraph;
}

/** Starts with nothing learned. `isKnown`: whether a key ever moved the avatar. */
export function createStepModel(isKnown: (key: number) => boolean): StepModel {
  const passability = createPassability();
  let blocked = createBlockedSteps();

  return {
    passability,
    begin() {
      blocked = createBlockedSteps();
    },
    learn({ background, avatar }, key, motion, expected) {
      if (motion.kind === "moved") {
        blocked.passed(motion.from, key);
        passability.passed(sweep(background, avatar, motion.from, { ...motion.by, key }));
      } else if (motion.kind === "stayed" && expected) {
        if (isKnown(key)) passability.blocked(sweep(background, avatar, avatar.spot, expected));
        else blocked.stuck(avatar.spot, key);
      }
    },
    died({ background, avatar }, displacement, isNpcNear) {
      if (!blocked.died(avatar.spot, displacement.key, isNpcNear)) return true;
      passability.killed(sweep(background, avatar, avatar.spot, displacement));
      return false;
    },
    graphOf: ({ background, avatar }, displacements) =>
      createMoveGraph(background, avatar, displacements, passability, (spot, key) =>
        blocked.has(spot, key, isKnown(key)),
      ),
  };
}
