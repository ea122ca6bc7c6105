import type { PanelGoal } from "../../goals/panel-goal.ts";
import type { CyclicColours } from "../../model/presses/hypothesis.ts";
import { courseOf } from "../../planning/course.ts";

/**
 * Solves a panel of cyclic colours (Lights Out): the order of presses does not matter, so how often each
 * tile (`own`) is to be pressed solves a linear system modulo the number of colours k, which must be prime.
 * Undefined where the panel is none, or the system has no solution.
 */
export function solveCyclic(
  values: readonly number[],
  { wanted }: PanelGoal,
  own: readonly number[],
  { next, reach }: CyclicColours,
): readonly number[] | undefined {
  if (!wanted) return undefined;
  const colours = courseOf(wanted[0] as number, next);
  const isCycle = next.get(colours.at(-1) as number) === colours[0];
  if (!isCycle || !isPrime(colours.length)) return undefined;
  const turns = values.map((value, at) => {
    const [now, then] = [colours.indexOf(value), colours.indexOf(wanted[at] as number)];
    return now < 0 || then < 0 ? -1 : (then - now + colours.length) % colours.length;
  });
  if (turns.includes(-1)) return undefined;
  const reached = own.map((pressable) => new Set(reach(pressable)));
  const rows = own.map((tile, at) => [
    ...reached.map((tilesOf) => Number(tilesOf.has(tile))),
    turns[at] as number,
  ]);
  return solve(rows, own.length, colours.length);
}

const isPrime = (n: number): boolean => n === 2 || n === 3 || n === 5 || n === 7;

/** Gauss-Jordan elimination modulo a prime; of several solutions one that does without some of the presses. */
function solve(rows: number[][], unknowns: number, modulus: number): number[] | undefined {
  const inverse = (n: number) => {
    let candidate = 1;
    while ((candidate * n) % modulus !== 1) candidate += 1;
    return candidate;
  };
  const pivots: number[] = [];
  for (let column = 0; column < unknowns; column++) {
    const rank = pivots.length;
    const found = rows.findIndex((row, at) => at >= rank && row[column] !== 0);
    if (found < 0) continue;
    const pivot = rows[found] as number[];
    rows[found] = rows[rank] as number[];
    const factor = inverse(pivot[column] as number);
    rows[rank] = pivot.map((entry) => (entry * factor) % modulus);
    for (const [at, row] of rows.entries()) {
      const times = row[column] as number;
      if (at === rank || times === 0) continue;
      rows[at] = row.map(
        (entry, column) =>
          (entry + (modulus - times) * ((rows[rank] as number[])[column] as number)) % modulus,
      );
    }
    pivots.push(column);
  }
  if (rows.slice(pivots.length).some((row) => row[unknowns] !== 0)) return undefined;

  const counts = new Array<number>(unknowns).fill(0);
  for (const [at, column] of pivots.entries()) counts[column] = rows[at]?.[unknowns] as number;
  return counts;
}
