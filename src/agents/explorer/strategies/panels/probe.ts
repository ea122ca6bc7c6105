import { hashNumbers } from "../../../../game/hash.ts";
import type { Model } from "../../model/presses/hypothesis-space.ts";
import type { PanelState } from "../../model/presses/panel-state.ts";
import type { Board } from "../../perception/board.ts";
import { type Panel, sizeOf } from "../../perception/panel.ts";

/** What kinds of spots were worth pressing in a game, over all its levels. */
export interface SpotKinds {
  note(kind: number, changed: boolean): void;
  /** The share of presses that changed something; a half before the first. */
  worthOf(kind: number): number;
}

/** Presses of one spot to find out what it does. */
const MAX_PRESSES = 3;
/** Presses in vain on one level before it is given up that any does something. */
const MAX_VAIN = 10;
/** A panel of fewer tiles is no puzzle. */
const LEAST_TILES = 4;
/** After a press that did nothing, a tile of the largest panel is pressed so often to see whether it takes what was pressed. */
const MAX_PAIRS = 3;
/** Presses in a panel without effect after which its other tiles are not pressed. */
const MAX_IDLE = 3;
/** How many actions of the way to a spot weigh as much as a press of its like. */
const STEPS_PER_POINT = 2;
/** Of a kind of which nearly none did anything, no more are pressed. */
const LEAST_WORTH = 0.1;

/** Starts with no presses. */
export function createSpotKinds(): SpotKinds {
  const tallies = new Map<number, { presses: number; changes: number }>();
  return {
    note(kind, changed) {
      const tally = tallies.get(kind) ?? { presses: 0, changes: 0 };
      tallies.set(kind, tally);
      tally.presses += 1;
      tally.changes += Number(changed);
    },
    worthOf(kind) {
      const { presses, changes } = tallies.get(kind) ?? { presses: 0, changes: 0 };
      return (changes + 0.5) / (presses + 1);
    },
  };
}

/** Equal for spots that look alike: tiles of equal panels, components of one form and colour. */
export function kindOf({ tiles, panels, pressed }: Board, spot: number): number {
  const panel = panels[tiles[spot]?.panel ?? -1];
  if (panel) {
    const [isHigh, isWide] = [panel.rows > 1, panel.columns > 1];
    return hashNumbers(panel.pictures ? 3 : 1, Number(isHigh), Number(isWide));
  }
  const component = pressed[spot - tiles.length];
  return hashNumbers(2, component?.colour ?? 0, component?.shape ?? 0);
}

/**
 * The spot to press next, to find out what it does; undefined where it is not worth it. Kinds that did
 * something elsewhere come first, then those of which least was pressed here. What was pressed in vain
 * may have been taken up: then a tile of the largest panel is next. `vainLevels`: on how many levels no
 * press changed a tile.
 */
export function nextProbe(
  board: Board,
  model: Model,
  kinds: SpotKinds,
  panelState: PanelState,
  distance: (spot: number) => number | undefined,
  vainLevels: number,
): number | undefined {
  const { panels, tiles, spots } = board;
  if (!panels.some((panel) => sizeOf(panel) >= LEAST_TILES)) return undefined;
  if (model.changing.size === 0 && model.vain() >= MAX_VAIN / (1 + 2 * vainLevels))
    return undefined;
  const taker = takerOf(board, model, panelState);
  if (taker !== undefined) return taker;

  const pressesOf = new Map<number, number>();
  for (const spot of spots.keys()) {
    const group = tiles[spot]?.panel ?? kindOf(board, spot);
    pressesOf.set(group, (pressesOf.get(group) ?? 0) + model.presses(spot));
  }
  const isIdle = (panel: number) =>
    !board.tilesIn(panel).some((tile) => model.explainsChange(tile));
  // The first piece that changes shows whether presses turn them.
  const idleAfter = (panel: number) =>
    panels[panel]?.pictures && model.changing.has(panel) ? 1 : MAX_IDLE;
  const candidates = [...spots.keys()].flatMap((spot) => {
    const isNew = model.presses(spot) === 0 && !model.explains(spot);
    const worth = kinds.worthOf(kindOf(board, spot));
    const group = tiles[spot]?.panel ?? kindOf(board, spot);
    const presses = pressesOf.get(group) ?? 0;
    if (worth < LEAST_WORTH && presses > 0) return [];
    if (tiles[spot] && presses >= idleAfter(tiles[spot].panel) && isIdle(tiles[spot].panel)) {
      return [];
    }
    const isOpen = model.presses(spot) > 0 && model.presses(spot) < MAX_PRESSES;
    // What others of its kind do may have been without effect as the tiles were.
    const isDoubtful = worth >= 0.5 && !model.explainsChange(spot);
    const isWorthRepeating =
      !model.predict(panelState, spot) || (isDoubtful && !model.wasPressedIn(panelState, spot));
    if (!isNew && !(isOpen && isWorthRepeating)) return [];
    const steps = distance(spot);
    if (steps === undefined) return [];
    const rank = 10 * worth - presses + Number(spot < tiles.length) - steps / STEPS_PER_POINT;
    return [{ spot, rank }];
  });
  const best = Math.max(...candidates.map(({ rank }) => rank));
  return candidates.find(({ rank }) => rank === best)?.spot;
}

/** A tile of the largest panel that may take what was pressed before, while no press in that panel is understood. */
function takerOf(
  { tiles, panels, tilesIn }: Board,
  model: Model,
  panelState: PanelState,
): number | undefined {
  const { values, held, marked } = panelState;
  const own = tilesIn(0);
  const presses = own.reduce((sum, tile) => sum + model.presses(tile), 0);
  if (presses === 0 || presses > MAX_PAIRS || own.some((tile) => model.explainsChange(tile))) {
    return undefined;
  }
  if (tiles[marked]?.panel === 0) {
    return own.find((tile) => values[tile] !== values[marked] && model.presses(tile) < MAX_PRESSES);
  }
  // What tiles take their colours from has fewer tiles than they are.
  const size = (panel: number) => sizeOf(panels[panel] as Panel);
  const isHeld = held.some((tile, panel) => tile >= 0 && size(panel) < size(0));
  return isHeld ? own.find((tile) => model.presses(tile) < MAX_PRESSES) : undefined;
}
