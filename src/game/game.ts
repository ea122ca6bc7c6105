/**
 * What a game's id may look like: it is printed, typed, sent back, and a part of file names, which end
 * at 255 bytes.
 */
export const GAME_ID_PATTERN = /^[\w.-]{1,100}$/;

/** A game as the server lists it. */
export interface Game {
  /** `<name>-<version>`; the name is stable, the version changes. */
  readonly gameId: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** Human baseline actions, one per level; empty where the server does not tell. */
  readonly baselines: readonly number[];
}

/** A game's id taken apart; the version of an id without one is empty. */
export function splitGameId(gameId: string): { readonly name: string; readonly version: string } {
  const [name = "", ...version] = gameId.split("-");
  return { name, version: version.join("-") };
}
