import { isClickCode } from "../../../game/action-code.ts";
import type { StateNode } from "../../../memory/map/state-graph.ts";
import { type Bounds, moveBounds } from "../perception/bounds.ts";
import type { Displacement } from "../perception/displacement.ts";
import type { View } from "../perception/view.ts";
import { detectMove } from "./detect-move.ts";
import { createDisplacementVotes } from "./displacement-votes.ts";

/** What the keys move, if they move one thing: found by watching. */
export interface GraphAvatar {
  /**
   * Learns from an action that led from one state to another, or left it as it was. Returns true
   * when more than the place in the new state was learned: what keys do looks different now.
   */
  watch(code: number, from: Standing, to: Standing): boolean;
  /** Where it is in a state; undefined when not known. */
  boxIn(node: StateNode): Bounds | undefined;
  /** How a key usually moves it; undefined when it was never seen to. */
  velocity(code: number): Displacement | undefined;
}

/** A state and its picture. */
interface Standing {
  readonly node: StateNode;
  readonly view: View;
}

/** Creates an avatar of which nothing is known. */
export function createGraphAvatar(): GraphAvatar {
  const votes = createDisplacementVotes();
  const boxes = new WeakMap<StateNode, Bounds>();

  return {
    watch(code, from, to) {
      const expected = votes.usual(code);
      const move = isClickCode(code) ? undefined : detectMove(from.view, to.view);
      if (move) votes.cast(code, move);
      const usual = votes.usual(code);
      const known = boxes.get(from.node);
      if (move && usual?.dx === move.dx && usual.dy === move.dy) {
        boxes.set(from.node, moveBounds(move.box, -move.dx, -move.dy));
        boxes.set(to.node, move.box);
      } else if (known && !boxes.has(to.node)) {
        boxes.set(to.node, known);
      }
      return usual !== expected || (known !== undefined) !== boxes.has(from.node);
    },
    boxIn: (node) => boxes.get(node),
    velocity: votes.usual,
  };
}
