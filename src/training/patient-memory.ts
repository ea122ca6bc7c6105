import { DiskError } from "../base/disk-error.ts";
import type { Emit } from "./events.ts";
import type { AgentMemory } from "./memory.ts";

/** A memory that outlasts a full disk. */
export interface PatientMemory {
  load(gameId: string): unknown;
  /**
   * Saves it, and what could not be saved before. A DiskError is told as an event, once while it lasts,
   * and what was to be saved is kept here; rejects with any other error.
   */
  save(gameId: string, saved: unknown): Promise<void>;
  /** Tries once more what is not saved yet. Throws what `save` of the memory throws. */
  flush(): void;
}

export function createPatientMemory(memory: AgentMemory, emit: Emit): PatientMemory {
  /** What is to be saved, by game. */
  const waiting = new Map<string, unknown>();
  let isTold = false;

  function flush(): void {
    for (const [gameId, saved] of waiting) {
      try {
        memory.save(gameId, saved);
      } catch (error) {
        if (!(error instanceof DiskError)) waiting.delete(gameId);
        throw error;
      }
      waiting.delete(gameId);
    }
    isTold = false;
  }

  return {
    load: memory.load,
    async save(gameId, saved) {
      waiting.set(gameId, saved);
      try {
        flush();
      } catch (error) {
        if (!(error instanceof DiskError)) throw error;
        if (isTold) return;
        isTold = true;
        const next = "play goes on, what was learned is saved when there is room";
        await emit({ type: "error", gameId, code: error.code, message: error.message, next });
      }
    },
    flush,
  };
}
