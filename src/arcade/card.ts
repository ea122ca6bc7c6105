import type { WireScorecard } from "../api/schemas.ts";
import type { Clock } from "../base/clock.ts";
import type { ArcadeGame } from "./game.ts";
import { type ActionInput, createPlay, type Play, type Run } from "./play.ts";
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
  /** Starts a game; undefined if a competition card already has it. */
  start(game: ArcadeGame, guid: string, input: ActionInput): Play | undefined;
  findPlay(guid: string): Play | undefined;
  /** The scorecard as it stands, with all games or only the one named. */
  describe(gameId?: string): WireScorecard;
  /** The final scorecard; `unplayed` games are listed with score 0. */
  close(unplayed: readonly ArcadeGame[]): WireScorecard;
}

/** Opens a card. */
export function createCard(
  options: CardWishes & {
    readonly id: string;
    readonly key: string;
    readonly clock: Clock;
    /** Whether a RESET never starts a game again but its level. */
    readonly levelResetsOnly: boolean;
  },
): Card {
  const { id, key, competition, clock, levelResetsOnly } = options;
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
    start(game, guid, input) {
      const entry = games.get(game.id) ?? { game, runs: [] };
      if (competition && entry.runs.length > 0) return undefined;
      const addRun = (run: Run) => entry.runs.push(run);
      const play = createPlay({ game, guid, restarts, addRun }, input);
      games.set(game.id, entry);
      plays.set(guid, play);
      return play;
    },
    findPlay: (guid) => plays.get(guid),
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
        ...rest.map((game) => ({ game, runs: [] })),
      ]);
    },
  };
}
