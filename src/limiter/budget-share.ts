import { createHash } from "node:crypto";
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
/** Who was cut off with a state counts all that was in flight in it: strangers do, so it need not be assumed. */
const IN_FLIGHT_IS_KNOWN = 0;
/** Slots of shares are numbered from here: far beyond those of the main budget. */
const SHARE_IDS = 2 ** 40;
/** Numbers of one share: a day at ten a second. */
const IDS_PER_SHARE = 2 ** 20;

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
    const state = last?.state ?? unknownBudget(plan, IN_FLIGHT_IS_KNOWN)(nowMs);
    const share = me.weight / (me.weight + (last ? weightOfOthers(state, me) : STRANGERS));
    const part = (log: ReleaseLog, cap: Cap) =>
      together(EMPTY_LOG, releasesIn(pruned(log, cap, nowMs)), cap, share);
    const { inFlight, minute, second, input, output } = state.window;
    return {
      ...state,
      nextId: firstIdOf(me, nowMs),
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
    const sent = share.window.inFlight.filter(
      ({ id, sentMs }) => id >= SHARE_IDS && sentMs >= share.sinceMs,
    );
    const { minute, second, input, output } = share.window;
    const sinceMs = Math.max(main.sinceMs, share.sinceMs);
    const window: Window = {
      inFlight: [...main.window.inFlight, ...sent].sort((a, b) => a.sentMs - b.sentMs),
      minute: together(main.window.minute, later(minute, sinceMs), plan.minute),
      second: together(main.window.second, later(second, sinceMs), plan.second),
      input: together(main.window.input, later(input, sinceMs), plan.input),
      output: together(main.window.output, later(output, sinceMs), plan.output),
    };
    const isSlower = share.throttle.level < main.throttle.level;
    const waitsLonger = share.cooldown.untilMs > main.cooldown.untilMs;
    return {
      ...main,
      window,
      dueMs: Math.max(main.dueMs, share.dueMs),
      resting: [...main.resting, ...share.resting],
      throttle: isSlower ? share.throttle : main.throttle,
      // Numbers of the share mean nothing here: no grant of the main budget is older than its wait.
      cooldown: waitsLonger
        ? { ...share.cooldown, firstId: main.nextId, probe: null }
        : main.cooldown,
    };
  };
}

/**
 * Each share has numbers of its own: two members cut off from the same state, or one cut off twice,
 * would else give out the same, and settling one slot would free the other's. Stays below 2^53.
 */
function firstIdOf(me: Member, nowMs: number): number {
  const digest = createHash("sha256").update(`${me.id} ${nowMs}`).digest();
  return SHARE_IDS + digest.readUInt32LE(0) * IDS_PER_SHARE;
}

const weightOfOthers = ({ members }: BudgetState, me: Member): number =>
  members.known.reduce((sum, { id, weight }) => (id === me.id ? sum : sum + weight), 0);

type Releases = ReturnType<typeof releasesIn>;

const later = (log: ReleaseLog, sinceMs: number): Releases =>
  releasesIn(log).filter(([atMs]) => atMs > sinceMs);

const together = (log: ReleaseLog, others: Releases, cap: Cap, factor = 1): ReleaseLog =>
  others.reduce((merged, [atMs, amount]) => appended(merged, cap, atMs, amount * factor), log);
