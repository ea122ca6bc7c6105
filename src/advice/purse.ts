/** The most that one call may cost, set aside until it is known what it did cost. */
export interface Hold {
  readonly most: number;
  /** Pays; later calls change nothing. */
  settle(cost: number): void;
}

/** Money that several spend from at once, and that is never overspent. US dollars. */
export interface Purse {
  readonly spent: number;
  /** Neither spent nor set aside. */
  readonly left: number;
  /**
   * Sets aside what `amountOf` makes of what is left. Where it makes nothing of it but others have some set aside, waits
   * for them. Undefined: it will never be enough. Rejects with the signal's reason.
   */
  hold(
    amountOf: (left: number) => number | undefined,
    signal: AbortSignal,
  ): Promise<Hold | undefined>;
}

export function createPurse(most: number): Purse {
  let spent = 0;
  let held = 0;
  let open = 0;
  let waiters: (() => void)[] = [];

  const left = () => most - spent - held;
  const take = (amount: number): Hold => {
    held += amount;
    open += 1;
    let isOpen = true;
    return {
      most: amount,
      settle(cost) {
        if (!isOpen) return;
        isOpen = false;
        open -= 1;
        // Sums of fractions do not come out even.
        held = open === 0 ? 0 : held - amount;
        spent += cost;
        const woken = waiters;
        waiters = [];
        for (const wake of woken) wake();
      },
    };
  };

  return {
    get spent() {
      return spent;
    },
    get left() {
      return left();
    },
    async hold(amountOf, signal) {
      for (;;) {
        signal.throwIfAborted();
        const amount = amountOf(left());
        if (amount !== undefined && amount <= left()) return take(amount);
        if (open === 0) return undefined;
        await settled(signal);
      }
    },
  };

  /** Until somebody settles. */
  function settled(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      waiters.push(() => {
        signal.removeEventListener("abort", abort);
        resolve();
      });
    });
  }
}
