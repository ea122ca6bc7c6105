import { host } from "./host.ts";
import type { Rows } from "./rows.ts";

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

/** As the host tells it, with the numbers of the pictures. */
interface Told extends Pick<Entry, "action" | "level" | "levelUp" | "died"> {
  readonly before: number | null;
  readonly between: readonly number[];
  readonly after: number;
}

interface Standing {
  readonly level: number;
  readonly available: readonly string[];
}

/** Pictures that are held at once: some 40 KB each. */
const MAX_PICTURES = 150;
const pictures = new Map<number, Rows>();

function picture(number: number): Rows {
  const held = pictures.get(number);
  if (held) return held;
  const rows = JSON.parse(host.picture(String(number))) as Rows;
  if (pictures.size >= MAX_PICTURES) pictures.delete(pictures.keys().next().value as number);
  pictures.set(number, rows);
  return rows;
}

/** All steps of the play so far, over all levels. */
export const log: Entry[] = [];
export let standing: Standing = { level: 1, available: [] };
let shown = -1;

/** The present picture. */
export const now = (): Rows => (shown < 0 ? [] : picture(shown));

/** Code may change the pictures that it is given: what comes next finds them as they were. */
export const renewPictures = (): void => pictures.clear();

/** Takes in a step, or where the play stands without one. */
export function learn(told: {
  readonly entry: Told | null;
  readonly now: number;
  readonly standing: Standing;
}): void {
  ({ standing, now: shown } = told);
  if (!told.entry) return;
  const { before, between, after, ...rest } = told.entry;
  log.push({
    ...rest,
    get before() {
      return before === null ? undefined : picture(before);
    },
    get after() {
      return picture(after);
    },
    get between() {
      return between.map(picture);
    },
  });
}
