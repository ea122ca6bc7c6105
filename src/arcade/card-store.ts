import type { WireScorecard } from "../api/schemas.ts";
import type { Clock } from "../base/clock.ts";
import { type Card, type CardWishes, createCard } from "./card.ts";
import type { ArcadeGame } from "./game.ts";
import type { Play } from "./play.ts";

/**
 * All cards. An open one lives on one instance and is found only there; left without a command for
 * `idleMs` it is closed, which the store notices when it is next asked.
 */
export interface CardStore {
  open(instance: string, key: string, wishes: CardWishes): Card;
  /** The open card `cardId`, if `key` opened it. */
  find(instance: string, key: string, cardId: string): Card | undefined;
  /** The play known by `guid`, whoever's it is. */
  findPlay(instance: string, guid: string): { card: Card; play: Play } | undefined;
  /** Closes a card at its owner's wish; a competition card then lists every game. */
  close(instance: string, card: Card): WireScorecard;
  /** A card that was closed, by hand or by idleness. Known on every instance, to everybody. */
  findClosed(cardId: string): WireScorecard | undefined;
}

export function createCardStore(options: {
  readonly clock: Clock;
  readonly idleMs: number;
  /** Every game there is. */
  readonly games: readonly ArcadeGame[];
  /** Makes ids of cards and plays that never repeat. */
  readonly createId: () => string;
  /** Whether a RESET never starts a game again but its level. */
  readonly levelResetsOnly: boolean;
}): CardStore {
  const { clock, idleMs, games, createId, levelResetsOnly } = options;
  const instances = new Map<string, Map<string, Card>>();
  const closed = new Map<string, WireScorecard>();

  function finish(instance: string, card: Card, unplayed: readonly ArcadeGame[]): WireScorecard {
    const result = card.close(unplayed);
    closed.set(card.id, result);
    const cards = instances.get(instance);
    cards?.delete(card.id);
    if (cards?.size === 0) instances.delete(instance);
    return result;
  }

  function closeIdleCards(): void {
    for (const [instance, cards] of instances) {
      for (const card of cards.values()) {
        if (card.idleMs() >= idleMs) finish(instance, card, []);
      }
    }
  }

  /** The open cards of an instance. */
  function cardsOn(instance: string): Map<string, Card> | undefined {
    const cards = instances.get(instance);
    for (const card of cards?.values() ?? []) {
      if (card.idleMs() >= idleMs) finish(instance, card, []);
    }
    return cards;
  }

  return {
    open(instance, key, wishes) {
      // Forgotten cards go when a new one comes, or they would pile up.
      closeIdleCards();
      const card = createCard({
        ...wishes,
        ...{ id: createId(), key, clock, createId, levelResetsOnly },
      });
      const cards = instances.get(instance) ?? new Map<string, Card>();
      instances.set(instance, cards.set(card.id, card));
      return card;
    },
    find(instance, key, cardId) {
      const card = cardsOn(instance)?.get(cardId);
      return card?.key === key ? card : undefined;
    },
    findPlay(instance, guid) {
      for (const card of cardsOn(instance)?.values() ?? []) {
        const play = card.findPlay(guid);
        if (play) return { card, play };
      }
      return undefined;
    },
    close: (instance, card) => finish(instance, card, card.competition ? games : []),
    findClosed(cardId) {
      closeIdleCards();
      return closed.get(cardId);
    },
  };
}
