import type { ChalkInstance } from "chalk";
import { count } from "../base/count.ts";
import { printable } from "../base/errors.ts";
import { adviceInAll } from "../stats/advice-figures.ts";
import type { GameSnapshot, RunSnapshot } from "../stats/run-snapshot.ts";
import { adviceLine, askingText } from "./advice-text.ts";
import { bar, cut, duration } from "./format.ts";
import { limiterLine } from "./limiter-line.ts";

const BAR_WIDTH = 12;
/** More games than this are summed up in one line: the block must fit a small terminal. */
const MAX_ROWS = 12;

/** The block that a terminal shows while a run goes on; `columns` is the terminal's width. */
export function statusBlock(run: RunSnapshot, columns: number, chalk: ChalkInstance): string {
  const lines = [chalk.bold(cut(heading(run), columns)), ...gameRows(run, columns, chalk)];
  if (run.limiter) {
    const text = cut(`limiter  ${limiterLine(run.limiter)}`, columns);
    lines.push(run.limiter.cooldownMs > 0 ? chalk.yellow(text) : chalk.dim(text));
  }
  const advice = adviceInAll(run.games);
  if (advice) lines.push(chalk.dim(cut(printable(adviceLine(advice)), columns)));
  lines.push(chalk.dim(cut(budgetLine(run), columns)));
  return lines.join("\n");
}

function heading(run: RunSnapshot): string {
  const levels = run.games.reduce((sum, game) => sum + game.bestLevels, 0);
  const open = run.games.filter((game) => game.reason === null).length;
  return printable(
    `arc-train ${run.agent} · ${count(levels, "level")} · ${open} of ${count(run.games.length, "game")} open`,
  );
}

/** Games being played first, so that the cut takes those that wait or ended. */
function gameRows(run: RunSnapshot, columns: number, chalk: ChalkInstance): string[] {
  const rank = (game: GameSnapshot) => (game.reason !== null ? 2 : game.episode === 0 ? 1 : 0);
  const shown =
    run.games.length <= MAX_ROWS
      ? run.games
      : [...run.games].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_ROWS);
  const widths = {
    id: Math.max(...shown.map((game) => game.gameId.length)),
    actions: String(run.maxActions).length,
  };
  const rows = shown.map((game) => gameRow(game, run, widths, columns, chalk));
  const hidden = run.games.length - shown.length;
  return hidden > 0
    ? [
        ...rows,
        chalk.dim(cut(`  … and ${hidden} more ${hidden === 1 ? "game" : "games"}`, columns)),
      ]
    : rows;
}

function gameRow(
  game: GameSnapshot,
  { maxActions, elapsedMs }: RunSnapshot,
  widths: { readonly id: number; readonly actions: number },
  columns: number,
  chalk: ChalkInstance,
): string {
  const levels = `${game.levels}/${game.winLevels === 0 ? "?" : game.winLevels}`;
  const { states } = game.figures;
  const mode = (game.advice && askingText(game.advice, elapsedMs)) ?? game.figures.mode;
  const doing = game.reason ?? (game.episode === 0 ? "waiting" : (game.lastAction ?? "starting"));
  const row = [
    `  ${game.gameId.padEnd(widths.id)}  level ${levels.padEnd(5)}`,
    bar(game.actions / maxActions, BAR_WIDTH),
    `${String(game.actions).padStart(widths.actions)}/${count(maxActions, "action")} · episode ${game.episode}`,
    ...(states === undefined ? [] : [`· ${count(states, "state")}`]),
    `· ${doing}`,
    ...(mode === undefined || game.reason !== null ? [] : [`(${mode})`]),
  ].join(" ");
  const text = cut(printable(row), columns);
  if (game.reason === "error") return chalk.red(text);
  if (game.reason !== null || game.episode === 0) return chalk.dim(text);
  return game.bestLevels > 0 ? chalk.green(text) : text;
}

function budgetLine(run: RunSnapshot): string {
  const spent = run.games.reduce((sum, game) => sum + game.actions, 0);
  const budget = run.maxActions * run.games.length;
  const actions = `actions ${bar(spent / budget, BAR_WIDTH)} ${spent}/${budget}`;
  const elapsed = `elapsed ${duration(run.elapsedMs)}`;
  if (run.maxMs === null) return `${elapsed} · ${actions}`;
  const left = run.maxMs - run.elapsedMs;
  return `${elapsed} · ${actions} · time ${bar(run.elapsedMs / run.maxMs, BAR_WIDTH)} ${duration(left)} left`;
}
