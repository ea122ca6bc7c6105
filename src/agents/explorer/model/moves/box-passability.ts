import { hashNumbers } from "../../../../game/hash.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import type { SweptMove } from "./passability.ts";

/** The passability of cells for one kind of thing, the avatar or the boxes, in a Sokoban level. */
export interface BoxPassability {
  /** The thing moved. */
  passed(move: SweptMove): void;
  /** It was stopped at a spot. */
  stopped(spot: Spot, move: SweptMove): void;
  /** It died. */
  killed(move: SweptMove): void;
  /** Whether a key never moves it from a spot, although it does over such cells elsewhere. */
  isBlocked(spot: Spot, key: number): boolean;
  /** Whether it can probably move so. Unknown cells count as passable. */
  isOpen(move: SweptMove): boolean;
  /** Another level begins: edges blocked at one spot are forgotten. */
  forgetSpots(): void;
}

/**
 * Starts with nothing known. A colour that filled a whole sweep tells more than one among others: dots of
 * a floor may have the colour of the walls.
 */
export function createBoxPassability(): BoxPassability {
  const byPattern = new Map<number, boolean>();
  /** By the colours that filled a whole sweep. */
  const solid = new Map<number, boolean>();
  const walked = new Set<number>();
  const deadly = new Set<number>();
  const blocked = new Set<number>();
  const patternOf = ({ key, colours }: SweptMove) => hashNumbers(key, ...colours);
  const edge = (spot: Spot, key: number) => hashNumbers(spotCode(spot), key);
  const onlyOf = ({ colours }: SweptMove) =>
    colours.every((colour) => colour === colours[0]) ? colours[0] : undefined;

  const note = (move: SweptMove, isOpen: boolean) => {
    byPattern.set(patternOf(move), isOpen);
    const only = onlyOf(move);
    if (only !== undefined) solid.set(only, isOpen);
  };

  return {
    passed(move) {
      note(move, true);
      for (const colour of move.colours) walked.add(colour);
    },
    stopped(spot, move) {
      if (byPattern.get(patternOf(move))) blocked.add(edge(spot, move.key));
      else note(move, false);
    },
    killed(move) {
      for (const colour of move.colours) if (!walked.has(colour)) deadly.add(colour);
    },
    isBlocked: (spot, key) => blocked.has(edge(spot, key)),
    isOpen(move) {
      const known = byPattern.get(patternOf(move));
      if (known !== undefined) return known;
      if (move.colours.some((colour) => deadly.has(colour))) return false;
      const only = onlyOf(move);
      if (only !== undefined) return solid.get(only) ?? true;
      const closed = move.colours.filter((colour) => solid.get(colour) === false);
      return 2 * closed.length < move.colours.length;
    },
    forgetSpots: () => blocked.clear(),
  };
}
