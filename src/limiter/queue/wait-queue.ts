import type { Priority } from "../limiter.ts";
import { createLaneRota, type LaneRota, type Queued } from "./lane-rota.ts";

export interface Prioritized extends Queued {
  readonly priority: Priority;
}

/** All waiters of a limiter: critical before normal before background, fair over lanes within each. */
export interface WaitQueue<W extends Prioritized> {
  readonly size: number;
  add(waiter: W): void;
  remove(waiter: W): void;
  /** Everybody. */
  all(): W[];
  /**
   * Whom to ask for, best claim first: the first of each lane in each priority, found one by one as
   * they are asked for. Not to be walked across a change.
   */
  claims(): Iterable<W>;
  /**
   * Who is served before a request that is added now, should nobody come later; `lane` null: one that
   * is new. In no order.
   */
  before(lane: string | null, priority: Priority): W[];
  /** Counts a grant to a lane, whether it waited or not. */
  countGrant(lane: string, priority: Priority): void;
}

/**
 * After this many grants to others while background work waits, it gets one before normal work: at
 * least one in 21, so it never starves. Critical work is brief by nature and always goes first.
 */
const PATIENCE = 20;

export function createWaitQueue<W extends Prioritized>(): WaitQueue<W> {
  const rotas: Readonly<Record<Priority, LaneRota<W>>> = {
    critical: createLaneRota(),
    normal: createLaneRota(),
    background: createLaneRota(),
  };
  const { critical, normal, background } = rotas;
  let passedOver = 0;

  return {
    get size() {
      return critical.size + normal.size + background.size;
    },
    add: (waiter) => rotas[waiter.priority].add(waiter),
    remove: (waiter) => rotas[waiter.priority].remove(waiter),
    all: () => [critical, normal, background].flatMap((rota) => rota.all()),
    *claims() {
      const rest = passedOver < PATIENCE ? [normal, background] : [background, normal];
      for (const rota of [critical, ...rest]) yield* rota.firsts();
    },
    before(lane, priority) {
      const ahead = rotas[priority].before(lane);
      if (priority === "critical") return ahead;
      if (priority === "normal") return [...critical.all(), ...ahead];
      const most = (PATIENCE + 1) * (ahead.length + 1) - passedOver;
      return [...critical.all(), ...normal.all().slice(0, Math.max(0, most)), ...ahead];
    },
    countGrant(lane, priority) {
      rotas[priority].countTurn(lane);
      passedOver = priority === "background" || background.size === 0 ? 0 : passedOver + 1;
    },
  };
}
