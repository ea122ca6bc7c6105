/** What presses made of colours on the levels before, for where a level has not shown it yet. */
export interface LevelPrior {
  /** The colour that a press turns a colour into. */
  readonly next: Map<number, number>;
  /** What a tile becomes that is given the colour it has already. */
  erased: number | undefined;
}
