import { type Spot, spotCode } from "../perception/sprite.ts";

/** As many of some boxes as possible onto some spots. */
export interface Want {
  /** Places in the list of boxes. */
  readonly boxes: readonly number[];
  /** Codes of spots. */
  readonly spots: ReadonlySet<number>;
}

/** Where boxes might have to go for the level to end. */
export interface Goal {
  /** Equal for goals of one kind, in all levels of a game. */
  readonly id: string;
  readonly wants: readonly Want[];
  /** How much speaks for it. */
  readonly score: number;
}

/** How many boxes a want asks for. */
export const needed = ({ boxes, spots }: Want): number => Math.min(boxes.length, spots.size);

/** Whether all wants of a goal are met with the boxes at these spots. */
export const isMet = ({ wants }: Goal, boxes: readonly { readonly spot: Spot }[]): boolean =>
  wants.every(
    (want) =>
      want.boxes.filter((box) => {
        const at = boxes[box];
        return at !== undefined && want.spots.has(spotCode(at.spot));
      }).length >= needed(want),
  );
