import type { Tokens } from "./window.ts";

/** One of the processes that share a budget. */
export interface Member {
  readonly id: string;
  /** Its share is weight ÷ the weights of all who want. */
  readonly weight: number;
}

/** A member as the others know it. Plain data. */
export interface KnownMember extends Member {
  /** Turns taken ÷ weight: who has the least goes next. */
  readonly served: number;
  /** Requests it waits with; owed to it until `wantsUntilMs`, when it should have come back. */
  readonly wants: number;
  readonly wantsUntilMs: number;
  /** What the first of them would hold. */
  readonly tokens: Tokens;
  readonly seenMs: number;
}

/** Who shares a budget, and who goes next. */
export interface Members {
  readonly known: readonly KnownMember[];
  /** `served` of the latest grant, before it: where one who was away begins again. */
  readonly round: number;
}

/** What a member says at the end of an exchange. */
export interface Wish {
  /** How many requests it still waits with. */
  readonly wants: number;
  /** When it was told to come back. */
  readonly waitMs: number;
  /** What the first of them would hold. */
  readonly tokens: Tokens;
}

export const NO_WISH: Wish = { wants: 0, waitMs: 0, tokens: { input: 0, output: 0 } };

export const NO_MEMBERS: Members = { known: [], round: 0 };

/**
 * How far a member can be behind, in turns, and still make up for. It evens out members that are away
 * for replies; more would let one who comes back from a long break hold up the others.
 */
const CATCH_UP = 4;
/** How much later than announced a member may come and still find its turn kept. */
const GRACE_MS = 60;
/** Sums of 1 ÷ weight are not exact. */
const EPSILON = 1e-9;

/**
 * Work-conserving weighted sharing (weighted fair queueing over requests): what others may send before
 * this member's next. Each turn of a member ends at `served` +
 * 1 ÷ weight, and turns go in the order of their ends. Who does not want is owed nothing, so that one
 * member alone gets all; who was expected and did not come is passed over. Of tokens only what
 * another's next request holds is known, and owed. `turns`: before the how manyth of this member.
 */
export function owedBefore(
  members: Members,
  me: Member,
  nowMs: number,
  turns = 1,
): { requests: number; input: number; output: number } {
  const owed = { requests: 0, input: 0, output: 0 };
  const myEnd = servedOf(members, me) + turns / me.weight;
  for (const other of members.known) {
    if (other.id === me.id || other.wantsUntilMs <= nowMs) continue;
    const theirs = (myEnd - other.served) * other.weight;
    const whole = Math.round(theirs);
    const isTie = Math.abs(theirs - whole) < EPSILON;
    const before = isTie ? (other.id < me.id ? whole : whole - 1) : Math.floor(theirs);
    if (before <= 0) continue;
    owed.requests += Math.min(other.wants, before);
    owed.input += other.tokens.input;
    owed.output += other.tokens.output;
  }
  return owed;
}

/** After a member took a turn. */
export function afterTurn(members: Members, me: Member): Members {
  const served = servedOf(members, me);
  const old = members.known.find(({ id }) => id === me.id);
  const mine: KnownMember = {
    wants: 0,
    wantsUntilMs: 0,
    tokens: { input: 0, output: 0 },
    seenMs: 0,
    ...old,
    ...me,
    served: served + 1 / me.weight,
  };
  const others = members.known.filter(({ id }) => id !== me.id);
  return { known: [...others, mine], round: Math.max(members.round, served) };
}

/** After an exchange of a member; who was silent for `forgetMs` is forgotten. */
export function afterWish(
  members: Members,
  me: Member,
  wish: Wish,
  { nowMs, forgetMs }: { readonly nowMs: number; readonly forgetMs: number },
): Members {
  const mine: KnownMember = {
    ...me,
    served: servedOf(members, me),
    wants: wish.wants,
    wantsUntilMs: wish.wants > 0 ? nowMs + wish.waitMs + GRACE_MS : 0,
    tokens: wish.tokens,
    seenMs: nowMs,
  };
  const others = members.known.filter(
    ({ id, seenMs, wantsUntilMs }) =>
      id !== me.id && Math.max(seenMs, wantsUntilMs) + forgetMs > nowMs,
  );
  return { known: [...others, mine], round: members.round };
}

function servedOf({ known, round }: Members, { id, weight }: Member): number {
  const old = known.find((member) => member.id === id);
  return Math.max(old?.served ?? 0, round - CATCH_UP / weight);
}
