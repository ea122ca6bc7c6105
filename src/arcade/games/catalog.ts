import type { ArcadeGame } from "../game.ts";
import { dyer } from "./dyer.ts";
import { keys } from "./keys.ts";
import { lamp } from "./lamp.ts";
import { push } from "./push.ts";
import { slip } from "./slip.ts";
import { tile } from "./tile.ts";

/**
 * All embedded games, those first in which an agent without any guidance gets far soonest, kinds
 * mixed: clicks, arrows with animation and death, arrows under a budget, and so on.
 */
export const arcadeGames: readonly ArcadeGame[] = [lamp, slip, keys, tile, dyer, push];
