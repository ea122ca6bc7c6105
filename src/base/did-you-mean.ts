/** More than this share of a word mistyped is another word. */
const LARGEST_SHARE = 0.34;

/** `; did you mean x?` with the known word nearest to a mistyped one, or nothing where none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

/** The known word that takes the fewest edits, of a third of its length at most. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const one of known) {
    const edits = countEdits(word.toUpperCase(), one.toUpperCase());
    if (edits > one.length * LARGEST_SHARE) continue;
    if (best === undefined || edits < best.edits) best = { word: one, edits };
  }
  return best?.word;
}

/** Letters put in, left out, replaced, or swapped with their neighbour (optimal string alignment). */
function countEdits(a: string, b: string): number {
  let [beforeLast, last]: [number[], number[]] = [
    [],
    Array.from({ length: b.length + 1 }, (_, j) => j),
  ];
  const at = (row: readonly number[], j: number) => row[j] as number;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, swapped, at(last, j) + 1, at(row, j - 1) + 1));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}
