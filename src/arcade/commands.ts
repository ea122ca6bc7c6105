import type { ActionId } from "../game/action.ts";
import type { Call } from "./call.ts";
import type { Card } from "./card.ts";
import type { CardStore } from "./card-store.ts";
import { frameJson } from "./frame-json.ts";
import type { ArcadeGame } from "./game.ts";
import { fitsJsonLimit } from "./json-size.ts";
import type { ActionInput, Play, PlayFrame } from "./play.ts";
import { type Command, invalid, readCommand } from "./read-command.ts";
import { failure, gameNotFound, ok, type Reply } from "./reply.ts";

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
  function findOrStart({ gameId, guid, cardId }: Command, call: Call): Found | Reply {
    const known = cards.findPlay(call.instance, guid);
    // A bare name starts a game but does not address it.
    if (known?.play.game.id === gameId) {
      return known.card.key === call.key
        ? { ...known, isNew: false }
        : invalid(`game ${gameId} with guid ${guid} does not match API key ${call.key}`);
    }
    const card = cards.find(call.instance, call.key, cardId);
    const game = findGame(gameId);
    const play = game && card?.start(game, guid || null, OPENING);
    return card && play ? { card, play, isNew: true } : gameNotFound(gameId);
  }

  return (id, call) => {
    const command = readCommand(id, call.body);
    if ("status" in command) return command;
    const { gameId, guid, data, reasoning = null } = command;
    const found = findOrStart(command, call);
    if ("status" in found) return found;
    if (id !== 0 && !guid) return invalid("missing `guid` for any action other than RESET");
    if (!fitsJsonLimit(reasoning)) {
      return invalid("error creating ActionInput: reasoning exceeds 16384 bytes");
    }
    const frame = step(found, command, { id, data, reasoning });
    if (frame === null) {
      return failure(
        400,
        "GAME_NOT_STARTED_ERROR",
        `game ${gameId} is available but has not been started, send RESET to begin playing`,
      );
    }
    found.card.touch();
    return ok(frameJson(gameId, guid || frame.guid, frame));
  };
}

interface Found {
  readonly card: Card;
  readonly play: Play;
  /** Started by this very command. */
  readonly isNew: boolean;
}

function step({ play, isNew }: Found, { action }: Command, input: ActionInput): PlayFrame | null {
  if (isNew) return play.frame;
  return action.id === 0 ? play.reset(input) : play.act(action, input);
}
