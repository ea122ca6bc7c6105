import { COLOURS, type Grid } from "../../../../game/frame.ts";
import { mainColour } from "../../perception/main-colour.ts";
import { beside, type TileGrid } from "./tile-grid.ts";
import { cellsIn } from "./tile-look.ts";

/** Learns which colours are the floor's, and which those of tiles that steps change. */
export interface FloorColours {
  /** A level that is new begins. */
  begin(view: Grid): void;
  /** The avatar came onto a tile that looked as in this view. */
  walked(view: Grid, tileGrid: TileGrid, tile: number): void;
  /** The background before and after a step onto a tile. */
  stepped(before: Grid, after: Grid, tileGrid: TileGrid, to: number): void;
  readonly colours: ReadonlySet<number>;
}

/** A colour of so many cells is the floor's, unless steps change it. */
const LEAST_CELLS = 200;

/** A colour of so many cells is the floor's all the same, and so are the two that most cells have. */
const MOST_CELLS = 800;

/** Starts with nothing known. Which colours are walked on, and which change, holds for all levels. */
export function createFloorColours(): FloorColours {
  const figures = new Set<number>();
  let large: readonly number[] = [];
  let vast: ReadonlySet<number> = new Set();
  const walked = new Uint32Array(COLOURS);
  let colours: ReadonlySet<number> = new Set();

  const floor = (): number | undefined => {
    let most: number | undefined;
    for (const colour of large) {
      const times = walked[colour] as number;
      if (figures.has(colour) || times === 0) continue;
      if (most === undefined || times > (walked[most] as number)) most = colour;
    }
    return most;
  };
  const update = () => {
    colours = new Set(large.filter((colour) => !figures.has(colour)));
  };

  return {
    begin({ cells }) {
      const counts = new Uint16Array(COLOURS);
      for (const colour of cells) {
        if (colour < COLOURS) counts[colour] = (counts[colour] as number) + 1;
      }
      large = [...counts.keys()].filter((colour) => (counts[colour] as number) >= LEAST_CELLS);
      const ordered = large.toSorted((a, b) => (counts[b] as number) - (counts[a] as number));
      vast = new Set(
        ordered.filter((colour, at) => at < 2 || (counts[colour] as number) >= MOST_CELLS),
      );
      update();
    },
    walked(view, tileGrid, tile) {
      const main = mainColour(view, cellsIn(view.width, tileGrid, tile));
      if (main === undefined) return;
      walked[main] = (walked[main] as number) + 1;
      update();
    },
    stepped(before, after, tileGrid, to) {
      const under = floor();
      if (under === undefined) return;
      for (let y = -1; y <= 1; y++) {
        for (let x = -1; x <= 1; x++) {
          const tile = beside(tileGrid, to, x, y);
          if (tile === undefined || tile === to) continue;
          for (const at of cellsIn(before.width, tileGrid, tile)) {
            const [old, now] = [before.cells[at] as number, after.cells[at] as number];
            if (old === now || old >= COLOURS || now >= COLOURS) continue;
            for (const colour of [old, now]) {
              if (colour !== under && !vast.has(colour)) figures.add(colour);
            }
          }
        }
      }
      update();
    },
    get colours() {
      return colours;
    },
  };
}
