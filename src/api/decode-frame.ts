import type { Action, ActionId } from "../game/action.ts";
import { COLOURS, type Frame, type GameState, type Grid, MAX_SIDE } from "../game/frame.ts";
import { type WireFrame, wireFrameSchema } from "./schemas.ts";

/** Reads a frame reply; throws a TypeError or ZodError that says what is wrong with it. */
export function decodeFrame(json: unknown): Frame {
  const wire = wireFrameSchema.parse(json);
  if (wire.frame.length === 0) throw new TypeError("the reply holds no picture");
  const actionInput = decodeActionInput(wire.action_input);
  return {
    gameId: wire.game_id,
    guid: wire.guid ?? "",
    grids: wire.frame.map(decodeGrid),
    state: decodeState(wire.state),
    levelsCompleted: wire.levels_completed ?? wire.score ?? 0,
    winLevels: wire.win_levels ?? wire.win_score ?? 0,
    availableActions: (wire.available_actions ?? DEFAULT_ACTIONS).filter(
      (id) => id >= 1 && id <= 7,
    ),
    ...(actionInput && { actionInput }),
  };
}

/** The API of 2025 did not list them; then any of these may be tried. */
const DEFAULT_ACTIONS = [1, 2, 3, 4, 5, 6];

/** One pass over rows of numbers, each checked, into bytes. */
function decodeGrid(rows: unknown): Grid {
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > MAX_SIDE) {
    throw new TypeError("a picture is not a list of 1 to 64 rows");
  }
  const height = rows.length;
  const width: unknown = rows[0]?.length;
  if (typeof width !== "number" || !(width >= 1 && width <= MAX_SIDE)) {
    throw new TypeError("a picture's row is not a list of 1 to 64 colours");
  }
  const cells = new Uint8Array(width * height);
  let at = 0;
  for (const row of rows) {
    if (!Array.isArray(row) || row.length !== width) {
      throw new TypeError("a picture's rows differ in length");
    }
    for (let x = 0; x < width; x++) {
      const colour = row[x];
      if (!(colour >= 0 && colour < COLOURS)) throw new TypeError("a colour is outside 0 to 15");
      cells[at++] = colour;
    }
  }
  return { width, height, cells };
}

/** A word this program does not know means: play on, the server will say if it minds. */
function decodeState(word: string): GameState {
  if (word === "WIN" || word === "GAME_OVER" || word === "NOT_PLAYED") return word;
  return word === "NOT_STARTED" ? "NOT_PLAYED" : "NOT_FINISHED";
}

/** The id comes as a number or a name, the coordinates inside `data`, beside the game's id. */
function decodeActionInput(wire: WireFrame["action_input"]): Action | undefined {
  if (!wire) return undefined;
  const id = typeof wire.id === "number" ? wire.id : idOfName(wire.id);
  if (!(id >= 0 && id <= 7)) return undefined;
  const { x, y } = wire.data ?? {};
  return {
    id: id as ActionId,
    ...(typeof x === "number" && typeof y === "number" && { x, y }),
    ...(wire.reasoning != null && { reasoning: wire.reasoning }),
  };
}

const idOfName = (name: string): number =>
  name === "RESET" ? 0 : Number(/^ACTION([1-7])$/.exec(name)?.[1] ?? Number.NaN);
