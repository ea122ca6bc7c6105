import { count } from "../base/count.ts";
import { printable } from "../base/errors.ts";
import { adviceInAll } from "../stats/advice-figures.ts";
import type { RunSnapshot } from "../stats/run-snapshot.ts";
import { adviceLine } from "./advice-text.ts";
import { duration } from "./format.ts";
import { limiterLine } from "./limiter-line.ts";

/** The run in one line, for output that is not a terminal. */
export function plainLine(run: RunSnapshot): string {
  const games = run.games.filter((game) => game.reason === null && game.episode > 0);
  const playing = games
    .slice(0, 4)
    .map((game) => `${game.gameId} level ${game.levels}, ${game.actions}/${run.maxActions}`)
    .join("; ");
  const more = games.length > 4 ? `; … ${games.length - 4} more` : "";
  const levels = run.games.reduce((sum, game) => sum + game.bestLevels, 0);
  const limiter = run.limiter ? ` | ${limiterLine(run.limiter)}` : "";
  const advice = adviceInAll(run.games);
  const model = advice ? ` | ${adviceLine(advice)}` : "";
  return printable(
    `${duration(run.elapsedMs)} | ${count(levels, "level")} | ${playing || "no game open"}${more}${model}${limiter}`,
  );
}
