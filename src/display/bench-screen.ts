import type { Writable } from "node:stream";
import type { ChalkInstance } from "chalk";
import { createLogUpdate } from "log-update";
import { count } from "../base/count.ts";
import { printable } from "../base/errors.ts";
import type { BenchMoment } from "../evaluation/bench-progress.ts";
import { bar, cut, duration } from "./format.ts";
import { limiterLine } from "./limiter-line.ts";
import { onScreen } from "./on-screen.ts";

/** Shows how far a bench has come. */
export interface BenchScreen {
  /** Cheap: may be called at every step. */
  show(): void;
  /** A line that stays. */
  say(line: string): void;
  close(): void;
}

export interface BenchScreenOptions {
  readonly stream: Writable & { readonly columns?: number };
  readonly chalk: ChalkInstance;
  /** In place, against a line every few seconds. */
  readonly isTerminal: boolean;
  readonly isQuiet: boolean;
  readonly moment: () => BenchMoment;
}

const REDRAW_MS = 150;
const PLAIN_MS = 5_000;
const BAR_WIDTH = 12;
const DEFAULT_COLUMNS = 80;

export function createBenchScreen(options: BenchScreenOptions): BenchScreen {
  const { stream, chalk, isTerminal, isQuiet, moment } = options;
  const block = createLogUpdate(stream as NodeJS.WritableStream & Writable, { showCursor: true });
  let shownAt = isTerminal ? Number.NEGATIVE_INFINITY : 0;
  return {
    show() {
      if (isQuiet) return;
      const now = moment();
      if (now.elapsedMs - shownAt < (isTerminal ? REDRAW_MS : PLAIN_MS)) return;
      shownAt = now.elapsedMs;
      if (!isTerminal) {
        stream.write(`${onScreen(progressLine(now))}\n`);
        return;
      }
      const columns = stream.columns ?? DEFAULT_COLUMNS;
      const share = bar(now.playsDone / now.playsAll, BAR_WIDTH);
      const lines = [cut(`${share} ${progressLine(now)}`, columns)];
      if (now.limiter !== null && now.limiter.perMinuteLimit !== null) {
        lines.push(chalk.dim(cut(`limiter  ${limiterLine(now.limiter)}`, columns)));
      }
      block(onScreen(lines.join("\n")));
    },
    say(line) {
      if (isTerminal) {
        block.clear();
        shownAt = Number.NEGATIVE_INFINITY;
      }
      stream.write(`${printable(line)}\n`);
    },
    close() {
      if (!isTerminal) return;
      block.clear();
      block.done();
    },
  };
}

/** `12/36 plays · 14 levels · 812 steps/s · 0:20 elapsed · 1:20 left`. */
function progressLine(now: BenchMoment): string {
  return [
    `${now.playsDone}/${count(now.playsAll, "play")}`,
    count(now.levels, "level"),
    `${now.stepsPerSecond.toFixed(now.stepsPerSecond < 10 ? 1 : 0)} steps/s`,
    `${duration(now.elapsedMs)} elapsed`,
    ...(now.leftMs === null ? [] : [`${duration(now.leftMs)} left`]),
    ...(now.limiter !== null && now.limiter.limited > 0 ? [`429s ${now.limiter.limited}`] : []),
  ].join(" · ");
}
