import { bestRoutes } from "../map/best-routes.ts";
import type { GameMemory } from "../map/game-memory.ts";
import { createLevelMemory, type LevelMemory } from "../map/level-memory.ts";
import { restoreGameMemory } from "./restore-game-memory.ts";

/**
 * What is worth knowing in one version of a level learned in another: routes to try. Its map is
 * not: nobody knows which of its ways still lead where they did.
 */
const asTransferred = ({ mask, wins, transferredRoutes }: LevelMemory): LevelMemory => ({
  ...createLevelMemory(mask),
  transferredRoutes: bestRoutes([...wins, ...transferredRoutes]),
});

/**
 * The memory with which `run` plays a game: what was saved of it, or else what was saved of another
 * version, of which it believes how actions that look alike turn out, and nothing more.
 */
export function recallGameMemory(
  run: string,
  { saved, earlierVersion }: { readonly saved?: unknown; readonly earlierVersion?: unknown },
): GameMemory {
  if (saved !== undefined) return restoreGameMemory(saved, run);
  const memory = restoreGameMemory(earlierVersion, run);
  for (const [number, level] of memory.levels) memory.levels.set(number, asTransferred(level));
  return memory;
}
