import { count } from "../base/count.ts";
import { printable } from "../base/errors.ts";
import type { Comparison, Verdict } from "../evaluation/compare.ts";
import { textTable } from "./text-table.ts";

/** Plays left out that are named one by one. */
const NAMED = 6;
const NOTHING = "–";

/** A comparison as text. */
export function compareReport(comparison: Comparison): string {
  const { a, b, pairs, games, folds, foldsAhead, onlyInA, onlyInB } = comparison;
  const number = (head: string) => ({ head, align: "right" }) as const;
  const name = (head: string) => ({ head, align: "left" }) as const;
  const width = Number.POSITIVE_INFINITY;
  const byGame = textTable(
    [
      name("game"),
      number("pairs"),
      number("a"),
      number("b"),
      number("b − a"),
      number("RHAE b − a"),
    ],
    games.map((game) => [
      game.gameId,
      `${game.pairs}`,
      game.levels.a.toFixed(2),
      game.levels.b.toFixed(2),
      signed(game.levels.difference),
      game.firstScore ? signed(game.firstScore.difference) : NOTHING,
    ]),
    width,
  );
  const overall = textTable(
    [name("all games"), number("a"), number("b"), number("b − a"), name("95 %"), number("p")],
    [
      verdictRow("levels", comparison.levels),
      verdictRow("RHAE first", comparison.firstScore),
      verdictRow("RHAE best", comparison.bestScore),
    ],
    width,
  );
  const byFold = textTable(
    [name("fold"), number("games"), number("a"), number("b"), number("b − a")],
    folds.map((fold) => [
      fold.name,
      `${fold.games}`,
      fold.a.toFixed(2),
      fold.b.toFixed(2),
      signed(fold.difference),
    ]),
    width,
  );
  return [
    `a: ${printable(a)}\nb: ${printable(b)}\n${count(pairs, "pair")} of plays on ${count(games.length, "game")}`,
    byGame.join("\n"),
    overall.join("\n"),
    [...byFold, `b is ahead in ${foldsAhead} of ${folds.length} folds`].join("\n"),
    [...leftOut("a", onlyInA), ...leftOut("b", onlyInB), LEGEND].join("\n"),
  ].join("\n\n");
}

const LEGEND = [
  "a game is the mean of its pairs; over games levels are summed, scores averaged",
  "p: two-sided sign-flip test over games · 95 %: bootstrap interval of b − a",
].join("\n");

const verdictRow = (title: string, verdict: Verdict | null): string[] =>
  verdict === null
    ? [title, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING]
    : [
        title,
        verdict.a.toFixed(2),
        verdict.b.toFixed(2),
        signed(verdict.difference),
        verdict.interval ? verdict.interval.map(signed).join(" to ") : NOTHING,
        verdict.p < 0.001 ? "< 0.001" : verdict.p.toFixed(3),
      ];

const signed = (value: number): string => {
  const text = Math.abs(value).toFixed(2);
  if (Number(text) === 0) return text;
  return value > 0 ? `+${text}` : `−${text}`;
};

function leftOut(side: string, plays: readonly string[]): string[] {
  if (plays.length === 0) return [];
  const more = plays.length - NAMED;
  const named = printable(plays.slice(0, NAMED).join(", "));
  return [`only in ${side}, left out: ${named}${more > 0 ? ` and ${more} more` : ""}`];
}
