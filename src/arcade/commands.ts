import { z } from "zod";
import { type Action, type ActionId, CLICK } from "../game/action.ts";
import { MAX_SIDE } from "../game/frame.ts";
import type { Call } from "./call.ts";
import type { Card } from "./card.ts";
import type { CardStore } from "./card-store.ts";
import { frameJson } from "./frame-json.ts";
import type { ArcadeGame } from "./game.ts";
import { fitsJsonLimit } from "./json-size.ts";
import type { ActionInput, Play, PlayFrame } from "./play.ts";
import { failure, gameNotFound, ok, page, type Reply } from "./reply.ts";

const commandSchema = z.object({
  game_id: z.string().optional(),
  guid: z.string().nullish(),
  card_id: z.string().nullish(),
  x: z.unknown().optional(),
  y: z.unknown().optional(),
  reasoning: z.unknown().optional(),
});
type Command = z.infer<typeof commandSchema> & { readonly game_id: string };

/** A coordinate: the toolkit's server takes numeric text as well. */
const coordinateSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number),
  ])
  .pipe(
    z
      .int()
      .min(0)
      .max(MAX_SIDE - 1),
  );

const invalid = (message: string) => failure(400, "VALIDATION_ERROR", message);

/** What opened a play is echoed without what its command said. */
const OPENING: ActionInput = { id: 0, data: {}, reasoning: null };

/** Carries out one command: RESET (0) or ACTION1–7. */
export type RunCommand = (id: ActionId, call: Call) => Reply;

export function createRunCommand(options: {
  readonly cards: CardStore;
  /** Finds a game by its full id or bare name. */
  readonly findGame: (id: string) => ArcadeGame | undefined;
}): RunCommand {
  const { cards, findGame } = options;

  /**
   * The play a command is for. Like the toolkit's server it starts a game for anything that names a
   * card and no known guid, even for an ACTION, which then is not performed: the trap of sending
   * `card_id` with actions.
   */
  function findOrStart(command: Command, call: Call): Found | Reply {
    const { game_id: gameId, guid, card_id: cardId } = command;
    const known = guid ? cards.findPlay(call.instance, guid) : undefined;
    // A bare name starts a game but does not address it.
    if (known?.play.game.id === gameId) {
      return known.card.key === call.key
        ? { ...known, isNew: false }
        : invalid(`game ${gameId} with guid ${guid} does not match API key ${call.key}`);
    }
    const card = cardId ? cards.find(call.instance, call.key, cardId) : undefined;
    const game = findGame(gameId);
    const play = game && card?.start(game, guid || null, OPENING);
    return card && play ? { card, play, isNew: true } : gameNotFound(gameId);
  }

  return (id, call) => {
    const parsed = commandSchema.safeParse(call.body ?? {});
    if (!parsed.success) return invalid("`game_id`, `guid` and `card_id` must be strings");
    const { game_id: gameId, guid, x, y, reasoning } = parsed.data;
    if (!gameId) return invalid("missing `game_id` in action data");
    const action = readAction(id, x, y);
    if ("status" in action) return action;
    const data = { game_id: gameId, ...(id === CLICK && { x, y }) };
    const input: ActionInput = { id, data, reasoning: reasoning ?? null };

    const found = findOrStart({ ...parsed.data, game_id: gameId }, call);
    if ("status" in found) return found;
    if (id !== 0 && !guid) return invalid("missing `guid` for any action other than RESET");
    if (!fitsJsonLimit(reasoning)) {
      return invalid("error creating ActionInput: reasoning exceeds 16384 bytes");
    }
    const frame = step(found, action, input);
    if (frame === null) {
      return failure(
        400,
        "GAME_NOT_STARTED_ERROR",
        `game ${gameId} is available but has not been started, send RESET to begin playing`,
      );
    }
    found.card.touch();
    return ok(frameJson(gameId, guid ?? null, frame));
  };
}

interface Found {
  readonly card: Card;
  readonly play: Play;
  /** Started by this very command. */
  readonly isNew: boolean;
}

function step({ play, isNew }: Found, action: Action, input: ActionInput): PlayFrame | null {
  if (isNew) return play.frame;
  return action.id === 0 ? play.reset(input) : play.act(action, input);
}

/** The action, or the reply to a click without good coordinates. */
function readAction(id: ActionId, x: unknown, y: unknown): Action | Reply {
  if (id !== CLICK) return { id };
  // The toolkit's server fails on a missing coordinate instead of refusing it.
  if (x === undefined || y === undefined) return page(500);
  const column = coordinateSchema.safeParse(x);
  const row = coordinateSchema.safeParse(y);
  // The literal text of the API: a slip in its own formatting.
  if (!column.success || !row.success) return invalid("{e}}");
  return { id, x: column.data, y: row.data };
}
