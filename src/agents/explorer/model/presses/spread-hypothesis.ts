import type { Board, Tile } from "../../perception/board.ts";
import { foretellTurns } from "../../perception/sides.ts";
import type { Rule } from "./hypothesis.ts";
import type { Prior } from "./level-prior.ts";
import { changedTiles, type PanelState, type Sample } from "./panel-state.ts";

/** What a tile becomes when a press reaches it; undefined where that is not known. */
type Become = (value: number, panelState: PanelState) => number | undefined;

/** The tiles that a press reaches; undefined where that is not known. */
type Reach = (spot: number) => readonly number[] | undefined;

const spread = (reach: Reach, become: Become): Rule => ({
  predict(panelState, spot) {
    const reached = reach(spot);
    if (!reached) return undefined;
    const values = [...panelState.values];
    for (const tile of reached) {
      const value = become(values[tile] as number, panelState);
      if (value === undefined) return undefined;
      values[tile] = value;
    }
    return { ...panelState, values };
  },
});

/** Each colour becomes another, always the same one; undefined where the samples contradict that. */
function cycle(samples: readonly Sample[], reach: Reach): ReadonlyMap<number, number> | undefined {
  const next = new Map<number, number>();
  for (const { before, spot, after } of samples) {
    for (const tile of reach(spot) ?? []) {
      const value = before.values[tile] as number;
      const now = after.values[tile] as number;
      if ((next.get(value) ?? now) !== now) return undefined;
      next.set(value, now);
    }
  }
  return next;
}

const turn = (next: ReadonlyMap<number, number>, reach: Reach): Rule => ({
  ...spread(reach, (value) => next.get(value)),
  colourCycle: { next, reach },
});

/** The colour of the tile that is held in another panel; what has it already may become another. */
function selectedColour(
  panel: number,
  samples: readonly Sample[],
  reach: Reach,
  prior: Prior,
): Become {
  const colourOf = ({ values, held }: PanelState) => values[held[panel] as number];
  let { wiped } = prior;
  for (const { before, spot, after } of samples) {
    for (const tile of reach(spot) ?? []) {
      if (before.values[tile] !== colourOf(before)) continue;
      wiped = after.values[tile];
      prior.wiped = wiped;
    }
  }
  return (value, panelState) => {
    const colour = colourOf(panelState);
    return value === colour ? wiped : colour;
  };
}

/** The same tiles around the pressed one, wherever in the panel it is. */
function around(board: Board, panel: number, samples: readonly Sample[]): Reach {
  const offsets = new Map<number, readonly [number, number]>();
  for (const sample of samples) {
    const pressed = board.tiles[sample.spot] as Tile;
    for (const index of changedTiles(sample)) {
      const { row, column } = board.tiles[index] as Tile;
      const offset = [row - pressed.row, column - pressed.column] as const;
      offsets.set(offset[0] * 64 + offset[1], offset);
    }
  }
  return (spot) => {
    const pressed = board.tiles[spot];
    if (pressed?.panel !== panel) return undefined;
    return [...offsets.values()].flatMap(
      ([row, column]) => board.tileAt(panel, pressed.row + row, pressed.column + column) ?? [],
    );
  };
}

/** The rules by which presses in a panel may set tiles around the pressed one, the more special first. */
export function spreadRules(
  board: Board,
  panel: number,
  samples: readonly Sample[],
  prior: Prior,
): Rule[] {
  const effective = samples.filter((sample) => changedTiles(sample).length > 0);
  const stays = effective.every((sample) =>
    changedTiles(sample).every((tile) => board.tiles[tile]?.panel === panel),
  );
  if (effective.length === 0 || !stays) return [];
  const reach = around(board, panel, samples);
  const brushes = board.panels.flatMap((_, other) => {
    const used = effective.some(({ before }) => (before.held[other] as number) >= 0);
    return used && other !== panel
      ? [{ ...spread(reach, selectedColour(other, samples, reach, prior)), selectedColour: other }]
      : [];
  });
  const next = cycle(samples, reach);
  if (!next) return brushes;
  const known = new Map([...prior.next, ...next]);
  for (const [colour, then] of next) prior.next.set(colour, then);
  if (!board.panels[panel]?.pictures) return [...brushes, turn(known, reach)];
  const turns = foretellTurns(known);
  return turns ? [turn(turns, reach)] : [];
}

/** The rule by which one spot may always change the same tiles, if it does. */
export function spotRule(spot: number, samples: readonly Sample[]): Rule | undefined {
  const reached = [...new Set(samples.flatMap(changedTiles))];
  if (reached.length === 0) return undefined;
  const reach: Reach = (other) => (other === spot ? reached : undefined);
  const next = cycle(samples, reach);
  return next && turn(next, reach);
}
