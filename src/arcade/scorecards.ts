import { z } from "zod";
import type { Call } from "./call.ts";
import type { CardStore } from "./card-store.ts";
import { fitsJsonLimit } from "./json-size.ts";
import { failure, json, page, type Reply } from "./reply.ts";

const openSchema = z.object({
  source_url: z.string().nullish(),
  tags: z.array(z.string()).optional(),
  opaque: z.unknown().optional(),
  competition_mode: z.unknown().optional(),
});

/** The API's answers about scorecards. */
export interface Scorecards {
  open(call: Call): Reply;
  close(call: Call): Reply;
  /** An open card: params are its id and, to see one game only, a game's id. */
  get(call: Call): Reply;
  /** A closed card; the only param is its id. */
  getClosed(call: Call): Reply;
}

export function createScorecards(cards: CardStore): Scorecards {
  return {
    open({ body, key, instance }) {
      if (body === null) return json({ error: "request body must be a JSON object" }, 400);
      // The toolkit's server fails on it rather than refusing it.
      if (body.tags === null) return page(500);
      const parsed = openSchema.safeParse(body);
      if (!parsed.success) {
        return failure(400, "VALIDATION_ERROR", "`tags` must be strings, `source_url` a string");
      }
      const { source_url: sourceUrl, tags = [], opaque, competition_mode } = parsed.data;
      if (opaque != null && !fitsJsonLimit(opaque)) {
        // The API's own words; the limit is 16 KB.
        return json({ error: "opaque exceeds 8 KB limit" }, 400);
      }
      const card = cards.open(instance, key, {
        tags: tags.includes("human") || tags.includes("agent") ? tags : [...tags, "agent"],
        sourceUrl: sourceUrl ?? undefined,
        opaque: opaque ?? undefined,
        // Even `false` turns it on, as on the toolkit's server.
        competition: competition_mode != null,
      });
      return json({ card_id: card.id });
    },
    close({ body, key, instance }) {
      const cardId = body?.card_id;
      if (cardId === undefined) {
        return failure(400, "VALIDATION_ERROR", "missing `card_id` in action data");
      }
      const card = typeof cardId === "string" ? cards.find(instance, key, cardId) : undefined;
      return card
        ? json(cards.close(instance, card))
        : failure(404, "VALIDATION_ERROR", `scorecard ${cardId ?? "None"} not found`);
    },
    get({ params: [cardId = "", gameId], key, instance }) {
      const card = cards.find(instance, key, cardId);
      if (!card) return cardNotFound(cardId);
      if (card.competition) {
        return failure(403, "SERVER_ERROR", "cannot get scorecard that is in competition mode");
      }
      return gameId === undefined || card.hasGame(gameId)
        ? json(card.describe(gameId))
        : failure(404, "SERVER_ERROR", `game ${gameId} not found`);
    },
    getClosed({ params: [cardId = ""] }) {
      const card = cards.findClosed(cardId);
      return card ? json(card) : cardNotFound(cardId);
    },
  };
}

const cardNotFound = (cardId: string): Reply =>
  failure(404, "SERVER_ERROR", `card_id \`${cardId}\` not found`);
