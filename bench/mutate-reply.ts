import type { Random } from "../dist/base/random.js";
import { REPLY_LIMITS } from "../dist/http/create-pool.js";

/** A reply as the client gets it. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Turns a real reply into one that a server might send by mistake or by malice. */
export type Mutate = (reply: Reply) => Reply;

const times = (count: number, value: unknown): unknown[] => Array(count).fill(value);
const nest = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

const NUMBERS = [-1, 0, 1, 2, 7, 0.5, 6, 64, 254, 255, 1001, 1e6, 2 ** 53, 1e21, 1e308, -1e308];
const STATES = ["WIN", "GAME_OVER", "NOT_PLAYED", "NOT_STARTED", "NOT_FINISHED", "LOST"];
const TEXTS = [
  ...STATES,
  "",
  "ACTION6",
  "7",
  "\u001b[2J\u001b]0;x\u0007",
  "\u202egpj\u200b",
  "../../etc",
  "\ud800",
  "__proto__",
  "x".repeat(300),
];
const ANYTHING = [null, true, false, [], {}, ...NUMBERS, ...TEXTS] as const;
/** Rare, since they are slow to make. */
const MONSTERS: readonly (() => unknown)[] = [
  () => "y".repeat(1_000_000),
  () => times(1_000_000, 1),
  () => times(100_000, {}),
  // Deeper ones JSON.stringify cannot write.
  () => JSON.parse(nest(500)),
  () => times(3_000, [[1]]),
];
const PAGES = [
  "",
  "null",
  "[]",
  "{}",
  "okay",
  "<html><body>Bad gateway</body></html>",
  "\u0000",
  "1",
  nest(50_000),
];
const STATUSES = [200, 200, 200, 204, 302, 400, 400, 404, 500];
const REFUSAL = '{"error":"GAME_NOT_STARTED_ERROR","message":"it has not been started"}';

/** Draws mutations; now and then a reply comes a second time, in place of a later one. */
export function createMutate(random: Random): Mutate {
  let earlier: Reply = { status: 200, body: "{}" };

  const value = (): unknown =>
    random.next() < 0.002 ? random.pick(MONSTERS)() : random.pick(ANYTHING);

  /** Something in an object or list, as a rule not deep in the pictures. */
  function anyPlace(root: object): { parent: Record<string, unknown>; key: string } | null {
    let parent = root as Record<string, unknown>;
    for (;;) {
      const keys = Object.keys(parent);
      if (keys.length === 0) return null;
      const key = random.pick(keys);
      const child = parent[key];
      const goesOn = typeof child === "object" && child !== null && random.next() < 0.6;
      if (!goesOn || Object.keys(child).length === 0) return { parent, key };
      parent = child as Record<string, unknown>;
    }
  }

  function mangle(list: unknown[]): unknown[] {
    const change = random.int(5);
    if (change === 0) return [];
    if (change === 1) return list.slice(0, random.int(list.length + 1));
    if (change === 2) return [...list, value()];
    if (change === 3) return [...list].reverse();
    return times(random.pick([2, 3, 10, 100, 1_000]), list)
      .flat()
      .slice(0, 2_500);
  }

  function changeOne(root: object): void {
    const place = anyPlace(root);
    if (!place) return;
    const { parent, key } = place;
    const old = parent[key];
    if (Array.isArray(old) && random.next() < 0.6) parent[key] = mangle(old);
    else if (random.next() < 0.2) delete parent[key];
    else if (typeof old === "number" && random.next() < 0.7) parent[key] = random.pick(NUMBERS);
    else if (typeof old === "string" && random.next() < 0.7) parent[key] = random.pick(TEXTS);
    else parent[key] = value();
  }

  /** What passes for a proper frame, but tells of another game than the one that is played. */
  function lie(wire: Record<string, unknown>): void {
    const change = random.int(5);
    if (change === 0) wire.state = random.pick(STATES);
    else if (change === 1) wire.levels_completed = random.int(Number(wire.win_levels ?? 1) + 1);
    else if (change === 2) wire.available_actions = [1, 2, 3, 4, 5, 6, 7].slice(random.int(7));
    else wire.frame = times(1 + random.int(4), 0).map(() => picture(change === 3));
  }

  function picture(isNoise: boolean): number[][] {
    const [width, height, colour] = [1 + random.int(64), 1 + random.int(64), random.int(16)];
    const cell = () => (isNoise ? random.int(16) : random.next() < 0.02 ? random.int(16) : colour);
    return Array.from({ length: height }, () => Array.from({ length: width }, cell));
  }

  function rewrite(body: string): string {
    const wire: unknown = JSON.parse(body);
    if (typeof wire !== "object" || wire === null) return body;
    if (random.next() < 0.4) lie(wire as Record<string, unknown>);
    else for (let changes = 1 + random.int(3); changes > 0; changes--) changeOne(wire);
    const laidOut = JSON.stringify(wire, null, random.next() < 0.1 ? 1 : 0);
    // The client reads no more of a reply, and is behind the mutations.
    return laidOut.length > REPLY_LIMITS.maxBodyBytes ? body : laidOut;
  }

  return (reply) => {
    const draw = random.next();
    const { body, status } = reply;
    if (draw < 0.05) return earlier;
    if (draw < 0.1) return { status, body: body.slice(0, random.int(body.length + 1)) };
    if (draw < 0.14) return { status, body: random.pick(PAGES) };
    if (draw < 0.17) return { status: 400, body: REFUSAL };
    if (random.next() < 0.2) earlier = reply;
    const isJson = body.startsWith("{") || body.startsWith("[");
    const changed = isJson ? rewrite(body) : random.pick(PAGES);
    return { status: draw < 0.95 ? status : random.pick(STATUSES), body: changed };
  };
}
