import type { PanelGoal } from "../../goals/panel-goal.ts";
import type { Hypothesis } from "../../model/presses/hypothesis.ts";
import type { PanelState } from "../../model/presses/panel-state.ts";
import type { Board } from "../../perception/board.ts";
import { type PlannedPress, pressEach } from "./planned-press.ts";

/** Vectors of the null space that are tried to make a plan shorter. */
const MAX_VARIANTS = 256;

/**
 * Solves a panel of cyclic colours (Lights Out): the order of presses does not matter, so the number of
 * presses of each tile solves a linear system modulo the number of colours k, which must be prime. Undefined
 * where the panel is none, or the system has no solution.
 */
export function solveCyclic(
  panelState: PanelState,
  { panel, wanted }: PanelGoal,
  board: Board,
  hypothesis: Hypothesis,
): PlannedPress[] | undefined {
  const { cyclicColours } = hypothesis;
  if (!cyclicColours || !wanted) return undefined;
  const own = board.tilesIn(panel);
  const colours = cycleOf(cyclicColours.next, wanted[0] as number);
  if (!colours || !isPrime(colours.length)) return undefined;
  const turns = own.map((tile, at) => {
    const now = colours.indexOf(panelState.values[tile] as number);
    const then = colours.indexOf(wanted[at] as number);
    return now < 0 || then < 0 ? -1 : (then - now + colours.length) % colours.length;
  });
  if (turns.includes(-1)) return undefined;
  const reached = own.map((pressable) => new Set(cyclicColours.reach(pressable)));
  const rows = own.map((tile, at) => [
    ...reached.map((tilesOf) => Number(tilesOf.has(tile))),
    turns[at] as number,
  ]);
  const counts = solve(rows, own.length, colours.length);
  return counts && pressEach(panelState, own, counts, hypothesis.predict);
}

/** The colours a tile takes in turn, from the first; undefined where it does not come back to it. */
function cycleOf(next: ReadonlyMap<number, number>, first: number): number[] | undefined {
  const colours = [first];
  for (let colour = next.get(first); colour !== first; colour = next.get(colour)) {
    if (colour === undefined || colours.includes(colour)) return undefined;
    colours.push(colour);
  }
  return colours.length > 1 ? colours : undefined;
}

const isPrime = (n: number): boolean => n === 2 || n === 3 || n === 5 || n === 7;

/** Gauss-Jordan elimination modulo a prime; of several solutions one of small sum. */
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

  const free = [...Array(unknowns).keys()].filter((column) => !pivots.includes(column));
  const variants = Math.min(MAX_VARIANTS, modulus ** free.length);
  let best: number[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let variant = 0; variant < variants; variant++) {
    const counts = new Array<number>(unknowns).fill(0);
    let digits = variant;
    for (const column of free) {
      counts[column] = digits % modulus;
      digits = Math.floor(digits / modulus);
    }
    for (const [at, column] of pivots.entries()) {
      const row = rows[at] as number[];
      const taken = free.reduce(
        (sum, other) => sum + (row[other] as number) * (counts[other] as number),
        0,
      );
      counts[column] = ((row[unknowns] as number) + (modulus - 1) * taken) % modulus;
    }
    const sum = counts.reduce((total, count) => total + count, 0);
    if (sum < least) [best, least] = [counts, sum];
  }
  return best;
}
