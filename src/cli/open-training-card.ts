import type { ArcClient, CardOptions } from "../api/client.ts";
import { createSessionEnv } from "../env/session-env.ts";
import type { TrainingCard } from "../training/run-plan.ts";

/** Opens a scorecard whose games are played over the API. */
export async function openTrainingCard(
  client: ArcClient,
  options: CardOptions,
  signal: AbortSignal,
): Promise<TrainingCard> {
  const card = await client.openCard(options, signal);
  const { competition } = options;
  return {
    cardId: card.cardId,
    env: (gameId) => createSessionEnv({ gameId, card, competition }),
    close: card.close,
  };
}
