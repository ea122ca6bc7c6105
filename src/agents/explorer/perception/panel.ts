import { type Bounds, heightOf, widthOf } from "./bounds.ts";
import type { Component } from "./segment.ts";

/** A lattice of equal boxes (tiles) in rows and columns, with gaps between them. */
export interface Panel {
  readonly rows: number;
  readonly columns: number;
  /** The upper left corner of the first box. */
  readonly left: number;
  readonly top: number;
  /** The size of one box. */
  readonly width: number;
  readonly height: number;
  /** The distance from one box to the next. */
  readonly pitchX: number;
  readonly pitchY: number;
  /** The places without a box, in reading order: a panel may be a ring, or have any other form. */
  readonly holes: ReadonlySet<number>;
  /** Where its boxes show pipes: the colours of their ground and of the gaps between the boxes. */
  readonly pipes?: { readonly ground: number; readonly gap: number };
}

const MIN_SIDE = 2;
const MAX_SIDE = 16;
const MAX_TILES = 100;
/** Where more than this share of the boxes is seen, the others exist too: a cursor hides them, or they look like the ground. */
const LEAST_SEEN = 0.6;
/** Fewer boxes that do not fill their rows and columns line up by chance. */
const LEAST_BOXES = 6;

const isTile = (component: Component): boolean => {
  const width = widthOf(component);
  const height = heightOf(component);
  return (
    Math.min(width, height) >= MIN_SIDE &&
    Math.max(width, height) <= MAX_SIDE &&
    component.area === width * height
  );
};

/** Whether two boxes of one size are neighbours in a row, a column or slantwise, with a gap narrower than they are. */
function areNeighbours(a: Bounds, b: Bounds): boolean {
  const dx = Math.abs(a.left - b.left);
  const dy = Math.abs(a.top - b.top);
  const isBeside = dx > widthOf(a) && dx < 2 * widthOf(a);
  const isBelow = dy > heightOf(a) && dy < 2 * heightOf(a);
  return (isBeside && (dy === 0 || isBelow)) || (isBelow && dx === 0);
}

function cluster(boxes: readonly Bounds[]): Bounds[][] {
  const left = new Set(boxes);
  const clusters: Bounds[][] = [];
  for (const first of boxes) {
    if (!left.delete(first)) continue;
    const members = [first];
    for (const member of members) {
      for (const other of left) {
        if (areNeighbours(member, other)) {
          members.push(other);
          left.delete(other);
        }
      }
    }
    clusters.push(members);
  }
  return clusters;
}

/** Fits a lattice to the coordinates of boxes: the first, the pitch and the number; undefined where none fits. */
function linesOf(places: readonly number[], alone: number) {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const first = sorted[0] as number;
  const steps = sorted.slice(1).map((place, at) => place - (sorted[at] as number));
  const pitch = steps.length > 0 ? Math.min(...steps) : alone;
  if (steps.some((step) => step % pitch !== 0)) return undefined;
  return { first, pitch, count: ((sorted[sorted.length - 1] as number) - first) / pitch + 1 };
}

const range = (count: number) => Array.from({ length: count }, (_, at) => at);

/** How many boxes a panel has. */
export const sizeOf = ({ rows, columns, holes }: Panel): number => rows * columns - holes.size;

/** The rectangle of a panel, with the gaps behind its last row and column. */
export const boundsOf = ({ left, top, rows, columns, pitchX, pitchY }: Panel): Bounds => ({
  left,
  top,
  right: left + columns * pitchX - 1,
  bottom: top + rows * pitchY - 1,
});

/** A tile's place in its panel, and where it lies in the view. */
export interface PanelTile extends Bounds {
  readonly row: number;
  readonly column: number;
}

/** The tiles of a panel in reading order, without its holes. */
export function tilesOf(panel: Panel): PanelTile[] {
  return range(panel.rows * panel.columns)
    .filter((at) => !panel.holes.has(at))
    .map((at) => {
      const [row, column] = [Math.floor(at / panel.columns), at % panel.columns];
      const left = panel.left + column * panel.pitchX;
      const top = panel.top + row * panel.pitchY;
      const [right, bottom] = [left + panel.width - 1, top + panel.height - 1];
      return { row, column, left, top, right, bottom };
    });
}

function panelOf(boxes: readonly Bounds[]): Panel | undefined {
  const [box] = boxes;
  if (!box || boxes.length < 2) return undefined;
  const width = widthOf(box);
  const height = heightOf(box);
  const x = linesOf(
    boxes.map(({ left }) => left),
    width,
  );
  const y = linesOf(
    boxes.map(({ top }) => top),
    height,
  );
  if (!x || !y) return undefined;
  const tiles = x.count * y.count;
  const isFull = boxes.length >= LEAST_SEEN * tiles;
  if (tiles > MAX_TILES || !(isFull || boxes.length >= LEAST_BOXES)) return undefined;
  const holes = new Set(isFull ? [] : range(tiles));
  for (const { left, top } of boxes) {
    holes.delete(((top - y.first) / y.pitch) * x.count + (left - x.first) / x.pitch);
  }
  return {
    rows: y.count,
    columns: x.count,
    left: x.first,
    top: y.first,
    width,
    height,
    pitchX: x.pitch,
    pitchY: y.pitch,
    holes,
  };
}

/** The panels among the components of a view, those of most boxes first. */
export function findPanels(components: readonly Component[]): Panel[] {
  const bySize = new Map<number, Bounds[]>();
  for (const component of components) {
    if (!isTile(component)) continue;
    const size = widthOf(component) * 64 + heightOf(component);
    const known = bySize.get(size);
    if (known) known.push(component);
    else bySize.set(size, [component]);
  }
  return [...bySize.values()]
    .flatMap(cluster)
    .flatMap((boxes) => panelOf(boxes) ?? [])
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}
