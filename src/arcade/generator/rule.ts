import type { Random } from "../../base/random.ts";
import type { Easel } from "./easel.ts";
import type { Ground } from "./ground.ts";

/** What a rule remembers: numbers that only it understands. */
export type Part = readonly number[];

/** What a rule may know beside its own part. */
export interface View {
  /** The avatar's square; -1 where there is none. */
  readonly at: number;
  /** Whether a square is floor that no rule bars. */
  isFree(square: number): boolean;
}

/**
 * One mechanic of a level. Rules do not know one another: the level asks each in turn and puts
 * together what they say. All functions are pure.
 */
export interface Rule {
  readonly start: Part;
  /** Whether what it remembers has no bearing on winning or losing; a search leaves it out. */
  readonly idle?: true;
  /** Squares that react to being pressed. */
  readonly presses?: readonly number[];
  /** Squares that, pressed in this order from the start, meet this rule's goal. */
  readonly proof?: readonly number[];
  /** Whether nothing may come onto a square. */
  blocks?(part: Part, square: number): boolean;
  /** What stands on `square` gives way to `beyond`; null: it cannot; undefined: nothing of its own is there. */
  shove?(part: Part, square: number, beyond: number, view: View): Part | null | undefined;
  /** The avatar left a square. */
  leave?(part: Part, square: number): Part;
  /** The avatar came onto a square. */
  enter?(part: Part, square: number): Part;
  /** Whether `enter`, when it changed something, also filled the budget. */
  readonly refills?: true;
  /** Where the avatar is moved that came onto a square. */
  send?(square: number): number | undefined;
  /** Whether a sliding avatar stops on a square; `isOpen`: all goals but this rule's are met. */
  catches?(square: number, isOpen: boolean): boolean;
  /** A square was clicked, acted on or trodden on. */
  press?(part: Part, square: number): Part;
  /** Time goes on: after each action that the level took. */
  tick?(part: Part, view: View): Part;
  /** Whether the avatar dies there. */
  harms?(part: Part, square: number): boolean;
  /** Whether its goal is met; a rule without one has no goal. */
  isDone?(part: Part, at: number): boolean;
  /** Whether its goal is out of reach: a hint that saves a search. */
  isHopeless?(part: Part): boolean;
  draw(part: Part, easel: Easel, isOpen: boolean): void;
  /** Draws over the avatar, which is at `at`. */
  drawOver?(part: Part, easel: Easel, at: number): void;
}

/** What a rule is laid out with. */
export interface Site {
  readonly ground: Ground;
  readonly random: Random;
  /** The avatar's first square; -1 where there is none. */
  readonly start: number;
  /** 0 in the first level, 5 at most. */
  readonly hardness: number;
}

/** Lays a rule out; null when there is no room for it, and the level is drawn anew. */
export type LayRule = (site: Site) => Rule | null;

/** The part with one number changed. */
export const withNumber = (part: Part, at: number, value: number): Part =>
  part[at] === value ? part : part.with(at, value);

/** The part, one flag per square of `squares`, with that of `square` raised if it is one of them. */
export function raise(part: Part, squares: readonly number[], square: number): Part {
  const at = squares.indexOf(square);
  return at < 0 ? part : withNumber(part, at, 1);
}

/** `count` free squares in use from now on; null when there are too few. */
export function takeAll({ ground, random }: Site, count: number): readonly number[] | null {
  const squares = Array.from({ length: count }, () => ground.take(random));
  return squares.every((square) => square !== null) ? squares : null;
}
