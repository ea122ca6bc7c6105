import { bestRoutes } from "../map/best-routes.ts";
import type { RouteStep } from "../map/state-graph.ts";
import { DEATH, GOAL } from "../map/state-graph.ts";
import { MAX_LEVELS, MAX_NODES, type SavedLevel } from "./saved-game-memory.ts";

type Node = SavedLevel["nodes"][number];
type Routes = SavedLevel["wins"];

/** Levels whose states can be told to be the same: their keys leave out the same cells. */
const kindOf = ({ level, hidden, clicks }: SavedLevel): string =>
  `${String(level).padStart(4, "0")} ${hidden} ${clicks.join()}`;

/** Joins all variants of one kind; keeps those of different kinds side by side. */
export function mergeLevels(levels: readonly SavedLevel[]): SavedLevel[] {
  const byKind = new Map<string, SavedLevel[]>();
  for (const level of levels) {
    const kind = kindOf(level);
    byKind.set(kind, [...(byKind.get(kind) ?? []), level]);
  }
  return [...byKind]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MAX_LEVELS)
    .map(([, variants]) => join(variants));
}

function join(variants: readonly SavedLevel[]): SavedLevel {
  const first = variants[0] as SavedLevel;
  const finest = Math.max(...variants.map((variant) => variant.fineness));
  const wins = joinRoutes(variants.map((variant) => variant.wins));
  return {
    ...first,
    fineness: finest,
    nodes: joinNodes(variants, finest),
    wins,
    // Where it is known how this version is won, another's ways are of no use.
    leads: wins.length > 0 ? [] : joinRoutes(variants.map((variant) => variant.leads)),
  };
}

function joinRoutes(routes: readonly Routes[]): Routes {
  const steps = routes
    .flat()
    .map((route): RouteStep[] => route.map(([key, code]) => ({ key, code })));
  return bestRoutes(steps).map((route) => route.map(({ key, code }) => [key, code])) as Routes;
}

/**
 * The states of all variants in the order of their keys, each with all that was tested in it. Of more
 * than can be read back the first by that order are kept, which are the same in whatever order
 * memories are joined; what led to others is then untested.
 */
function joinNodes(variants: readonly SavedLevel[], finest: number): Node[] {
  const keys = [...new Set(variants.flatMap(({ nodes }) => nodes.map(({ key }) => key)))]
    .sort()
    .slice(0, MAX_NODES);
  const places = new Map(keys.map((key, place) => [key, place]));
  const joined = keys.map((key) => ({
    key,
    hope: undefined as number | undefined,
    edges: new Map<number, number>(),
  }));
  for (const variant of variants) {
    const placeOf = (at: number) => places.get(variant.nodes[at]?.key ?? "");
    variant.nodes.forEach((node, at) => {
      const into = joined[placeOf(at) ?? -1];
      if (!into) return;
      // The frontier value of a variant with coarser clicks says nothing of the finer ones. Of two the
      // lesser one knows of more tests.
      if (node.hope !== undefined && variant.fineness === finest) {
        into.hope = Math.min(node.hope, into.hope ?? node.hope);
      }
      for (let edge = 0; edge < node.edges.length; edge += 2) {
        const code = node.edges[edge] as number;
        const result = node.edges[edge + 1] as number;
        const target = result < 0 ? result : placeOf(result);
        if (target === undefined) continue;
        into.edges.set(code, likelier(into.edges.get(code) ?? target, target));
      }
    });
  }
  return joined.map(({ key, hope, edges }) => ({
    key,
    ...(hope === undefined ? {} : { hope }),
    edges: [...edges].sort(([a], [b]) => a - b).flat(),
  }));
}

/**
 * Which of two results of one action to go by. The goal was reached there once; a death may have
 * been a timer's; between two states chance (their keys' order) decides.
 */
function likelier(a: number, b: number): number {
  if (a === GOAL || b === GOAL) return GOAL;
  if (a === DEATH || b === DEATH) return Math.max(a, b);
  return Math.min(a, b);
}
