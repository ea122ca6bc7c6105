import { createHash } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded stream of random choices. The same seed gives the same choices on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  /** One element; throws RangeError on an empty list. */
  pick<T>(list: readonly T[]): T;
  /** A stream of its own for `label`: how much one draws never shifts what another sees. */
  fork(label: string): Random;
}

/** Creates a stream from a seed (any string or number). */
export function createRandom(seed: number | string): Random {
  const generator = xoroshiro128plus(
    createHash("sha256").update(String(seed)).digest().readInt32LE(0),
  );
  const int = (below: number) => {
    if (!(below >= 1)) throw new RangeError(`int(${below}): the bound must be at least 1`);
    return uniformInt(generator, 0, below - 1);
  };
  return {
    next: () => uniformFloat64(generator),
    int,
    pick: (list) => list[int(list.length)] as (typeof list)[number],
    fork: (label) => createRandom(`${seed}/${label}`),
  };
}
