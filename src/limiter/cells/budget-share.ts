import { createHash } from "node:crypto";
import type { BudgetState } from "../budget/budget.ts";
import type { Member } from "../budget/members.ts";
import { NO_MEMBERS } from "../budget/members.ts";
import { type Cap, type Plan, planOf } from "../budget/plan.ts";
import { appended, EMPTY_LOG, pruned, type ReleaseLog, releasesIn } from "../budget/release-log.ts";
import { scaledRules } from "../budget/rules.ts";
import { unknownBudget } from "../budget/unknown-budget.ts";
import type { Window } from "../budget/window.ts";
import type { KeptState } from "./kept-state.ts";

/** For how many at once that nobody knows of there is room. */
const STRANGERS = 8;
/** What those who share a budget leave free where the rules have no reserve: taken for it all the same. */
const USUAL_RESERVE = 0.15;
/** Who was cut off with a state counts all that was in flight in it: strangers do, so it need not be assumed. */
const IN_FLIGHT_IS_KNOWN = 0;
/** Slots of shares are numbered from here: far beyond those of the main budget. */
const SHARE_IDS = 2 ** 40;
/** Numbers of one share: a day at ten a second. */
const IDS_PER_SHARE = 2 ** 20;

/**
 * The budget a member goes on with while the shared one cannot be reached.
 *
 * Where all are cut off from it: its weighted part of every limit, and the same part of what was
 * used before. All parts together then allow what the whole one would have:
 * Σ sᵢ·(limit − used) = limit − used, whoever used it.
 *
 * Where others may go on using all that is theirs, or nobody is known: an eighth of the reserve,
 * the one part of the limit that those others leave free, except for a few critical requests. So up to
 * eight who do not know of one another break no limit on requests in a window. Where the rules have no
 * reserve nothing is left free, and it is as small a risk as this part is.
 */
export function shareOfBudget(
  plan: Plan,
  me: Member,
): (last: KeptState<BudgetState> | null, nowMs: number, isFeltByAll: boolean) => BudgetState {
  return (last, nowMs, isFeltByAll) => {
    const isAgreed = last !== null && isFeltByAll;
    const state = isAgreed
      ? last.state
      : unknownBudget(plan, IN_FLIGHT_IS_KNOWN)(nowMs, last?.state);
    const share = isAgreed
      ? me.weight / (me.weight + weightOfOthers(state, me))
      : (plan.rules.reserve || USUAL_RESERVE) / STRANGERS;
    const everyMs = planOf(scaledRules(plan.rules, share)).gapMs;
    const part = (log: ReleaseLog, cap: Cap) =>
      together(EMPTY_LOG, releasesIn(pruned(log, cap, nowMs)), cap, share);
    const { inFlight, minute, second, input, output } = state.window;
    return {
      ...state,
      nextId: firstIdOf(me, nowMs),
      dueMs: nextTurnMs(
        Math.max(state.dueMs, nowMs),
        everyMs,
        isAgreed ? turnOf(me, state) : chanceOf(me),
      ),
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

/**
 * When a member's next send is due, `everyMs` apart from then on: the first moment of its own from
 * `dueMs` on, by the clock that all share. `turn`, 0–1, is its place between one send and the next.
 */
function nextTurnMs(dueMs: number, everyMs: number, turn: number): number {
  if (everyMs === 0) return dueMs;
  const phaseMs = everyMs * turn;
  return phaseMs + Math.ceil((dueMs - phaseMs) / everyMs) * everyMs;
}

/** Members of equal weight lie evenly between one another, so that all together send no closer than before. */
function turnOf(me: Member, { members }: BudgetState): number {
  const before = members.known.filter(({ id }) => id < me.id);
  return sumOfWeights(before) / (me.weight + weightOfOthers({ members }, me));
}

/** Strangers lie anywhere. */
const chanceOf = ({ id }: Member): number =>
  createHash("sha256").update(id).digest().readUInt32LE(0) / 2 ** 32;

const weightOfOthers = ({ members }: Pick<BudgetState, "members">, me: Member): number =>
  sumOfWeights(members.known.filter(({ id }) => id !== me.id));

const sumOfWeights = (members: readonly Member[]): number =>
  members.reduce((sum, { weight }) => sum + weight, 0);

type Releases = ReturnType<typeof releasesIn>;

const later = (log: ReleaseLog, sinceMs: number): Releases =>
  releasesIn(log).filter(([atMs]) => atMs > sinceMs);

const together = (log: ReleaseLog, others: Releases, cap: Cap, factor = 1): ReleaseLog =>
  others.reduce((merged, [atMs, amount]) => appended(merged, cap, atMs, amount * factor), log);
