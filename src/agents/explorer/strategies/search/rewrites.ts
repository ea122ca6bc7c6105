import { isClickCode } from "../../../../game/action-code.ts";
import { type GridHash, keyOf, rehash } from "../../../../game/grid-hash.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import type { View } from "../../perception/view.ts";

/** Remembers what actions did to the picture, and expects them to do it again. */
export interface Rewrites {
  /** Notes what an action did, taken with the avatar in `place` if that is known. */
  learn(code: number, place: number | undefined, before: View, after: View): void;
  /** The key of the view an action should lead to; undefined when nothing like it was seen. */
  predict(code: number, place: number | undefined, view: View): string | undefined;
}

/** The changes of one action, each cell's index, old and new colour in one number. */
type Rule = Int32Array;

const MAX_CELLS = 1_000;
/** Rules per action and place; the newest is believed first. */
const MAX_RULES = 4;
/** Actions and places with rules; past that the oldest goes. */
const MAX_KINDS = 1_000;

function changes(before: View, after: View): Rule | undefined {
  if (before.cells.length !== after.cells.length) return undefined;
  const found: number[] = [];
  for (let at = 0; at < before.cells.length; at++) {
    const old = before.cells[at] as number;
    const now = after.cells[at] as number;
    if (old === now) continue;
    if (found.length === MAX_CELLS) return undefined;
    found.push((at << 10) | (old << 5) | now);
  }
  return found.length > 0 ? Int32Array.from(found) : undefined;
}

/** The key of the view a rule makes of another, if the rule fits it. */
function apply(rule: Rule, { cells, hash }: View): string | undefined {
  let result: GridHash = hash;
  for (const change of rule) {
    const at = change >> 10;
    const old = (change >> 5) & 31;
    if (cells[at] !== old) return undefined;
    result = rehash(result, at, old, change & 31);
  }
  return keyOf(result);
}

/** Starts with no rules. */
export function createRewrites(): Rewrites {
  const rules = new Map<number, Rule[]>();
  // What a click does hangs on where it hits, not on where the avatar is.
  const kindOf = (code: number, place = -1) => hashNumbers(code, isClickCode(code) ? -1 : place);

  return {
    learn(code, place, before, after) {
      const rule = changes(before, after);
      if (!rule) return;
      const kind = kindOf(code, place);
      const known = rules.get(kind) ?? [];
      const same = (other: Rule) =>
        other.length === rule.length && other.every((change, at) => change === rule[at]);
      rules.set(kind, [rule, ...known.filter((other) => !same(other))].slice(0, MAX_RULES));
      if (rules.size > MAX_KINDS) rules.delete(rules.keys().next().value as number);
    },
    predict(code, place, view) {
      for (const rule of rules.get(kindOf(code, place)) ?? []) {
        const key = apply(rule, view);
        if (key !== undefined) return key;
      }
      return undefined;
    },
  };
}
