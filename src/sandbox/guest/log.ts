import { host } from "./host.ts";
import { parseRows, type Rows } from "./rows.ts";

/** A step of the play. */
export interface Entry {
  readonly action: string;
  readonly level: number;
  readonly levelUp: boolean;
  readonly died: boolean;
  /** Undefined where it is not known. */
  readonly before: Rows | undefined;
  readonly after: Rows;
  /** The pictures shown in between. */
  readonly between: readonly Rows[];
}

/** As the host tells it, without the pictures. */
interface Told extends Pick<Entry, "action" | "level" | "levelUp" | "died"> {
  readonly hasBefore: boolean;
  readonly between: number;
}

interface Standing {
  readonly level: number;
  readonly available: readonly string[];
}

const picture = (index: number, which: string): Rows | undefined => {
  const text = host.picture(String(index), which);
  return text === undefined ? undefined : parseRows(text);
};

/** All steps of the play so far, over all levels. */
export const log: Entry[] = [];
export let standing: Standing = { level: 1, available: [] };
let shown: Rows | undefined;

/** The present picture. */
export function now(): Rows {
  shown ??= picture(-1, "now") ?? [];
  return shown;
}

/** Takes in a step, or where the play stands without one. */
export function learn(told: { readonly entry: Told | null; readonly standing: Standing }): void {
  ({ standing } = told);
  shown = undefined;
  if (!told.entry) return;
  const index = log.length;
  const { action, level, levelUp, died, hasBefore, between } = told.entry;
  const known = new Map<string, Rows | undefined>();
  const get = (which: string) => {
    if (!known.has(which)) known.set(which, picture(index, which));
    return known.get(which);
  };
  log.push({
    action,
    level,
    levelUp,
    died,
    get before() {
      return hasBefore ? get("before") : undefined;
    },
    get after() {
      return get("after") as Rows;
    },
    get between() {
      return Array.from({ length: between }, (_, at) => get(String(at)) as Rows);
    },
  });
}

/** For each action how often it was taken, and how often nothing changed. */
export function effects(): Record<string, { tries: number; still: number }> {
  const table: Record<string, { tries: number; still: number }> = {};
  for (const { action, before, after } of log) {
    const kind = action.startsWith("6:") ? "6" : action;
    table[kind] ??= { tries: 0, still: 0 };
    const row = table[kind];
    row.tries += 1;
    if (before && JSON.stringify(before) === JSON.stringify(after)) row.still += 1;
  }
  return table;
}
