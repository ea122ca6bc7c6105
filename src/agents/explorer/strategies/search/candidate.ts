/** An action worth trying in a state. */
export interface Candidate {
  readonly code: number;
  /** How much its kind is worth, 0 … 1. */
  readonly factor: number;
  /** What it has in common with other actions, from the general to the specific. */
  readonly signatures: readonly number[];
}
