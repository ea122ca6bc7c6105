import type { ChalkInstance } from "chalk";
import { count } from "../base/count.ts";
import type { BenchReport } from "../evaluation/bench-report.ts";
import type { GameFigures, TotalFigures } from "../evaluation/figures.ts";
import { agentLabels, gameLabels } from "./labels.ts";
import { type Column, textTable } from "./text-table.ts";

const NOTHING = "–";
/** More seeds than this are counted rather than listed. */
const MAX_SEEDS = 8;
const COLUMNS: readonly Column[] = [
  { head: "game", align: "left" },
  { head: "agent", align: "left" },
  { head: "levels", align: "right" },
  { head: "first", align: "right" },
  { head: "best", align: "right" },
  { head: "deaths", align: "right" },
  { head: "idle", align: "right" },
  { head: "CPU ms", align: "right" },
  { head: "by seed", align: "left", shrinks: true },
  { head: "actions per level (human)", align: "left", optional: true },
];
const LEGEND = [
  "levels, deaths: mean over the seeds; of several games the sum · ±: sd over seeds",
  "first, best: RHAE of the first completions, and of the best play by the card",
  "idle: actions that changed nothing · CPU ms: the agent per step, p50/p99",
];

/** The table at the end of a bench; `width` is the terminal's, Infinity where nothing is cut. */
export function benchSummary(report: BenchReport, width: number, chalk: ChalkInstance): string {
  const agent = agentLabels(report.agents);
  const game = gameLabels(report.gameIds);
  const sections = [
    report.games.map((row) => [game(row.gameId), agent(row.agent), ...gameCells(row)]),
    totalRows("all games", report.totals),
    report.folds.flatMap(({ name, totals }) => totalRows(name, totals)),
    report.sessions === 1
      ? []
      : report.curve.flatMap(({ session, totals }) => totalRows(`session ${session}`, totals)),
  ].filter((rows) => rows.length > 0);
  const [head = "", ...lines] = textTable(COLUMNS, sections.flatMap(withoutRepeats), width);
  const blocks = sections.map((rows) => lines.splice(0, rows.length).join("\n"));
  const table = [`${chalk.bold(head)}\n${blocks[0]}`, ...blocks.slice(1)];
  return [heading(report), ...table, LEGEND.join("\n")].join("\n\n");

  function totalRows(name: string, totals: readonly TotalFigures[]): string[][] {
    return totals.flatMap((total) => [
      [name, agent(total.agent), ...totalCells(total)],
      ...spreadRow(name, total),
    ]);
  }
}

/** A name stands in the first of its rows only. */
const withoutRepeats = (rows: readonly (readonly string[])[]): readonly string[][] =>
  rows.map(([name = "", ...cells], at) => [rows[at - 1]?.[0] === name ? "" : name, ...cells]);

function heading({ maxActions, seeds, playsDone, playsAll, sessions, plays }: BenchReport): string {
  const failed = plays.filter((play) => play.reason === "error").length;
  return [
    playsDone === playsAll ? count(playsAll, "play") : `${playsDone} of ${count(playsAll, "play")}`,
    count(maxActions, "action"),
    seeds.length > MAX_SEEDS
      ? `${seeds.length} seeds`
      : `${seeds.length === 1 ? "seed" : "seeds"} ${seeds.join(", ")}`,
    ...(sessions > 1 ? [`games and totals of session ${sessions}`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(" · ");
}

const gameCells = (game: GameFigures): string[] => [
  game.levels === null ? NOTHING : `${short(game.levels)}/${game.winLevels || "?"}`,
  score(game.firstScore),
  score(game.bestScore),
  ...measures(game),
  list(game.levelsBySeed),
  perLevel(game),
];

const totalCells = (total: TotalFigures): string[] => [
  total.levels.mean?.toFixed(1) ?? NOTHING,
  score(total.firstScore.mean),
  score(total.bestScore.mean),
  ...measures(total),
  list(total.levelsBySeed),
];

/** None where one seed tells nothing of the others. */
function spreadRow(name: string, { levels, firstScore, bestScore }: TotalFigures): string[][] {
  if (levels.sd === null) return [];
  const sd = (value: number | null, digits: number) =>
    value === null ? "" : `±${value.toFixed(digits)}`;
  return [[name, "", sd(levels.sd, 1), sd(firstScore.sd, 2), sd(bestScore.sd, 2)]];
}

const measures = ({ deaths, noEffect, cpuMs }: GameFigures | TotalFigures): string[] => [
  deaths === null ? NOTHING : short(deaths),
  noEffect === null ? NOTHING : `${Math.round(noEffect * 100)}%`,
  cpuMs.p50 === null || cpuMs.p99 === null
    ? NOTHING
    : `${threeDigits(cpuMs.p50)}/${threeDigits(cpuMs.p99)}`,
];

/** `12 (8), 40.5 (22)`: mean actions of each completed level, and the human's. */
const perLevel = ({ levelActions, baselines }: GameFigures): string =>
  levelActions.map((actions, level) => `${short(actions)}${human(baselines[level])}`).join(", ");

const human = (baseline: number | undefined): string =>
  baseline !== undefined && baseline > 0 ? ` (${baseline})` : "";

const short = (value: number): string => value.toFixed(Number.isInteger(value) ? 0 : 1);

const threeDigits = (ms: number): string => ms.toFixed(ms < 1 ? 2 : ms < 10 ? 1 : 0);

const score = (value: number | null): string => value?.toFixed(2) ?? NOTHING;

const list = (values: readonly (number | null)[]): string =>
  values.map((value) => value ?? NOTHING).join(" ");
