/** Counts the time in which the engine works; what code waits for its actions is free. */
export interface Stopwatch {
  /** Grants so much time from now on. */
  set(ms: number): void;
  readonly leftMs: number;
  readonly isOverdue: boolean;
  /** Counts while a task runs. */
  measure<T>(task: () => T): T;
}

export function createStopwatch(): Stopwatch {
  let granted = 0;
  let since: number | undefined;
  const left = () => granted - (since === undefined ? 0 : performance.now() - since);
  return {
    set(ms) {
      granted = ms;
      if (since !== undefined) since = performance.now();
    },
    get leftMs() {
      return left();
    },
    get isOverdue() {
      return left() < 0;
    },
    measure(task) {
      since = performance.now();
      try {
        return task();
      } finally {
        granted = left();
        since = undefined;
      }
    },
  };
}
