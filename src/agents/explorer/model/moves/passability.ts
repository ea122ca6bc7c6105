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

/** A colour of so large a share of a move's cells let the avatar pass, or stopped it. */
const MOST = 0.6;
/** So large a share of cells that stop the avatar does so whatever the others are. */
const HALF = 0.5;

/** Starts with nothing known. */
export function createPassability(): Passability {
  const byColour = new Map<number, Tally>();
  const byPattern = new Map<number, boolean>();
  /** By the colour of most cells: specks of a floor may have the colour of the walls. */
  const solid = new Map<number, boolean>();

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
      const main = mainOf(move);
      if (main !== undefined) solid.set(main, true);
      for (const colour of new Set(move.colours)) tallyOf(colour).passed += 1;
    },
    blocked(move) {
      byPattern.set(patternOf(move), false);
      const main = mainOf(move);
      if (main !== undefined && !solid.has(main)) solid.set(main, false);
      const unknown = [...new Set(move.colours)].filter((colour) => tallyOf(colour).passed === 0);
      if (unknown.length === 1) tallyOf(unknown[0] as number).blocked += 1;
    },
    killed(move) {
      const rare = [...new Set(move.colours)].filter((colour) => tallyOf(colour).passed <= 2);
      for (const colour of rare) tallyOf(colour).deadly += 1 / rare.length;
    },
    isOpen(move) {
      const known = byPattern.get(patternOf(move));
      if (known !== undefined) return known;
      const closed = move.colours.filter((colour) => solid.get(colour) === false).length;
      if (closed > 0 && closed >= HALF * move.colours.length) return false;
      return move.colours.every((colour) => {
        const tally = byColour.get(colour);
        if (!tally) return true;
        if (tally.deadly >= 1 && tally.passed <= 4 * tally.deadly) return false;
        return 3 * tally.passed >= tally.blocked;
      });
    },
  };
}

/** The colour of most cells of a move. */
const mainOf = ({ colours }: SweptMove): number | undefined =>
  colours.find((colour) => colours.filter((one) => one === colour).length >= MOST * colours.length);
