import { isClickCode } from "../../../game/action-code.ts";
import type { StateNode } from "../../../memory/map/state-graph.ts";
import { type Bounds, moveBounds } from "../perception/bounds.ts";
import type { Displacement } from "../perception/displacement.ts";
import type { View } from "../perception/view.ts";
import { detectMove } from "./detect-move.ts";
import { createDisplacementVotes } from "./displacement-votes.ts";

/** The avatar as the graph search knows it: its bounds in each state. */
export interface GraphAvatar {
  /**
   * Learns from an action. Returns whether more than the bounds in the new state was learned, so that the
   * keys' effects look different now.
   */
  watch(code: number, from: StateView, to: StateView): boolean;
  /** Its bounds in a state; undefined where unknown. */
  boundsIn(node: StateNode): Bounds | undefined;
  /** Its usual displacement by a key; undefined for a key that never moved it. */
  displacementOf(code: number): Displacement | undefined;
}

/** A state and its view. */
interface StateView {
  readonly node: StateNode;
  readonly view: View;
}

/** Creates an avatar of which nothing is known. */
export function createGraphAvatar(): GraphAvatar {
  const votes = createDisplacementVotes();
  const boundsOf = new WeakMap<StateNode, Bounds>();

  return {
    watch(code, from, to) {
      const expected = votes.usual(code);
      const move = isClickCode(code) ? undefined : detectMove(from.view, to.view);
      if (move) votes.cast(code, move);
      const usual = votes.usual(code);
      const known = boundsOf.get(from.node);
      if (move && usual?.dx === move.dx && usual.dy === move.dy) {
        boundsOf.set(from.node, moveBounds(move.bounds, -move.dx, -move.dy));
        boundsOf.set(to.node, move.bounds);
      } else if (known && !boundsOf.has(to.node)) {
        boundsOf.set(to.node, known);
      }
      return usual !== expected || (known !== undefined) !== boundsOf.has(from.node);
    },
    boundsIn: (node) => boundsOf.get(node),
    displacementOf: votes.usual,
  };
}
