import type { ChalkInstance } from "chalk";
import type { BenchReport } from "../bench/bench-report.ts";
import type { GameFigures, TotalFigures } from "../bench/figures.ts";
import type { Spread } from "../bench/statistics.ts";
import { agentLabels } from "./agent-labels.ts";
import { type Column, textTable } from "./text-table.ts";

const NOTHING = "–";
const SHARED: readonly Column[] = [
  { head: "agent", align: "left" },
  { head: "levels", align: "right" },
];
const MEASURES: readonly Column[] = [
  { head: "first", align: "right" },
  { head: "practised", align: "right" },
  { head: "deaths", align: "right" },
  { head: "no effect", align: "right" },
];
const CPU: Column = { head: "CPU ms", align: "right" };
const BY_SEED: Column = { head: "by seed", align: "left", shrinks: true };

/** The tables at the end of a bench; `width` is the terminal's, Infinity where nothing is cut. */
export function benchSummary(report: BenchReport, width: number, chalk: ChalkInstance): string {
  const label = agentLabels(report.agents);
  const table = (columns: readonly Column[], rows: readonly (readonly string[])[]) => {
    const [head = "", ...lines] = textTable(columns, rows, width);
    return [chalk.bold(head), ...lines].join("\n");
  };
  const totals = (head: string, rows: readonly (readonly [string, TotalFigures])[]) =>
    table(
      [{ head, align: "left" }, ...SHARED, ...MEASURES, CPU, BY_SEED],
      rows.map(([name, total]) => [name, label(total.agent), ...totalCells(total)]),
    );
  const games = table(
    [
      { head: "game", align: "left" },
      ...SHARED,
      ...MEASURES,
      CPU,
      BY_SEED,
      { head: "actions per level (human)", align: "left", optional: true },
    ],
    report.games.map((game, row) => [
      row > 0 && report.games[row - 1]?.gameId === game.gameId ? "" : game.gameId,
      label(game.agent),
      ...gameCells(game),
    ]),
  );
  return [
    heading(report),
    games,
    totals("all games", rowsOf([{ name: "", totals: report.totals }])),
    ...(report.folds.length > 0 ? [totals("fold", rowsOf(report.folds))] : []),
    ...(report.sessions > 1
      ? [
          totals(
            "session",
            rowsOf(report.curve.map(({ session, totals }) => ({ name: `${session}`, totals }))),
          ),
        ]
      : []),
    LEGEND,
  ].join("\n\n");
}

const LEGEND = [
  "levels: mean over the seeds, the sum of all games with its standard deviation",
  "first, practised: RHAE 0–100 of the first completions, and of the best go by the scorecard",
  "CPU ms: per step in the agent, p50/p99",
].join("\n");

function heading({ maxActions, seeds, playsDone, playsAll, sessions, plays }: BenchReport): string {
  const failed = plays.filter((play) => play.reason === "error").length;
  return [
    playsDone === playsAll ? `${playsAll} plays` : `${playsDone} of ${playsAll} plays`,
    `${maxActions} actions`,
    `seeds ${seeds.join(", ")}`,
    ...(sessions > 1 ? [`session ${sessions} of ${sessions}`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(" · ");
}

/** The group's name stands in its first row only. */
const rowsOf = (
  groups: readonly { readonly name: string; readonly totals: readonly TotalFigures[] }[],
): (readonly [string, TotalFigures])[] =>
  groups.flatMap(({ name, totals }) =>
    totals.map((total, at) => [at === 0 ? name : "", total] as const),
  );

const gameCells = (game: GameFigures): string[] => [
  game.levels === null ? NOTHING : `${short(game.levels)}/${game.winLevels || "?"}`,
  score(game.firstScore),
  score(game.practisedScore),
  ...measures(game),
  list(game.levelsBySeed),
  perLevel(game),
];

const totalCells = (total: TotalFigures): string[] => [
  spread(total.levels, 1),
  spread(total.firstScore, 2),
  spread(total.practisedScore, 2),
  ...measures(total),
  list(total.levelsBySeed),
];

const measures = ({ deaths, noEffect, cpuMs }: GameFigures | TotalFigures): string[] => [
  deaths === null ? NOTHING : short(deaths),
  noEffect === null ? NOTHING : `${Math.round(noEffect * 100)} %`,
  cpuMs.p50 === null || cpuMs.p99 === null
    ? NOTHING
    : `${cpuMs.p50.toFixed(2)}/${cpuMs.p99.toFixed(1)}`,
];

/** `12 (8), 40.5 (22)`: mean actions of each completed level, and the human's. */
const perLevel = ({ levelActions, baselines }: GameFigures): string =>
  levelActions.map((actions, level) => `${short(actions)}${human(baselines[level])}`).join(", ");

const human = (baseline: number | undefined): string =>
  baseline !== undefined && baseline > 0 ? ` (${baseline})` : "";

const short = (value: number): string => value.toFixed(Number.isInteger(value) ? 0 : 1);

const score = (value: number | null): string => value?.toFixed(2) ?? NOTHING;

const spread = ({ mean, sd }: Spread, digits: number): string => {
  if (mean === null) return NOTHING;
  return sd === null ? mean.toFixed(digits) : `${mean.toFixed(digits)} ±${sd.toFixed(digits)}`;
};

const list = (values: readonly (number | null)[]): string =>
  values.map((value) => value ?? NOTHING).join(" ");
