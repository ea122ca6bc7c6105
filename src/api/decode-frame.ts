import type { Action } from "../game/action.ts";
import { COLOURS, type Frame, type GameState, type Grid, MAX_SIDE } from "../game/frame.ts";
import { parseReply } from "./parse-reply.ts";
import { actionIdOf, offeredActions } from "./read-actions.ts";
import { MAX_PICTURES, scanGrids } from "./scan-grids.ts";
import { type WireFrame, wireFrameSchema } from "./schemas.ts";

/** Reads a frame reply; throws an Error that says what is wrong with it. */
export function decodeFrame(body: string): Frame {
  const { grids, rest } = splitGrids(body);
  const wire = wireFrameSchema.parse(rest);
  const state = decodeState(wire.state);
  const levelsCompleted = wire.levels_completed ?? wire.score ?? 0;
  const winLevels = wire.win_levels ?? wire.win_score ?? 0;
  if (winLevels > 0 && levelsCompleted > winLevels) {
    throw new TypeError(`it tells of ${levelsCompleted} levels of ${winLevels}`);
  }
  const availableActions = offeredActions(wire.available_actions);
  if (state === "NOT_FINISHED" && availableActions.length === 0) {
    throw new TypeError("the game goes on, but it offers none of ACTION1 to ACTION7");
  }
  const actionInput = decodeActionInput(wire.action_input);
  return {
    gameId: wire.game_id,
    guid: wire.guid ?? "",
    grids,
    state,
    levelsCompleted,
    winLevels,
    availableActions,
    ...(actionInput && { actionInput }),
    ...(wire.full_reset && { fullReset: true as const }),
  };
}

/**
 * The pictures, nearly all of a reply, and the rest of it. They are scanned from the text where it
 * is as compact as the known servers write it; a reply with spaces, or with a key `frame` inside
 * an echoed `reasoning` before its own, is parsed as a whole.
 */
function splitGrids(body: string): { grids: Grid[]; rest: unknown } {
  const start = body.indexOf(FRAME_KEY) + FRAME_KEY.length;
  const scanned = start < FRAME_KEY.length ? null : scanGrids(body, start);
  if (scanned) {
    const rest = parseReply(`${body.slice(0, start)}null${body.slice(scanned.end)}`);
    if ((rest as Partial<WireFrame> | undefined)?.frame === null) {
      return { grids: scanned.grids, rest };
    }
  }
  const rest = parseReply(body, MAX_CONTAINERS);
  const pictures = (rest as Partial<WireFrame> | undefined)?.frame;
  if (!Array.isArray(pictures) || pictures.length === 0) {
    throw new TypeError("it holds no picture");
  }
  if (pictures.length > MAX_PICTURES) {
    throw new TypeError(`it holds ${pictures.length} pictures, more than ${MAX_PICTURES}`);
  }
  return { grids: pictures.map(decodeGrid), rest };
}

const FRAME_KEY = '"frame":';
/** Each picture has its rows; a thousand more for the rest of a reply. */
const MAX_CONTAINERS = MAX_PICTURES * (1 + MAX_SIDE) + 1_000;

function decodeGrid(rows: unknown): Grid {
  const { length: height } = array(rows, "a picture");
  const { length: width } = array((rows as unknown[])[0], "a row");
  const cells = new Uint8Array(width * height);
  let at = 0;
  for (const row of rows as unknown[]) {
    if (array(row, "a row").length !== width) {
      throw new TypeError("a picture's rows differ in length");
    }
    for (const colour of row as unknown[]) {
      if (!Number.isInteger(colour) || (colour as number) < 0 || (colour as number) >= COLOURS) {
        throw new TypeError("a colour is not 0 to 15");
      }
      cells[at++] = colour as number;
    }
  }
  return { width, height, cells };
}

function array(value: unknown, what: string): unknown[] {
  if (Array.isArray(value) && value.length >= 1 && value.length <= MAX_SIDE) return value;
  throw new TypeError(`${what} is not a list of 1 to 64`);
}

/** A word this program does not know means: play on, the server will say if it minds. */
function decodeState(word: string): GameState {
  if (word === "WIN" || word === "GAME_OVER" || word === "NOT_PLAYED") return word;
  return word === "NOT_STARTED" ? "NOT_PLAYED" : "NOT_FINISHED";
}

/** The id comes as a number or a name, the coordinates inside `data`, beside the game's id. */
function decodeActionInput(wire: WireFrame["action_input"]): Action | undefined {
  if (!wire) return undefined;
  const id = actionIdOf(wire.id);
  if (id === undefined) return undefined;
  const { x, y } = wire.data ?? {};
  return {
    id,
    ...(typeof x === "number" && typeof y === "number" && { x, y }),
    ...(isEcho(wire.reasoning) && { reasoning: wire.reasoning }),
  };
}

/** The most that can be sent of it, escaped once more, as some servers do. */
const MAX_REASONING = 100_000;

const isEcho = (reasoning: unknown): boolean =>
  reasoning != null && JSON.stringify(reasoning).length <= MAX_REASONING;
