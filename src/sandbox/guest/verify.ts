import { host } from "./host.ts";
import type { Entry } from "./log.ts";
import { checkModel, type ExecutableModel } from "./model.ts";
import { createReplay } from "./replay.ts";
import { formatRows } from "./rows.ts";

/** How a model stands against the log. */
export interface Verification {
  readonly isAccepted: boolean;
  readonly hits: number;
  readonly steps: number;
  /** The first steps of the log that it gets wrong, and why. */
  readonly misfits: readonly string[];
  /** Deaths that it did not foresee and that are not counted, for a level's budget may have run out. */
  readonly unforeseen: number;
}

/** The least share of steps that a model must reproduce on other levels; on the present one it must reproduce all. */
const ELSEWHERE = 0.98;
/** Misfits that are told, and characters of the truth about one. */
const MAX_TOLD = 3;
const MAX_TRUTH = 160;
/** A death after so many actions, and after no fewer than any other attempt had, may be of the level's budget. */
const LONG = 20;

/** Replays steps in a model: dynamics, and whether the goal held at each level's end and at no other step. */
export function verify<S>(
  model: ExecutableModel<S>,
  entries: readonly Entry[],
  presentLevel: number,
): Verification {
  const here = { hits: 0, steps: 0 };
  const elsewhere = { hits: 0, steps: 0 };
  const misfits: string[] = [];
  const doubts: string[] = [];
  const replay = createReplay(checkModel(model));
  const isOfBudget = new Set(listBudgetDeaths(entries).map(({ index }) => index));
  for (const [index, entry] of entries.entries()) {
    const outcome = replay.follow(entry);
    if (outcome.kind === "nothing") continue;
    const place = `log[${index}], action ${entry.action} on level ${entry.level}`;
    if (outcome.kind === "death" && isOfBudget.has(index)) {
      doubts.push(
        `${place}: ${outcome.why}; not counted, for it may be the level's budget that ran out`,
      );
      continue;
    }
    const tally = entry.level === presentLevel ? here : elsewhere;
    tally.steps += 1;
    if (outcome.kind === "hit") tally.hits += 1;
    else if (misfits.length < MAX_TOLD) misfits.push(`${place}: ${outcome.why}${truthOf(entry)}`);
  }
  return {
    isAccepted: here.hits === here.steps && elsewhere.hits >= ELSEWHERE * elsewhere.steps,
    hits: here.hits + elsewhere.hits,
    steps: here.steps + elsewhere.steps,
    misfits: [...misfits, ...doubts.slice(0, 1)],
    unforeseen: doubts.length,
  };
}

/** What a step changed in truth. */
function truthOf({ before, after, levelUp, died }: Entry): string {
  if (levelUp || died || !before) return "";
  const changes = host.diffText(formatRows(before), formatRows(after));
  return `; in truth: ${changes.slice(0, MAX_TRUTH)}`;
}

/** A death that may be that of a level's budget of actions, which no attempt outlived. */
interface BudgetDeath {
  /** Its step of the log. */
  readonly index: number;
  readonly level: number;
  /** Actions of the attempt that it ended. */
  readonly length: number;
}

function listBudgetDeaths(entries: readonly Entry[]): BudgetDeath[] {
  const attempts: { level: number; length: number; death: number | undefined }[] = [];
  let length = 0;
  for (const [index, { action, level, levelUp, died }] of entries.entries()) {
    const begins = action === "0";
    if (begins && length > 0) attempts.push({ level, length, death: undefined });
    length = begins ? 0 : length + 1;
    if (!levelUp && !died) continue;
    attempts.push({ level, length, death: died ? index : undefined });
    length = 0;
  }
  const longest = (level: number) =>
    Math.max(...attempts.filter((one) => one.level === level).map((one) => one.length));
  return attempts.flatMap(({ level, length, death }) =>
    death !== undefined && length >= LONG && length >= longest(level)
      ? [{ index: death, level, length }]
      : [],
  );
}

/** Actions after which an attempt at a level may die of its budget; undefined where none did. */
export function budgetOf(entries: readonly Entry[], level: number): number | undefined {
  const deaths = listBudgetDeaths(entries).filter((death) => death.level === level);
  return deaths.length === 0 ? undefined : Math.min(...deaths.map(({ length }) => length));
}
