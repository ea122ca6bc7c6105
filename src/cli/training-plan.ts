import { randomUUID } from "node:crypto";
import type { Game } from "../game/game.ts";
import { API_DELAYS, type Delays, SWARM_EPISODE_MS } from "../training/failure-policy.ts";
import type { AfterWin } from "../training/game-limits.ts";
import type { TrainingPlan } from "../training/run-plan.ts";
import type { Connection } from "./connect.ts";
import type { TrainFlags } from "./train-options.ts";

/** What the flags ask for, as training wants it. */
export function trainingPlan(
  flags: TrainFlags & { readonly agent: string },
  connection: Connection,
  games: readonly Game[],
): TrainingPlan {
  return {
    runId: randomUUID(),
    agentName: flags.agent,
    server: connection.isEmbedded ? "embedded arcade" : connection.baseUrl,
    games,
    limits: {
      maxActions: flags.maxActions,
      maxEpisodes: flags.episodes ?? Number.POSITIVE_INFINITY,
      untilLevels: flags.until ?? Number.POSITIVE_INFINITY,
      afterWin: afterWin(flags),
    },
    delays: delays(flags, connection),
    maxMs: flags.maxMinutes === undefined ? null : flags.maxMinutes * 60_000,
    concurrency: flags.swarm === undefined ? 1 : flags.swarm === true ? games.length : flags.swarm,
  };
}

/** Episodes that were asked for are all played; a target is reached by any WIN. */
function afterWin({ episodes, until }: TrainFlags): AfterWin {
  if (episodes !== undefined) return "play-on";
  return until === undefined ? "ask-agent" : "end";
}

/** Only the `api` pace rests between episodes by itself; failures are always waited out. */
function delays(flags: TrainFlags, { pace }: Connection): Delays {
  const asked = flags.swarm === undefined ? flags.episodeDelay : flags.swarmDelay;
  const usual = flags.swarm === undefined ? API_DELAYS.episodeMs : SWARM_EPISODE_MS;
  const episodeMs = asked !== undefined ? asked * 1000 : pace === "api" ? usual : 0;
  return { ...API_DELAYS, episodeMs };
}
