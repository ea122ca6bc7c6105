import type { BudgetState } from "./budget.ts";
import type { KeptState } from "./kept-state.ts";
import type { Member } from "./members.ts";
import { NO_MEMBERS } from "./members.ts";
import type { Cap, Plan } from "./plan.ts";
import { appended, EMPTY_LOG, pruned, type ReleaseLog, releasesIn } from "./release-log.ts";
import { unknownBudget } from "./unknown-budget.ts";
import type { Window } from "./window.ts";

/** How many others to expect where none was ever heard of. */
const STRANGERS = 4;
/** Slots of a share are numbered from here, so that none is taken for one of the main budget. */
const SHARE_IDS = 2 ** 40;

/**
 * The budget a member goes on with while the shared one cannot be reached: its weighted part of every
 * limit, and the same part of what was used before. All parts together then allow what the whole one
 * would have: Σ sᵢ·(limit − used) = limit − used, whoever used it.
 */
export function shareOfBudget(
  plan: Plan,
  me: Member,
): (last: KeptState<BudgetState> | null, nowMs: number) => BudgetState {
  return (last, nowMs) => {
    const state = last?.state ?? unknownBudget(plan)(nowMs);
    const share = me.weight / (me.weight + (last ? weightOfOthers(state, me) : STRANGERS));
    const part = (log: ReleaseLog, cap: Cap) =>
      together(EMPTY_LOG, releasesIn(pruned(log, cap, nowMs)), cap, share);
    const { inFlight, minute, second, input, output } = state.window;
    return {
      ...state,
      nextId: SHARE_IDS + state.nextId,
      members: NO_MEMBERS,
      share,
      sinceMs: nowMs,
      window: {
        inFlight,
        minute: part(minute, plan.minute),
        second: part(second, plan.second),
        input: part(input, plan.input),
        output: part(output, plan.output),
      },
    };
  };
}

/**
 * The shared budget with what a member sent on its share. What it sent before is counted there
 * already; where the shared one was lost too, so is all that was sent before that was noticed, since
 * then everything is assumed to have been used.
 */
export function rejoinBudget(
  plan: Plan,
): (main: KeptState<BudgetState>, share: KeptState<BudgetState>) => BudgetState {
  return ({ state: main }, { state: share }) => {
    const known = new Set(main.window.inFlight.map(({ id }) => id));
    const sent = share.window.inFlight.filter(({ id }) => !known.has(id) && id >= SHARE_IDS);
    const { minute, second, input, output } = share.window;
    const sinceMs = Math.max(main.sinceMs, share.sinceMs);
    const window: Window = {
      inFlight: [...main.window.inFlight, ...sent].sort((a, b) => a.sentMs - b.sentMs),
      minute: together(main.window.minute, later(minute, sinceMs), plan.minute),
      second: together(main.window.second, later(second, sinceMs), plan.second),
      input: together(main.window.input, later(input, sinceMs), plan.input),
      output: together(main.window.output, later(output, sinceMs), plan.output),
    };
    const waitsLonger = share.cooldown.untilMs > main.cooldown.untilMs;
    return {
      ...main,
      window,
      dueMs: Math.max(main.dueMs, share.dueMs),
      resting: [...main.resting, ...share.resting],
      // Numbers of the share mean nothing here: no grant of the main budget is older than its wait.
      cooldown: waitsLonger
        ? { ...share.cooldown, firstId: main.nextId, probe: null }
        : main.cooldown,
    };
  };
}

const weightOfOthers = ({ members }: BudgetState, me: Member): number =>
  members.known.reduce((sum, { id, weight }) => (id === me.id ? sum : sum + weight), 0);

type Releases = ReturnType<typeof releasesIn>;

const later = (log: ReleaseLog, sinceMs: number): Releases =>
  releasesIn(log).filter(([atMs]) => atMs > sinceMs);

const together = (log: ReleaseLog, others: Releases, cap: Cap, factor = 1): ReleaseLog =>
  others.reduce((merged, [atMs, amount]) => appended(merged, cap, atMs, amount * factor), log);
