import { clickCode, decodeAction } from "../../../game/action-code.ts";
import type { Bounds } from "./bounds.ts";
import { doOverlap, findPanels, type Panel, sizeOf } from "./panel.ts";
import { findPicturePanels } from "./picture-panel.ts";
import { type Component, segment } from "./segment.ts";
import type { View } from "./view.ts";

/** One box of a panel. */
export interface Tile {
  readonly panel: number;
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a level shows at its beginning: panels of tiles, and places to press. */
export interface Board {
  readonly panels: readonly Panel[];
  /** The tiles of all panels, panel by panel in reading order. */
  readonly tiles: readonly Tile[];
  /** The components that lie outside the panels. */
  readonly others: readonly Component[];
  /** Those of the others that can be pressed. */
  readonly pressed: readonly Component[];
  /** The colour of the largest component. */
  readonly ground: number;
  /** The click codes of the places to press: first one for each tile, then one for each small other component. */
  readonly spots: readonly number[];
  /** The spot that a click hits; undefined for none. */
  spotAt(code: number): number | undefined;
  /** The boxes that the spots lie in. */
  readonly boxes: readonly Bounds[];
  /** The spots whose boxes lie over that of a spot, and itself. */
  spotsOver(spot: number): number[];
  /** The middles of the spots. */
  readonly middles: readonly Point[];
  /** The spot whose box is nearest to a point, and no farther than that; undefined for none. */
  spotNear(x: number, y: number, reach: number): number | undefined;
  /** The tiles of a panel, in reading order. */
  tilesIn(panel: number): readonly number[];
  /** The tile of a panel; undefined outside of it and in its holes. */
  tileAt(panel: number, row: number, column: number): number | undefined;
}

const MIN_AREA = 4;
const MAX_AREA = 600;

function tilesOf(panel: Panel, index: number): Tile[] {
  const { rows, columns, left, top, width, height, pitchX, pitchY, holes } = panel;
  const all = Array.from({ length: rows * columns }, (_, at) => {
    const row = Math.floor(at / columns);
    const column = at % columns;
    return {
      panel: index,
      row,
      column,
      left: left + column * pitchX,
      top: top + row * pitchY,
      width,
      height,
    };
  });
  return all.filter((_, at) => !holes.has(at));
}

/** Of panels that lie over one another those of most boxes: others are parts of their pictures. */
function choosePanels(panels: readonly Panel[]): Panel[] {
  const chosen: Panel[] = [];
  for (const panel of [...panels].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const isPart = (other: Panel) => (panel.pictures || other.pictures) && doOverlap(panel, other);
    if (!chosen.some(isPart)) chosen.push(panel);
  }
  return chosen;
}

/** Reads the board off a view. */
export function readBoard(view: View): Board {
  const components = segment(view);
  const panels = choosePanels([...findPanels(components), ...findPicturePanels(view)]);
  const tiles = panels.flatMap(tilesOf);
  const nameOf = (panel: number, row: number, column: number) => (panel * 128 + row) * 128 + column;
  const byName = new Map(
    tiles.map(({ panel, row, column }, at) => [nameOf(panel, row, column), at]),
  );
  const byPanel = panels.map((_, panel) =>
    tiles.flatMap((tile, at) => (tile.panel === panel ? [at] : [])),
  );
  const spotOf = new Int16Array(view.cells.length).fill(-1);
  const claim = (spot: number, { left, top, right, bottom }: Bounds) => {
    for (let y = top; y <= bottom; y++)
      spotOf.fill(spot, y * view.width + left, y * view.width + right + 1);
  };
  const boundsOf = ({ left, top, width, height }: Tile): Bounds => ({
    left,
    top,
    right: left + width - 1,
    bottom: top + height - 1,
  });

  const overlaps = ({ left, right, top, bottom }: Component, tile: Tile) =>
    left < tile.left + tile.width &&
    right >= tile.left &&
    top < tile.top + tile.height &&
    bottom >= tile.top;
  /** What lies in a tile is part of it; a frame around it is not. */
  const isWithin = (component: Component, { left, top, width, height }: Tile) =>
    component.left >= left &&
    component.top >= top &&
    component.right < left + width &&
    component.bottom < top + height;
  const others = components.filter((component) => !tiles.some((tile) => isWithin(component, tile)));
  const candidates = others
    .filter(
      (component) =>
        component.area >= MIN_AREA &&
        component.area <= MAX_AREA &&
        !tiles.some((tile) => overlaps(component, tile)),
    )
    .sort((a, b) => b.area - a.area);
  // What lies in another thing's box is pressed for itself.
  const pressed = candidates.filter(
    ({ x, y }, at) =>
      !candidates
        .slice(at + 1)
        .some(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom),
  );
  for (const [at, component] of pressed.entries()) claim(tiles.length + at, component);
  for (const [at, tile] of tiles.entries()) claim(at, boundsOf(tile));
  const spots = [
    ...tiles.map(({ left, top, width, height }) =>
      clickCode(left + (width >> 1), top + (height >> 1)),
    ),
    ...pressed.map(({ x, y }) => clickCode(x, y)),
  ];
  const boxes: Bounds[] = [...tiles.map(boundsOf), ...pressed];
  return {
    panels,
    tiles,
    others,
    pressed,
    ground: components.reduce((most, other) => (other.area > most.area ? other : most)).colour,
    spots,
    boxes,
    spotsOver(spot) {
      const { left, top, right, bottom } = boxes[spot] as Bounds;
      return [...boxes.keys()].filter((other) => {
        const box = boxes[other] as Bounds;
        return box.left <= right && box.right >= left && box.top <= bottom && box.bottom >= top;
      });
    },
    middles: boxes.map(({ left, top, right, bottom }) => ({
      x: (left + right) / 2,
      y: (top + bottom) / 2,
    })),
    spotNear(x, y, reach) {
      let nearest: number | undefined;
      let least = reach;
      for (const [spot, { left, top, right, bottom }] of boxes.entries()) {
        const off = Math.max(left - x, x - right, 0) + Math.max(top - y, y - bottom, 0);
        // Of equals the last one is the smallest.
        if (off > least) continue;
        [nearest, least] = [spot, off];
      }
      return nearest;
    },
    spotAt(code) {
      const { x = 0, y = 0 } = decodeAction(code);
      const spot = spotOf[y * view.width + x] ?? -1;
      return spot < 0 ? undefined : spot;
    },
    tilesIn: (panel) => byPanel[panel] ?? [],
    tileAt(panel, row, column) {
      const { rows, columns } = panels[panel] as Panel;
      if (row < 0 || column < 0 || row >= rows || column >= columns) return undefined;
      return byName.get(nameOf(panel, row, column));
    },
  };
}
