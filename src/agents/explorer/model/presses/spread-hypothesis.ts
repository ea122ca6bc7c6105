import type { Board, Tile } from "../../perception/board.ts";
import { inferTurns } from "../../perception/pipe-sides.ts";
import type { Hypothesis } from "./hypothesis.ts";
import type { LevelPrior } from "./level-prior.ts";
import { changedTiles, type PanelState, type Sample } from "./panel-state.ts";

/** The value of a tile after a press reached it; undefined where that is not known. */
type Become = (value: number, panelState: PanelState) => number | undefined;

/** The tiles that a press reaches; undefined where that is not known. */
type Reach = (pressable: number) => readonly number[] | undefined;

const spread = (reach: Reach, become: Become): Hypothesis => ({
  predict(panelState, pressable) {
    const reached = reach(pressable);
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

/** The successor of each colour; undefined where the samples show two for one. */
function successors(
  samples: readonly Sample[],
  reach: Reach,
): ReadonlyMap<number, number> | undefined {
  const next = new Map<number, number>();
  for (const { before, pressable, after } of samples) {
    for (const tile of reach(pressable) ?? []) {
      const value = before.values[tile] as number;
      const now = after.values[tile] as number;
      if ((next.get(value) ?? now) !== now) return undefined;
      next.set(value, now);
    }
  }
  return next;
}

const advance = (next: ReadonlyMap<number, number>, reach: Reach): Hypothesis => ({
  ...spread(reach, (value) => next.get(value)),
  cyclicColours: { next, reach },
});

/** Paints a tile in the colour selected in another panel; a tile that has it already may lose it. */
function paint(panel: number, samples: readonly Sample[], reach: Reach, prior: LevelPrior): Become {
  const colourOf = ({ values, selected }: PanelState) => values[selected[panel] as number];
  let { erased } = prior;
  for (const { before, pressable, after } of samples) {
    for (const tile of reach(pressable) ?? []) {
      if (before.values[tile] !== colourOf(before)) continue;
      erased = after.values[tile];
      prior.erased = erased;
    }
  }
  return (value, panelState) => {
    const colour = colourOf(panelState);
    return value === colour ? erased : colour;
  };
}

/** The tiles at the same offsets from the pressed one, wherever in the panel it is. */
function around(board: Board, panel: number, samples: readonly Sample[]): Reach {
  const offsets = new Map<number, readonly [number, number]>();
  for (const sample of samples) {
    const pressed = board.tiles[sample.pressable] as Tile;
    for (const index of changedTiles(sample)) {
      const { row, column } = board.tiles[index] as Tile;
      const offset = [row - pressed.row, column - pressed.column] as const;
      offsets.set(offset[0] * 64 + offset[1], offset);
    }
  }
  return (pressable) => {
    const pressed = board.tiles[pressable];
    if (pressed?.panel !== panel) return undefined;
    return [...offsets.values()].flatMap(
      ([row, column]) => board.tileAt(panel, pressed.row + row, pressed.column + column) ?? [],
    );
  };
}

/** The hypotheses that a press changes the pressed tile and others around it, the more specific first. */
export function spreadHypotheses(
  board: Board,
  panel: number,
  samples: readonly Sample[],
  prior: LevelPrior,
): Hypothesis[] {
  const effective = samples.filter((sample) => changedTiles(sample).length > 0);
  const stays = effective.every((sample) =>
    changedTiles(sample).every((tile) => board.tiles[tile]?.panel === panel),
  );
  if (effective.length === 0 || !stays) return [];
  const reach = around(board, panel, samples);
  const palettes = board.panels.flatMap((_, other) => {
    const used = effective.some(({ before }) => (before.selected[other] as number) >= 0);
    return used && other !== panel
      ? [{ ...spread(reach, paint(other, samples, reach, prior)), palette: other }]
      : [];
  });
  const next = successors(samples, reach);
  if (!next) return palettes;
  const known = new Map([...prior.next, ...next]);
  for (const [colour, then] of next) prior.next.set(colour, then);
  if (!board.panels[panel]?.pipes) return [...palettes, advance(known, reach)];
  const turns = inferTurns(known);
  return turns ? [advance(turns, reach)] : [];
}

/** The hypothesis that a pressable always changes the same tiles, in cyclic colours; undefined where samples contradict it. */
export function pressableHypothesis(
  pressable: number,
  samples: readonly Sample[],
): Hypothesis | undefined {
  const reached = [...new Set(samples.flatMap(changedTiles))];
  if (reached.length === 0) return undefined;
  const reach: Reach = (other) => (other === pressable ? reached : undefined);
  const next = successors(samples, reach);
  return next && advance(next, reach);
}
