import { clickCode } from "../../../game/action-code.ts";
import { type Bounds, doOverlap, heightOf, holds, widthOf } from "./bounds.ts";
import { boundsOf, findPanels, type Panel, type PanelTile, sizeOf, tilesOf } from "./panel.ts";
import { findPipePanels } from "./pipe-panel.ts";
import { type Component, segment } from "./segment.ts";
import type { View } from "./view.ts";

/** A tile of one of the panels. */
export interface Tile extends PanelTile {
  readonly panel: number;
}

/** What a level shows at its beginning: panels of tiles, and pressables. A pressable is a tile or another component, as an index. */
export interface Board {
  readonly panels: readonly Panel[];
  /** The tiles of all panels, panel by panel in reading order. */
  readonly tiles: readonly Tile[];
  /** The components that lie outside the panels. */
  readonly outside: readonly Component[];
  /** Those of them that are pressables. */
  readonly standalone: readonly Component[];
  /** The colour of the largest component. */
  readonly ground: number;
  /** The click codes of the pressables: first one for each tile, then one for each of `standalone`. */
  readonly pressables: readonly number[];
  /** The rectangles of the pressables. */
  readonly boxes: readonly Bounds[];
  /** The pressables whose rectangles overlap that of a pressable, and itself. */
  pressablesOver(pressable: number): number[];
  /** The pressable nearest to a point, within a city-block distance; undefined for none. */
  pressableNear(x: number, y: number, reach: number): number | undefined;
  /** The tiles of a panel, in reading order. */
  tilesIn(panel: number): readonly number[];
  /** The tile of a panel; undefined outside of it and in its holes. */
  tileAt(panel: number, row: number, column: number): number | undefined;
}

const MIN_AREA = 4;
const MAX_AREA = 600;

/** Of overlapping panels keeps those of most boxes: the others are parts of what these show. */
function choosePanels(panels: readonly Panel[]): Panel[] {
  const chosen: Panel[] = [];
  for (const panel of [...panels].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const isPart = (other: Panel) =>
      (panel.pipes || other.pipes) && doOverlap(boundsOf(panel), boundsOf(other));
    if (!chosen.some(isPart)) chosen.push(panel);
  }
  return chosen;
}

/** The pressables outside of the panels, the largest first; of things over one another the smaller counts. */
function listStandalone(components: readonly Component[], tiles: readonly Tile[]): Component[] {
  const candidates = components
    .filter(
      (component) =>
        component.area >= MIN_AREA &&
        component.area <= MAX_AREA &&
        !tiles.some((tile) => doOverlap(component, tile)),
    )
    .sort((a, b) => b.area - a.area);
  return candidates.filter(
    ({ x, y }, at) =>
      !candidates
        .slice(at + 1)
        .some((smaller) => holds(smaller, { left: x, top: y, right: x, bottom: y })),
  );
}

/** Reads the board off a view: takes milliseconds, so it is done once for each level. */
export function readBoard(view: View): Board {
  const components = segment(view);
  const panels = choosePanels([...findPanels(components), ...findPipePanels(view)]);
  const tiles = panels.flatMap((of, panel) => tilesOf(of).map((tile) => ({ ...tile, panel })));
  const nameOf = (panel: number, row: number, column: number) => (panel * 128 + row) * 128 + column;
  const byName = new Map(
    tiles.map(({ panel, row, column }, at) => [nameOf(panel, row, column), at]),
  );
  const byPanel = panels.map((_, panel) =>
    tiles.flatMap((tile, at) => (tile.panel === panel ? [at] : [])),
  );
  // A component inside a tile is part of it; a frame around it is not.
  const outside = components.filter((component) => !tiles.some((tile) => holds(tile, component)));
  const standalone = listStandalone(outside, tiles);
  const boxes: Bounds[] = [...tiles, ...standalone];
  const pressableNear = (x: number, y: number, reach: number) => {
    let nearest: number | undefined;
    let least = reach;
    for (const [pressable, { left, top, right, bottom }] of boxes.entries()) {
      const off = Math.max(left - x, x - right, 0) + Math.max(top - y, y - bottom, 0);
      // Of equals the last one is the smallest.
      if (off > least) continue;
      [nearest, least] = [pressable, off];
    }
    return nearest;
  };
  return {
    panels,
    tiles,
    outside,
    standalone,
    ground: components.reduce((most, other) => (other.area > most.area ? other : most)).colour,
    pressables: [
      ...tiles.map((tile) =>
        clickCode(tile.left + (widthOf(tile) >> 1), tile.top + (heightOf(tile) >> 1)),
      ),
      ...standalone.map(({ x, y }) => clickCode(x, y)),
    ],
    boxes,
    pressablesOver: (pressable) =>
      [...boxes.keys()].filter((other) =>
        doOverlap(boxes[other] as Bounds, boxes[pressable] as Bounds),
      ),
    pressableNear,
    tilesIn: (panel) => byPanel[panel] ?? [],
    tileAt(panel, row, column) {
      const { rows, columns } = panels[panel] as Panel;
      if (row < 0 || column < 0 || row >= rows || column >= columns) return undefined;
      return byName.get(nameOf(panel, row, column));
    },
  };
}
