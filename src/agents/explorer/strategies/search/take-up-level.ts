import { type Frame, lastGrid } from "../../../../game/frame.ts";
import type { GameMemory } from "../../../../memory/map/game-memory.ts";
import { createLevelMemory, type LevelMemory } from "../../../../memory/map/level-memory.ts";
import { maskStatusBars } from "../../perception/status-bar-mask.ts";
import { lookAt } from "../../perception/view.ts";

/** Whether nothing is known of a level but routes from another version of the game. */
const isTransferred = ({ graph, wins, transferredRoutes }: LevelMemory): boolean =>
  graph.nodes.length === 0 && wins.length === 0 && transferredRoutes.length > 0;

/**
 * The memory of the level that `frame` begins, made where there is none. What another version tells
 * of it is dropped unless one of its routes begins with this very picture.
 */
export function takeUpLevel({ levels }: GameMemory, frame: Frame): LevelMemory {
  const grid = lastGrid(frame);
  const known = levels.get(frame.levelsCompleted);
  if (known) {
    const { key } = lookAt(grid, known.mask);
    if (!isTransferred(known) || known.transferredRoutes.some(([first]) => first?.key === key))
      return known;
  }
  const level = createLevelMemory(maskStatusBars(grid));
  levels.set(frame.levelsCompleted, level);
  return level;
}
