import { CONVENTION, createContacts, placeOf, type Ways } from "./contact.ts";
import { host } from "./host.ts";
import type { Entry } from "./log.ts";
import { checkModel, type ExecutableModel, ModelError } from "./model.ts";
import { actionsOf } from "./plan.ts";
import { createReplay } from "./replay.ts";
import type { Rows } from "./rows.ts";

/** A transition that the log hardly supports: what to test next. */
export interface Untested {
  /** The actions that lead to it; the last one is the test. */
  readonly path: readonly string[];
  /** The thing that the test is directed at, or what the model has it do. */
  readonly what: string;
  /** How often it was seen: 0 or 1 times. */
  readonly times: number;
}

/** Transitions that are told, states that are looked at, and milliseconds for it. */
const MAX_TOLD = 5;
const MAX_STATES = 3_000;
const MAX_MS = 1_500;
/** Steps of the log that are counted. */
const MAX_STEPS = 300;

/** One kind of transition: an action on a kind of thing. */
interface Kind {
  readonly kind: string;
  /** The kind of thing, whatever the action. */
  readonly thing: string;
  readonly name: string;
}

/**
 * The least-supported transitions (an action on a kind of thing, seen 0 or 1 times) that the model can reach:
 * those on kinds of things that no action was ever directed at come first, then the nearest.
 */
export function listUntested(
  of: ExecutableModel,
  start: unknown,
  picture: Rows,
  entries: readonly Entry[],
): Untested[] {
  const until = host.leftMs() - MAX_MS;
  const transitions = replayed(of, entries.slice(-MAX_STEPS));
  const ways = waysIn(of, transitions);
  const tries = countTries(of, transitions, ways);
  const kindsAt = kindsIn(of, picture, start, ways);
  const found = new Map<string, Untested & { readonly isNew: boolean }>();
  walk(
    of,
    start,
    () => host.leftMs() < until,
    (state, action, next, path) => {
      for (const { kind, thing, name } of kindsAt(action, state, next)) {
        const times = tries.get(kind) ?? 0;
        if (times > 1 || found.has(kind)) continue;
        found.set(kind, {
          path: path(),
          what: `${action} on ${name}`,
          times,
          isNew: !tries.has(thing),
        });
      }
    },
  );
  return [...found.values()]
    .sort((a, b) => Number(b.isNew) - Number(a.isNew) || a.path.length - b.path.length)
    .slice(0, MAX_TOLD)
    .map(({ path, what, times }) => ({ path, what, times }));
}

/** A step of the log as the model has it. */
interface Transition {
  readonly state: unknown;
  readonly action: string;
  readonly next: unknown;
  readonly before: Rows;
}

function replayed(of: ExecutableModel, entries: readonly Entry[]): Transition[] {
  const model = checkModel(of);
  const replay = createReplay(model);
  return entries.flatMap((entry) => {
    const { before, action } = entry;
    const state = silently(() => replay.state());
    replay.follow(entry);
    if (state === undefined || !before || action === "0") return [];
    return { state, action, next: silently(() => model.step(state, action)), before };
  });
}

/** The directions in which the keys move the avatar; by convention where it did not move yet. */
function waysIn(of: ExecutableModel, transitions: readonly Transition[]): Ways {
  const ways: Record<string, readonly [number, number]> = { ...CONVENTION };
  for (const { state, action, next } of transitions) {
    const [from, to] = [placeOf(of, state), next === undefined ? undefined : placeOf(of, next)];
    if (!from || !to || (from[0] === to[0] && from[1] === to[1])) continue;
    ways[action] = [Math.sign(to[0] - from[0]), Math.sign(to[1] - from[1])];
  }
  return ways;
}

/** How often each kind of transition, and each kind of thing, was met. */
function countTries(
  of: ExecutableModel,
  transitions: readonly Transition[],
  ways: Ways,
): Map<string, number> {
  const tries = new Map<string, number>();
  for (const { state, action, next, before } of transitions) {
    for (const { kind, thing } of kindsIn(of, before, state, ways)(action, state, next)) {
      for (const name of new Set([kind, thing])) tries.set(name, (tries.get(name) ?? 0) + 1);
    }
  }
  return tries;
}

/** The kinds of a transition: by the things it is directed at, or where none are known by what the model has it change. */
function kindsIn(of: ExecutableModel, picture: Rows, avatar: unknown, ways: Ways) {
  const contacts = createContacts(of, picture, avatar, ways);
  return (action: string, state: unknown, next: unknown): readonly Kind[] => {
    const key = action.startsWith("6:") ? "6" : action;
    const list = contacts.of(action, state);
    if (list) {
      return list.map(({ kind, name }) => ({ kind: `${key} ${kind}`, thing: kind, name }));
    }
    const change = changeOf(state, next);
    return [
      {
        kind: `${key} ${change}`,
        thing: `${key} ${change}`,
        name: `a state where it would ${change}`,
      },
    ];
  };
}

/** Which parts of a state an action changes. */
function changeOf(state: unknown, next: unknown): string {
  if (next === undefined) return "not be allowed";
  if (JSON.stringify(state) === JSON.stringify(next)) return "change nothing";
  if (typeof state !== "object" || typeof next !== "object" || !state || !next) return "change all";
  const [a, b] = [state as Record<string, unknown>, next as Record<string, unknown>];
  const names = Object.keys(b).filter(
    (name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  );
  return `change ${Array.isArray(next) ? names.length : names.join(", ")}`;
}

/** Visits the transitions of the states that can be reached, nearest first. */
function walk(
  of: ExecutableModel,
  start: unknown,
  isLate: () => boolean,
  visit: (state: unknown, action: string, next: unknown, path: () => string[]) => void,
): void {
  interface Node {
    readonly state: unknown;
    readonly by: string;
    readonly from: Node | undefined;
  }
  const model = checkModel(of);
  const keyOf = (state: unknown) => of.key?.(state) ?? JSON.stringify(state);
  const seen = new Set<string | number>([keyOf(start)]);
  const queue: Node[] = [{ state: start, by: "", from: undefined }];
  for (const node of queue) {
    if (isLate()) return;
    for (const action of actionsOf(of, node.state)) {
      const next = silently(() => model.step(node.state, action));
      visit(node.state, action, next, () => {
        const path = [action];
        for (let at: Node | undefined = node; at?.from; at = at.from) path.unshift(at.by);
        return path;
      });
      if (next === undefined || queue.length >= MAX_STATES || seen.has(keyOf(next))) continue;
      seen.add(keyOf(next));
      queue.push({ state: next, by: action, from: node });
    }
  }
}

/** The value of a task of the model's, undefined where it fails. */
function silently<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}
