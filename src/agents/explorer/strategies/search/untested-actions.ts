import type { ActionPrior } from "../../../../memory/map/action-prior.ts";
import type { LevelMemory } from "../../../../memory/map/level-memory.ts";
import type { StateNode } from "../../../../memory/map/state-graph.ts";
import type { Candidate } from "./candidate.ts";
import { scoreCandidate } from "./score-candidate.ts";

/** Which actions of the states of one level are worth testing. */
export interface UntestedActions {
  /** The actions not tested yet in a state; `list` names all of them, asked only when they are not at hand. */
  untested(node: StateNode, list: () => Candidate[]): readonly Candidate[];
  /** Notes that an action was tested; returns it if it was one of those untested. */
  tested(node: StateNode, code: number): Candidate | undefined;
  /** Has the untested actions listed anew when they are asked for. */
  relist(): void;
  score(candidate: Candidate): number;
  /** What the best untested action of a state was worth when one was last there; 0 when there is none. */
  frontierValueOf(node: StateNode): number;
}

/** The frontier value of a state that was never looked at. */
const UNSEEN_VALUE = 0.3;

/** Starts with none at hand. */
export function createUntestedActions(memory: LevelMemory, prior: ActionPrior): UntestedActions {
  /** Those of the state that was looked at last. */
  let atHand: { readonly node: StateNode; readonly left: readonly Candidate[] } | undefined;

  const score = (candidate: Candidate) => scoreCandidate(prior, candidate);
  const keep = (node: StateNode, left: readonly Candidate[]) => {
    atHand = { node, left };
    memory.graph.setFrontierValue(node, Math.max(0, ...left.map(score)));
    return left;
  };

  return {
    untested(node, list) {
      if (atHand?.node === node) return atHand.left;
      const tested = new Set<number>();
      memory.graph.eachResult(node, (code) => tested.add(code));
      return keep(
        node,
        list().filter(({ code }) => !tested.has(code)),
      );
    },
    tested(node, code) {
      const left = atHand?.node === node ? atHand.left : [];
      const candidate = left.find((one) => one.code === code);
      if (candidate)
        keep(
          node,
          left.filter((one) => one !== candidate),
        );
      return candidate;
    },
    relist() {
      atHand = undefined;
    },
    score,
    frontierValueOf: (node) => node.frontierValue ?? UNSEEN_VALUE,
  };
}
