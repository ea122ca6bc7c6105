/** `1:05`, `12:00`, `1:02:03`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `0.4 ms`, `12 ms`, `1.3 s`: two or three digits that matter. */
export function milliseconds(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

/** A share of 1 as `99.5 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A part of a whole as `0.49`; never `1.00` below 1. */
export const part = (share: number): string => (Math.floor(share * 100) / 100).toFixed(2);

/** A bar of `width` characters, `share` of it filled; nothing of NaN, a share of nothing. */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share || 0)) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}

/** Cuts to `width` characters, the last one an ellipsis where something was cut. */
export const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
