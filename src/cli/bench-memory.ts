import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../base/clock.ts";
import { openDatabase } from "../base/open-database.ts";
import type { Series } from "../evaluation/series.ts";
import { AGENT_MEMORY_SCHEMA, createAgentMemory } from "../memory/store/agent-memory.ts";
import type { AgentMemory } from "../training/memory.ts";

/** What agents learn during a bench. */
export interface BenchMemory {
  of(series: Series): AgentMemory;
  /** Forgets it all. */
  close(): void;
}

/**
 * Memory as training keeps it, but in a database of its own that goes with the process: what the user's
 * own runs learned is neither read nor changed.
 */
export function openBenchMemory(): BenchMemory {
  const dir = mkdtempSync(join(tmpdir(), "arc-train-bench-"));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  // A second Ctrl-C leaves without closing anything.
  process.once("exit", remove);
  const database = openDatabase(dir, [AGENT_MEMORY_SCHEMA]);
  return {
    of: ({ agent, seed }) => createAgentMemory(database, `${agent} seed ${seed}`, systemClock),
    close() {
      database.close();
      remove();
      process.off("exit", remove);
    },
  };
}
