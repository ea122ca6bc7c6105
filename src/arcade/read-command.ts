import { z } from "zod";
import { type Action, type ActionId, CLICK } from "../game/action.ts";
import { MAX_SIDE } from "../game/frame.ts";
import type { Call } from "./call.ts";
import { failure, page, type Reply } from "./reply.ts";

/** What a command asks for. */
export interface Command {
  readonly gameId: string;
  /** Empty where none is named. */
  readonly guid: string;
  readonly cardId: string;
  readonly action: Action;
  /** Coordinates as they came, to be echoed. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly reasoning: unknown;
}

/** A coordinate: whole, or, as the toolkit's server takes them, in text or as true and false for 1 and 0. */
const coordinateSchema = z
  .union([
    z.number(),
    z.boolean().transform(Number),
    z
      .string()
      .regex(/^\s*[+-]?\d+(\.0+)?\s*$/)
      .transform(Number),
  ])
  .pipe(
    z
      .int()
      .min(0)
      .max(MAX_SIDE - 1),
  );

export const invalid = (message: string): Reply => failure(400, "VALIDATION_ERROR", message);

/** The literal text of the API for a field of the wrong kind: a slip in its own formatting. */
const WRONG_FIELD = invalid("{e}}");

/** Reads the body of a command, or says what is wrong with it, in the order of the toolkit's server. */
export function readCommand(id: ActionId, body: Call["body"]): Command | Reply {
  const { game_id: gameId, guid, card_id: cardId, x, y, reasoning } = body ?? {};
  if (gameId === undefined) return invalid("missing `game_id` in action data");
  if (typeof gameId !== "string") return WRONG_FIELD;
  const action = readAction(id, x, y);
  if ("status" in action) return action;
  const data = { game_id: gameId, ...(id === CLICK && { x, y }) };
  return { gameId, guid: textOf(guid), cardId: textOf(cardId), action, data, reasoning };
}

/** What is no text names nothing. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The action, or the reply to a click without good coordinates. */
function readAction(id: ActionId, x: unknown, y: unknown): Action | Reply {
  if (id !== CLICK) return { id };
  const column = coordinateSchema.optional().safeParse(x);
  const row = coordinateSchema.optional().safeParse(y);
  if (!column.success || !row.success) return WRONG_FIELD;
  // The toolkit's server fails on a missing coordinate instead of refusing it.
  if (column.data === undefined || row.data === undefined) return page(500);
  return { id, x: column.data, y: row.data };
}
