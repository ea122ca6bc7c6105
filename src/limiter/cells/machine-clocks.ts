import { z } from "zod";

/** One start of one machine that changed a cell. Plain data. */
export interface MachineClock {
  readonly bootId: string;
  /** Its name, for people. */
  readonly machine: string;
  /** The cell's time minus its monotonic clock. */
  readonly offsetMs: number;
  /** When it last changed the cell, in the cell's time. */
  readonly seenMs: number;
}

/** How the machines that share a cell tell its time. Plain data, kept beside the state. */
export interface MachineClocks {
  /** Wall time of the latest change, by the clock of whoever made it. */
  readonly wallMs: number;
  readonly known: readonly MachineClock[];
}

/** The latest change of a cell. */
export interface LatestChange {
  readonly atMs: number;
  readonly bootId: string;
  readonly clocks: MachineClocks;
}

/** Who asks, and what its clocks show. */
export interface Here {
  readonly bootId: string;
  readonly machine: string;
  readonly clockMs: number;
  readonly wallMs: number;
}

/** The cell's time as one party tells it. */
export interface Reading {
  readonly nowMs: number;
  /** This start of the machine, with those that were here lately. */
  readonly mine: MachineClock;
  readonly others: readonly MachineClock[];
  /** This start of the machine never changed the cell: how long that is unchanged only wall clocks tell. */
  readonly isNew: boolean;
  /** The other machine that changed it last, while this one is at work too; null: none. */
  readonly neighbour: MachineClock | null;
  /** How far this machine's time was behind what another wrote, 0: not. */
  readonly behindMs: number;
}

/** Wall clocks of machines that share a cell are taken to differ by no more than this. */
export const CLOCKS_DIFFER_MS = 5_000;
/** Clocks of one machine may differ by this much: they are read off one counter, a moment apart. */
const SLACK_MS = 1_000;
const FORGET_MS = 15 * 60_000;

const machineClocks = z.object({
  wallMs: z.number(),
  known: z
    .array(
      z.object({
        bootId: z.string(),
        machine: z.string(),
        offsetMs: z.number(),
        seenMs: z.number(),
      }),
    )
    .max(1_000),
});

export const parseClocks = (value: unknown): MachineClocks | null =>
  machineClocks.safeParse(value).data ?? null;

/**
 * Tells the cell's time. Within one start of a machine its monotonic clock does; the offset is fixed
 * when it first comes. Then only wall clocks know how long ago the latest change was, and they may be
 * wrong: whoever comes new must doubt a state that looks young. Time never goes back behind what was
 * written: whoever is behind moves up, so that clocks which differ do so by less than the time between
 * a change and the next look.
 */
export function readTime(latest: LatestChange | null, here: Here): Reading {
  const { bootId, machine, clockMs, wallMs } = here;
  const by = (nowMs: number): MachineClock => ({
    bootId,
    machine,
    offsetMs: nowMs - clockMs,
    seenMs: nowMs,
  });
  if (!latest) {
    const nobody = { others: [], isNew: false, neighbour: null, behindMs: 0 };
    return { nowMs: clockMs, mine: by(clockMs), ...nobody };
  }
  const { atMs, clocks } = latest;
  const others = clocks.known.filter((clock) => clock.bootId !== bootId);
  const writer = others.find((clock) => clock.bootId === latest.bootId) ?? null;
  let mine = clocks.known.find((clock) => clock.bootId === bootId);
  // Nobody else can have moved the time on: its clock began anew, where starts have no names.
  if (mine && !writer && clockMs + mine.offsetMs < atMs - SLACK_MS) mine = undefined;
  const myMs = mine ? clockMs + mine.offsetMs : atMs + wallMs - clocks.wallMs;
  const nowMs = Math.max(myMs, atMs);
  return {
    nowMs,
    mine: mine && myMs === nowMs ? mine : by(nowMs),
    others: others.filter(({ seenMs }) => seenMs + FORGET_MS > nowMs),
    isNew: !mine,
    neighbour: mine ? writer : null,
    behindMs: writer ? nowMs - myMs : 0,
  };
}

/** What to keep beside a state that is written now. */
export const clocksAfter = ({ nowMs, mine, others }: Reading, wallMs: number): MachineClocks => ({
  wallMs,
  known: [...others, { ...mine, seenMs: nowMs }],
});
