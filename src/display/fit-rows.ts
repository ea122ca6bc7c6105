/** The share of the rows that shows how the text begins, where not all of it fits. */
const BEGINNING = 0.3;

/** A text cut to so many lines, by leaving out the middle and saying so. */
export function fitRows(text: string, rows: number): string {
  const lines = text.split("\n");
  if (lines.length <= rows || rows < 3) return text;
  const first = Math.max(1, Math.floor(rows * BEGINNING));
  const last = rows - first - 1;
  return [
    ...lines.slice(0, first),
    `  … ${lines.length - first - last} lines that a higher terminal shows`,
    ...lines.slice(-last),
  ].join("\n");
}
