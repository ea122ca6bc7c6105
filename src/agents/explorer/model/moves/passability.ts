import { hashNumbers } from "../../../../game/hash.ts";

/** What a avatar can walk on, learned from where it went and where it stopped. */
export interface Passability {
  /** Notes that it went over cells of these colours. */
  passed(move: SweptMove): void;
  /** Notes that it was stopped by them. */
  blocked(move: SweptMove): void;
  /** Notes that it died of them. */
  killed(move: SweptMove): void;
  /** Whether it may try them: what is not known is let pass. */
  isOpen(move: SweptMove): boolean;
}

/** The cells a move would newly cover, by their colours in the order of the sprite's cells. */
export interface SweptMove {
  readonly key: number;
  readonly colours: readonly number[];
}

interface Tally {
  passed: number;
  blocked: number;
  deadly: number;
}

/** How much one stop among several unknown colours says against each, and how far that can go. */
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
