import type { ArcadeGame } from "../../src/arcade/game.ts";
import type { Action } from "../../src/game/action.ts";

interface Node<State> {
  readonly state: State;
  readonly action: Action | null;
  readonly from: Node<State> | null;
}

/**
 * A shortest list of actions that wins a level, or null when there is none: breadth-first over
 * `game.key`. A state is searched again only when it is reached with more in reserve than ever
 * before, since with less it cannot do better.
 */
export function solve<State>(game: ArcadeGame<State>, level: number): readonly Action[] | null {
  const start = game.start(level);
  const best = new Map([[game.key(start), game.reserve(start)]]);
  let ring: Node<State>[] = [{ state: start, action: null, from: null }];
  while (ring.length > 0) {
    const next: Node<State>[] = [];
    for (const node of ring) {
      for (const action of game.moves(node.state)) {
        const turn = game.play(node.state, action);
        const reached = { state: turn.state, action, from: node };
        if (turn.status === "won") return pathTo(reached);
        if (turn.status === "lost") continue;
        const key = game.key(turn.state);
        const reserve = game.reserve(turn.state);
        const known = best.get(key);
        if (known !== undefined && known >= reserve) continue;
        best.set(key, reserve);
        next.push(reached);
      }
    }
    ring = next;
  }
  return null;
}

function pathTo<State>(end: Node<State>): readonly Action[] {
  const path: Action[] = [];
  for (let node: Node<State> | null = end; node?.action; node = node.from) path.push(node.action);
  return path.reverse();
}
