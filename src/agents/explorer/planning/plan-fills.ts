import { cellsBeside } from "../perception/cells-beside.ts";
import { patchAt } from "../perception/flood-fill.ts";
import type { View } from "../perception/view.ts";
import { bestFirst, type Problem } from "./best-first.ts";

/** States that each search may expand. */
const MAX_STATES = 600;
/** More patches are no patchwork. */
const MAX_PATCHES = 100;

interface Patch {
  readonly colour: number;
  readonly beside: Set<number>;
}

/** The patches of some colours that hang together with the one at a cell, which comes first. */
function readPatches(view: View, start: number, colours: ReadonlySet<number>): Patch[] {
  const { cells } = view;
  const patchOf = new Map<number, number>();
  const patches: Patch[] = [];
  const firsts = [start];
  for (const first of firsts) {
    if (patchOf.has(first)) continue;
    if (patches.length > MAX_PATCHES) break;
    const own = patchAt(view, first);
    const index = patches.length;
    const patch = { colour: cells[first] as number, beside: new Set<number>() };
    patches.push(patch);
    for (const at of own) patchOf.set(at, index);
    for (const at of own) {
      for (const other of cellsBeside(view, at)) {
        if (!colours.has(cells[other] as number) || patchOf.get(other) === index) continue;
        const known = patchOf.get(other);
        if (known === undefined) firsts.push(other);
        else {
          patch.beside.add(known);
          (patches[known] as Patch).beside.add(index);
        }
      }
    }
  }
  return patches;
}

/** The patches that are one with the first, in order. */
type Joined = readonly number[];

/**
 * The colours to fill one after the other into the patch at a cell until all that hangs together with it
 * in these colours is one; none where it is one already, undefined where that was not found, or takes too
 * many patches. A* with the number of colours left as its estimate; past its budget, greedily by the patches left.
 */
export function planFills(
  view: View,
  start: number,
  colours: ReadonlySet<number>,
): readonly number[] | undefined {
  const patches = readPatches(view, start, colours);
  if (patches.length > MAX_PATCHES) return undefined;
  const fill = (joined: Joined, colour: number): Joined => {
    const now = new Set(joined);
    for (const patch of joined) {
      for (const other of (patches[patch] as Patch).beside) {
        if (patches[other]?.colour === colour) now.add(other);
      }
    }
    return [...now].sort((a, b) => a - b);
  };
  const left = (joined: Joined) => {
    const own = new Set(joined);
    return new Set(patches.flatMap(({ colour }, at) => (own.has(at) ? [] : [colour])));
  };
  const successors = (joined: Joined) =>
    [...left(joined)].flatMap((colour) => {
      const state = fill(joined, colour);
      return state.length > joined.length ? [{ action: colour, state, cost: 1 }] : [];
    });
  for (const estimate of [
    (joined: Joined) => left(joined).size,
    (joined: Joined) => patches.length - joined.length,
  ]) {
    const problem: Problem<Joined, number> = {
      start: [0],
      key: (joined) => joined.join(),
      estimate,
      successors,
      ties: "first",
    };
    const found = bestFirst(problem, { left: MAX_STATES });
    if (found.kind === "found") return found.path;
  }
  return undefined;
}
