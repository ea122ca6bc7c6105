import type { Grid } from "../../game/frame.ts";
import { isSameGrid } from "../../picture/changes.ts";
import type { LogEntry, Standing } from "../protocol.ts";

/** The log of the play on the host's side; the guest knows pictures by their numbers. */
export interface Journal {
  /** Takes in a step, or how the play stands without one; returns what the guest is told. */
  add(entry: LogEntry | null, now: Grid, standing: Standing): string;
  picture(number: number): Grid | undefined;
  /** For each action, clicks by the colour they hit, how often it was taken and how often nothing changed. */
  effects(): Record<string, { tries: number; still: number }>;
}

export function createJournal(): Journal {
  const pictures: Grid[] = [];
  const entries: LogEntry[] = [];
  const numberOf = (grid: Grid): number => {
    const latest = pictures.length - 1;
    // A step begins with the picture that the one before it ended with.
    if (latest >= 0 && isSameGrid(pictures[latest] as Grid, grid)) return latest;
    return pictures.push(grid) - 1;
  };

  return {
    add(entry, now, standing) {
      if (!entry) return JSON.stringify({ entry: null, now: numberOf(now), standing });
      entries.push(entry);
      const { action, level, levelUp, died } = entry;
      const before = entry.before && numberOf(entry.before);
      const between = entry.between.map(numberOf);
      const after = numberOf(entry.after);
      const told = { action, level, levelUp, died, before, between, after };
      return JSON.stringify({ entry: told, now: numberOf(now), standing });
    },
    picture: (number) => pictures[number],
    effects() {
      const table: Record<string, { tries: number; still: number }> = {};
      for (const { action, before, after } of entries) {
        const [, x, y] = /^6:(\d+),(\d+)$/.exec(action) ?? [];
        const hit = before?.cells[Number(y) * before.width + Number(x)];
        const kind = x === undefined ? action : `6 on ${hit?.toString(16) ?? "?"}`;
        table[kind] ??= { tries: 0, still: 0 };
        table[kind].tries += 1;
        if (before && isSameGrid(before, after)) table[kind].still += 1;
      }
      return table;
    },
  };
}
