import type { ChalkInstance } from "chalk";
import { count } from "../base/count.ts";
import { printable } from "../base/errors.ts";
import type { GameSnapshot, RunSnapshot } from "../stats/run-snapshot.ts";
import { borderedTable } from "./bordered-table.ts";
import { duration, percent } from "./format.ts";

const PER_LEVEL = "per level (human)";
const HEAD = ["game", "levels", "actions", PER_LEVEL, "score", "episodes", "ended by"];
const WIDEST = 40;

/** The table at the end of a run, with the scorecard's link where the server has one. */
export function summary(run: RunSnapshot, chalk: ChalkInstance): string {
  const levels = run.games.map(perLevel);
  const rows = run.games.map((game, index) => [
    game.gameId,
    `${game.bestLevels}/${game.winLevels === 0 ? "?" : game.winLevels}`,
    game.actions,
    levels[index] as string,
    game.score === null ? "–" : game.score.toFixed(2),
    game.episode,
    game.reason ?? "–",
  ]);
  const table = borderedTable(HEAD, rows, {
    // The one column that grows with every level is wrapped.
    colWidths: [null, null, null, Math.min(WIDEST, widest(PER_LEVEL, levels) + 2)],
    colAligns: ["left", "right", "right", "left", "right", "right", "left"],
    isColoured: chalk.level > 0,
  });
  return [table, totals(run), ...cardLines(run)].join("\n");
}

/** Actions of each completed level against the human baseline: `12 (8), 40 (22)`. */
function perLevel({ levelActions, baselines }: GameSnapshot): string {
  const cells = levelActions.map((actions, level) => {
    const baseline = baselines[level];
    return baseline !== undefined && baseline > 0 ? `${actions} (${baseline})` : `${actions}`;
  });
  return cells.length === 0 ? "–" : cells.join(", ");
}

const widest = (head: string, texts: readonly string[]): number =>
  Math.max(head.length, ...texts.map((text) => text.length));

function totals(run: RunSnapshot): string {
  const levels = run.games.reduce((sum, game) => sum + game.bestLevels, 0);
  const actions = run.games.reduce((sum, game) => sum + game.actions, 0);
  const parts = [
    `${count(levels, "level")} in ${count(actions, "action")}`,
    `${duration(run.elapsedMs)} elapsed`,
    ...(run.score === null ? [] : [`score ${run.score.toFixed(2)} of 100`]),
    ...(run.limiter
      ? [
          `${count(run.limiter.requests, "request")}, ${run.limiter.limited} × 429, ${percent(run.limiter.successRate)} ok`,
        ]
      : []),
    ...(run.reason === null ? [] : [`ended by ${run.reason}`]),
  ];
  return printable(parts.join(" · "));
}

/** Only the hosted service shows cards on a page; its API hosts do not serve it themselves. */
function cardLines({ cardId, server }: RunSnapshot): string[] {
  if (cardId === null || !/^https:\/\/([\w-]+\.)*arcprize\.org(\/|$)/.test(server)) return [];
  return [`https://arcprize.org/scorecards/${printable(cardId)}`];
}
