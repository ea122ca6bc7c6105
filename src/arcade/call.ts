/** A request that passed the gate: known path, good key, within the limit, body read. */
export interface Call {
  /** Decoded parts of the path that its pattern leaves open. */
  readonly params: readonly string[];
  readonly key: string;
  readonly instance: string;
  /** The JSON object of a POST; null where it carries other JSON; empty for a GET. */
  readonly body: Readonly<Record<string, unknown>> | null;
}
