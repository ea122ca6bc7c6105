/** Calls back when signals abort. */
export interface AbortWatch {
  /** Calls `onAbort` once when the signal aborts; returns how to stop watching. */
  add(signal: AbortSignal, onAbort: () => void): () => void;
}

/**
 * One listener per signal, however many wait on it: a run's games share one signal, and Node warns
 * of a leak from the eleventh listener on.
 */
export function createAbortWatch(): AbortWatch {
  const watched = new Map<AbortSignal, Set<() => void>>();

  return {
    add(signal, onAbort) {
      let callbacks = watched.get(signal);
      if (!callbacks) {
        callbacks = new Set();
        watched.set(signal, callbacks);
        signal.addEventListener("abort", tell, { once: true });
      }
      callbacks.add(onAbort);
      return () => {
        if (!callbacks.delete(onAbort) || callbacks.size > 0) return;
        signal.removeEventListener("abort", tell);
        watched.delete(signal);
      };
    },
  };

  function tell(this: AbortSignal) {
    const callbacks = watched.get(this);
    watched.delete(this);
    for (const onAbort of callbacks ?? []) onAbort();
  }
}
