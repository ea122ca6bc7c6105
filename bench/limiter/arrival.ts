/** A request when it reached the server. */
export interface Arrival {
  /** On the machine's clock. */
  readonly atMs: number;
  readonly worker: number;
  readonly isAccepted: boolean;
}
