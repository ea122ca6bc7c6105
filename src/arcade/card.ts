import type { WireScorecard } from "../api/schemas.ts";
import type { Clock } from "../base/clock.ts";
import type { ArcadeGame } from "./game.ts";
import { type ActionInput, createPlay, type Play, type Run, startRun } from "./play.ts";
import { type CardFacts, describeCard } from "./scorecard.ts";

/** What the opener of a card chooses. */
export type CardWishes = Pick<CardFacts, "tags" | "sourceUrl" | "opaque" | "competition">;

/** An open scorecard and the plays on it. */
export interface Card {
  readonly id: string;
  /** The API key it was opened with; to others it does not exist. */
  readonly key: string;
  readonly competition: boolean;
  /** Milliseconds since the last command, or since the opening. */
  idleMs(): number;
  /** Notes that a command was carried out. */
  touch(): void;
  /**
   * Starts a game; undefined if a competition card already has it. The play gets a guid of its own and is
   * found by `alias`, if there is one.
   */
  start(game: ArcadeGame, alias: string | null, input: ActionInput): Play | undefined;
  findPlay(guid: string): Play | undefined;
  /** Whether the game was started on this card. */
  hasGame(gameId: string): boolean;
  /** The scorecard as it stands, with all games or only the one named. */
  describe(gameId?: string): WireScorecard;
  /** The final scorecard; `unplayed` games are listed with a run without actions. */
  close(unplayed: readonly ArcadeGame[]): WireScorecard;
}

/** Opens a card. */
export function createCard(
  options: CardWishes & {
    readonly id: string;
    readonly key: string;
    readonly clock: Clock;
    /** Makes guids that never repeat. */
    readonly createId: () => string;
    /** Whether a RESET never starts a game again but its level. */
    readonly levelResetsOnly: boolean;
  },
): Card {
  const { id, key, competition, clock, createId, levelResetsOnly } = options;
  const restarts = levelResetsOnly ? "level" : competition ? "refused" : "game";
  const openedAt = clock.wallMs();
  const games = new Map<string, { readonly game: ArcadeGame; readonly runs: Run[] }>();
  const plays = new Map<string, Play>();
  let lastUpdateAt = openedAt;
  let usedAt = clock.now();

  const facts = (): CardFacts => ({ ...options, openedAt, lastUpdateAt });

  return {
    id,
    key,
    competition,
    idleMs: () => clock.now() - usedAt,
    touch() {
      usedAt = clock.now();
      lastUpdateAt = clock.wallMs();
    },
    start(game, alias, input) {
      const entry = games.get(game.id) ?? { game, runs: [] };
      if (competition && entry.runs.length > 0) return undefined;
      const addRun = (run: Run) => entry.runs.push(run);
      const guid = createId();
      const play = createPlay({ game, guid, restarts, addRun }, input);
      games.set(game.id, entry);
      plays.set(alias ?? guid, play);
      return play;
    },
    findPlay: (guid) => plays.get(guid),
    hasGame: (gameId) => games.has(gameId),
    describe(gameId) {
      const shown = [...games.values()];
      return describeCard(
        facts(),
        gameId === undefined ? shown : shown.filter(({ game }) => game.id === gameId),
      );
    },
    close(unplayed) {
      const played = [...games.values()];
      const rest = unplayed.filter((game) => !games.has(game.id));
      return describeCard({ ...facts(), closedAt: clock.wallMs() }, [
        ...played,
        ...rest.map((game) => ({ game, runs: [startRun(createId())] })),
      ]);
    },
  };
}
