/** The arithmetic mean; null of nothing. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean and sample standard deviation (n − 1 below the line), null where there is none. */
export interface Spread {
  readonly mean: number | null;
  readonly sd: number | null;
}

export function spreadOf(values: readonly number[]): Spread {
  const centre = mean(values);
  if (centre === null || values.length < 2) return { mean: centre, sd: null };
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { mean: centre, sd: Math.sqrt(squares / (values.length - 1)) };
}

/** The middle value, of an even number the lower one of the two; null of nothing. */
export const median = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? null;
