/** A prior from earlier levels: what presses made of colours there, used until a level shows it. */
export interface LevelPrior {
  /** The successor of each colour. */
  readonly next: Map<number, number>;
  /** The colour of a tile that was given the colour it had already. */
  erased: number | undefined;
}
