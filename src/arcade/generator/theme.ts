import type { Random } from "../../base/random.ts";
import type { ShapeName } from "./shapes.ts";

/** How a thing is drawn. */
export interface Look {
  readonly shape: ShapeName;
  readonly colour: number;
}

/**
 * Things that look alike in all levels of a game. There are nine colours for them: those nine apart
 * share one, so they are things that do not meet, or not as things to walk to.
 */
const KINDS = [
  "exit",
  "gem",
  "hazard",
  "enemy",
  "chaser",
  "crack",
  "gate",
  "refill",
  "stain",
  "button",
  "bauble",
  "drifter",
  "portal",
  "pulse",
  "mark",
  "box",
] as const;
export type Kind = (typeof KINDS)[number];

export type Edge = "top" | "bottom" | "left" | "right";

/** The appearance of a game: none of it bears on what can be done, all of it on what is seen. */
export interface Theme {
  readonly background: number;
  readonly floor: number;
  readonly wall: number;
  readonly texture: "plain" | "checks" | "specks";
  readonly avatar: Look;
  /** The middle of the avatar and the cursor's colour. */
  readonly accent: number;
  readonly looks: Readonly<Record<Kind, Look>>;
  /** Colours that mean something only by being equal or not; all different. */
  readonly tints: readonly number[];
  /** The side of a square in pixels, where there is room for it: on a floor, and without one. */
  readonly floorCell: number;
  readonly bareCell: number;
  /** Where on the picture the level stands, 0–1 across and down. */
  readonly place: readonly [number, number];
  readonly barEdge: Edge;
  readonly barWidth: number;
  readonly barColour: number;
  /** Pictures of a flash when a level is won or lost. */
  readonly flashes: number;
  /** Whether a step shows the avatar half-way. */
  readonly glides: boolean;
}

const GREYS = [0, 1, 2, 3, 4, 5];
const COLOURS = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const SHAPES: readonly ShapeName[] = [
  "block",
  "ring",
  "plus",
  "cross",
  "diamond",
  "corners",
  "bars",
  "steps",
  "wedge",
  "cup",
  "bolt",
];
const AVATARS: readonly ShapeName[] = ["full", "block", "diamond", "tee", "plus"];

export function drawTheme(random: Random): Theme {
  const [floor = 0, wall = 0, background = 0] = shuffled(GREYS, random);
  const [own = 0, ...others] = shuffled(COLOURS, random);
  const shapes = shuffled(SHAPES, random);
  const looks = Object.fromEntries(
    KINDS.map((kind, at) => [
      kind,
      { shape: shapes[at % shapes.length], colour: others[at % others.length] },
    ]),
  ) as Record<Kind, Look>;
  return {
    floor,
    wall,
    background: random.int(3) === 0 ? wall : background,
    texture: random.pick(["plain", "plain", "checks", "specks"]),
    avatar: { shape: random.pick(AVATARS), colour: own },
    accent:
      random.int(2) === 0 ? own : (shuffled(GREYS, random).find((grey) => grey !== floor) ?? 0),
    looks,
    tints: shuffled(others, random),
    floorCell: 5 + random.int(4),
    bareCell: 7 + random.int(5),
    place: [random.next(), random.next()],
    barEdge: random.pick(["top", "bottom", "left", "right"]),
    barWidth: 1 + random.int(2),
    barColour: random.pick(others),
    flashes: random.int(3),
    glides: random.int(4) === 0,
  };
}

/** The same elements in an order drawn at random. */
export function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const rest = [...list];
  for (let at = rest.length - 1; at > 0; at -= 1) {
    const other = random.int(at + 1);
    [rest[at], rest[other]] = [rest[other] as T, rest[at] as T];
  }
  return rest;
}
