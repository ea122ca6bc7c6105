/** The listeners of a cell. */
export interface Listeners {
  /** Returns how to remove it. */
  add(listener: () => void): () => void;
  /** Calls all that were there when it began. */
  tell(): void;
  clear(): void;
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell() {
      for (const listener of [...listeners]) listener();
    },
    clear: () => listeners.clear(),
  };
}
