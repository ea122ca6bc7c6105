/** Keeps what agents learned, from run to run. */
export interface AgentMemory {
  /** What was saved for this game last, or undefined. */
  load(gameId: string): unknown;
  save(gameId: string, saved: unknown): void;
}
