import { splitGameId } from "../game/game.ts";

/** Short names of games: what stands before the version in the id, as long as no other has the same. */
export const gameLabels = (gameIds: readonly string[]): ((gameId: string) => string) =>
  shortWhereClear(gameIds, (gameId) => splitGameId(gameId).name || gameId);

/** Short names of agents: the file name of a path, as long as no other has the same. */
export const agentLabels = (agents: readonly string[]): ((agent: string) => string) =>
  shortWhereClear(agents, (agent) => agent.split(/[\\/]/).at(-1) ?? agent);

function shortWhereClear(
  names: readonly string[],
  short: (name: string) => string,
): (name: string) => string {
  return (name) =>
    names.some((other) => other !== name && short(other) === short(name)) ? name : short(name);
}
