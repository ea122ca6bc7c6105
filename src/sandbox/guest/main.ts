// The library inside the engine: what the code of a language model finds.
import { cruise, modelState, takeModel } from "./cruise.ts";
import { host } from "./host.ts";
import { effects, learn, log, now, standing } from "./log.ts";
import { act, explore, played } from "./play.ts";
import { find, formatRows, type Rows, same } from "./rows.ts";
import { astar, bfs } from "./search.ts";

/** The value of a print, short. */
const MAX_VALUE = 3_000;

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "function") return "[function]";
  if (value instanceof Map || value instanceof Set) return text([...value]);
  const json = JSON.stringify(value);
  return (json ?? String(value)).slice(0, MAX_VALUE);
}

const print = (...values: unknown[]): void => host.print(values.map(text).join(" "));

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

const library = {
  console: { log: print, info: print, warn: print, error: print },
  print,
  log,
  mem: {} as unknown,
  show: (rows: Rows = now()) => host.show(formatRows(rows)),
  diff: (a: Rows, b: Rows) => JSON.parse(host.diff(formatRows(a), formatRows(b))) as unknown,
  diffText: (a: Rows, b: Rows) => host.diffText(formatRows(a), formatRows(b)),
  objects: (rows: Rows = now()) => JSON.parse(host.objects(formatRows(rows))) as unknown,
  background: (rows: Rows = now()) => Number(host.background(formatRows(rows))),
  find: (rows: Rows, wanted: Rows | number) => find(rows, wanted),
  same,
  effects,
  bfs,
  astar,
  note: (line: unknown) => host.note(text(line)),
  act,
  explore,
  model: takeModel,
  cruise,
  Date: FixedDate,
};
const scope = globalThis as unknown as Record<string, unknown>;
Object.assign(scope, library);
Object.defineProperties(scope, {
  now: { get: now, configurable: true },
  level: { get: () => standing.level, configurable: true },
  available: { get: () => standing.available, configurable: true },
});

// What the host calls.
Object.assign(scope, {
  $learn: (told: string) => learn(JSON.parse(told)),
  $played: (reply: string) => played(JSON.parse(reply)),
  $remember: (memory: string) => {
    scope.mem = JSON.parse(memory);
  },
  $run: (code: () => Promise<unknown>) => {
    code().then(
      (value) => {
        if (value !== undefined) print(value);
        host.ended("");
      },
      (error) => host.ended(text(error) || "it failed"),
    );
  },
  $tellState: () => {
    const model = modelState();
    host.state(JSON.stringify(scope.mem ?? {}), model ? JSON.stringify(model) : "");
  },
});
