import { DiskError, isFull } from "../base/disk-error.ts";
import { type Database, openDatabase } from "../base/open-database.ts";
import { AGENT_MEMORY_SCHEMA, type AgentMemoryTable } from "../memory/store/agent-memory.ts";
import { INCIDENT_SCHEMA } from "../stats/incident-table.ts";
import { RUN_SCHEMA } from "../stats/run-table.ts";

/** Where a run keeps what it learns and comes to. */
export interface RunDatabase {
  /** Null where there was no room to open it: nothing is kept of the run but what it learns. */
  readonly database: Database.Database | null;
  /** The memory that `create` makes of the database; without one, one that learns and saves when there is room. */
  memory(create: (database: Database.Database) => AgentMemoryTable): AgentMemoryTable;
  close(): void;
}

/** Opens it; `print` is told of what was found amiss. Throws a DiskError for anything but a full disk. */
export function openRunDatabase(dataDir: string, print: (line: string) => void): RunDatabase {
  const open = () =>
    openDatabase(dataDir, [AGENT_MEMORY_SCHEMA, RUN_SCHEMA, INCIDENT_SCHEMA], print);
  let database: Database.Database | null = null;
  try {
    database = open();
  } catch (error) {
    if (!(error instanceof DiskError && isFull(error))) throw error;
    print(`${error.message}; play goes on, what is learned is saved when there is room`);
  }
  let late: Database.Database | null = null;
  return {
    database,
    memory(create) {
      if (database) return create(database);
      let table: AgentMemoryTable | null = null;
      return {
        load: () => undefined,
        earlierVersionOf: () => undefined,
        loadEarlierVersion: () => undefined,
        save(gameId, saved) {
          late ??= open();
          table ??= create(late);
          table.save(gameId, saved);
        },
      };
    },
    close() {
      (database ?? late)?.close();
    },
  };
}
