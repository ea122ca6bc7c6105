import type { Action } from "../../game/action.ts";
import { advance } from "./advance.ts";
import { keyOf, type Level, movesOf, openingOf, type Scene } from "./level.ts";

interface Node {
  readonly scene: Scene;
  readonly action: Action | null;
  readonly from: Node | null;
}

/** A shortest list of actions that wins, by breadth-first search over at most `most` scenes; else null. */
export function solve(level: Level, most: number): readonly Action[] | null {
  // A budget is set from the solution, so the search does not know it.
  const free = { ...level, budget: null, undoes: false };
  const moves = movesOf(free);
  const start = openingOf(free, 0);
  const seen = new Set([keyOf(free, start)]);
  const queue: Node[] = [{ scene: start, action: null, from: null }];
  for (let at = 0; at < queue.length; at += 1) {
    const from = queue[at]!;
    for (const action of moves) {
      const { scene, status } = advance(free, from.scene, action);
      if (scene.at === from.scene.at && scene.parts === from.scene.parts) continue;
      if (status === "lost" || isHopeless(free, scene)) continue;
      const node = { scene, action, from };
      if (status === "won") return pathTo(node);
      const key = keyOf(free, scene);
      if (seen.has(key)) continue;
      if (seen.size >= most) return null;
      seen.add(key);
      queue.push(node);
    }
  }
  return null;
}

function pathTo(end: Node): readonly Action[] {
  const path: Action[] = [];
  for (let node: Node | null = end; node?.action; node = node.from) path.unshift(node.action);
  return path;
}

const isHopeless = ({ rules }: Level, { parts }: Scene): boolean =>
  rules.some((rule, i) => rule.isHopeless?.(parts[i]!) ?? false);
