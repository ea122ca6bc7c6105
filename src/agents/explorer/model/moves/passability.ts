import { hashNumbers } from "../../../../game/hash.ts";

/** The passability of cells by their colours, learned from where the avatar went and stopped. */
export interface Passability {
  /** The avatar moved over cells of these colours. */
  passed(move: SweptMove): void;
  /** They stopped it. */
  blocked(move: SweptMove): void;
  /** It died of them. */
  killed(move: SweptMove): void;
  /** Whether it can probably move over them. Unknown colours count as passable. */
  isOpen(move: SweptMove): boolean;
}

/** The colours of the cells that a move by a key would newly cover, in the order of the sprite's cells. */
export interface SweptMove {
  readonly key: number;
  readonly colours: readonly number[];
}

interface Tally {
  passed: number;
  blocked: number;
  deadly: number;
}

/** Where several unknown colours stopped the avatar, each counts as so much of a stop, up to a limit. */
const SUSPICION = 0.3;
const MAX_SUSPICION = 0.6;

/** Starts with nothing known. */
export function createPassability(): Passability {
  const byColour = new Map<number, Tally>();
  const byPattern = new Map<number, boolean>();
  const suspected = new Set<number>();

  const tallyOf = (colour: number): Tally => {
    const known = byColour.get(colour);
    if (known) return known;
    const tally = { passed: 0, blocked: 0, deadly: 0 };
    byColour.set(colour, tally);
    return tally;
  };
  const patternOf = ({ key, colours }: SweptMove) => hashNumbers(key, ...colours);

  return {
    passed(move) {
      byPattern.set(patternOf(move), true);
      for (const colour of new Set(move.colours)) tallyOf(colour).passed += 1;
    },
    blocked(move) {
      const pattern = patternOf(move);
      byPattern.set(pattern, false);
      const unknown = [...new Set(move.colours)].filter((colour) => tallyOf(colour).passed === 0);
      if (unknown.length === 1) tallyOf(unknown[0] as number).blocked += 1;
      else if (!suspected.has(pattern)) {
        suspected.add(pattern);
        for (const colour of unknown) {
          const tally = tallyOf(colour);
          tally.blocked = Math.max(
            tally.blocked,
            Math.min(tally.blocked + SUSPICION, MAX_SUSPICION),
          );
        }
      }
    },
    killed(move) {
      const rare = [...new Set(move.colours)].filter((colour) => tallyOf(colour).passed <= 2);
      for (const colour of rare) tallyOf(colour).deadly += 1 / rare.length;
    },
    isOpen(move) {
      const known = byPattern.get(patternOf(move));
      if (known !== undefined) return known;
      return move.colours.every((colour) => {
        const tally = byColour.get(colour);
        if (!tally) return true;
        if (tally.deadly >= 1 && tally.passed <= 4 * tally.deadly) return false;
        return !(tally.blocked >= 0.9 && 3 * tally.passed < tally.blocked);
      });
    },
  };
}
