// The library inside the engine: what the code of a language model finds, and what the host calls.
import { capture } from "./capture.ts";
import { cruise, modelState, takeModel } from "./cruise.ts";
import { host } from "./host.ts";
import { learn, log, now, renewPictures, standing } from "./log.ts";
import { act, explore, played, playOnLevel } from "./play.ts";
import { find, formatRows, type Rows, same } from "./rows.ts";
import { astar, bfs, type Problem } from "./search.ts";
import { errorText, textOf } from "./text.ts";

const print = (...values: unknown[]): void => host.print(values.map(textOf).join(" "));

// No clock and no chance but a seeded one: the same code does the same again.
let seed = 1;
Math.random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const RealDate = Date;
class FixedDate extends RealDate {
  constructor(...parts: [] | [number]) {
    super(...((parts.length === 0 ? [0] : parts) as [number]));
  }
  static override now(): number {
    return 0;
  }
}

/** Searches end without a result rather than be stopped with the code. */
const SEARCH_RESERVE_MS = 1_000;
const isLate = () => host.leftMs() < SEARCH_RESERVE_MS;

const scope = globalThis as unknown as Record<string, unknown>;
Object.assign(scope, {
  console: { log: print, info: print, warn: print, error: print },
  print,
  mem: {} as unknown,
  show: (rows: Rows = now()) => host.show(formatRows(rows)),
  diff: (a: Rows, b: Rows) => JSON.parse(host.diff(formatRows(a), formatRows(b))) as unknown,
  diffText: (a: Rows, b: Rows) => host.diffText(formatRows(a), formatRows(b)),
  objects: (rows: Rows = now()) => JSON.parse(host.objects(formatRows(rows))) as unknown,
  squares: (rows: Rows = now()) => JSON.parse(host.squares(formatRows(rows))) as unknown,
  timeLeft: () => host.leftMs(),
  background: (rows: Rows = now()) => Number(host.background(formatRows(rows))),
  find: (rows: Rows, wanted: Rows | number) => find(rows, wanted),
  same,
  effects: () => JSON.parse(host.effects()) as unknown,
  bfs: (problem: Problem<unknown, unknown>) => bfs({ isLate, ...problem }),
  astar: (problem: Problem<unknown, unknown>) => astar({ isLate, ...problem }),
  note: (line: unknown) => host.note(textOf(line)),
  act,
  explore,
  model: takeModel,
  cruise,
  Date: FixedDate,
});

/** A name that tells how the play stands; code that sets it is told that it can't. */
const tells = (name: string, get: () => unknown): PropertyDescriptor => ({
  get,
  set() {
    throw new TypeError(`${name} is the sandbox's own, and can't be set`);
  },
});
Object.defineProperties(scope, {
  now: tells("now", now),
  // Code that sorts or reverses it does so to a copy.
  log: tells("log", () => log.slice()),
  level: tells("level", () => standing.level),
  available: tells("available", () => standing.available.slice()),
});

// What the host calls. It takes them out of the code's sight.
scope.$guest = {
  tell: errorText,
  learn: (told: string) => learn(JSON.parse(told)),
  played: (reply: string) => played(JSON.parse(reply)),
  remember(memory: string) {
    scope.mem = JSON.parse(memory);
  },
  run(code: () => Promise<unknown>) {
    renewPictures();
    playOnLevel();
    code().then(
      (value) => {
        if (value !== undefined) print(value);
        host.ended("");
      },
      (error) => host.ended(errorText(error) || "it failed"),
    );
  },
  state(names: string) {
    const model = modelState();
    return JSON.stringify({ ...capture(scope, JSON.parse(names)), ...(model && { model }) });
  },
};
