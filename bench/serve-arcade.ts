/** The embedded arcade without a rate limit, in a process of its own; sends its address to the parent. */
import { arcadeGames } from "../dist/arcade/games/catalog.js";
import { createArcadeServer } from "../dist/arcade/server.js";
import { systemClock } from "../dist/base/clock.js";

const server = createArcadeServer({ games: arcadeGames, clock: systemClock, rpm: null });
process.send?.(await server.listen());
