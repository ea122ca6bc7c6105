import type { Agent, AgentContext, CreateAgent } from "../agents/agent.ts";
import { UsageError } from "../base/errors.ts";
import { createRandom } from "../base/random.ts";
import type { Play } from "../evaluation/run-bench.ts";
import { agentVersion } from "./agent-version.ts";
import { loadAgent } from "./load-agent.ts";
import type { ModelFlags } from "./model-options.ts";
import { type Model, NO_MODEL } from "./open-model.ts";

/** The agents of a bench, by the names that `--agent` gave. */
export interface BenchAgents {
  readonly versions: ReadonlyMap<string, string>;
  create(play: Play, context: Omit<AgentContext, "random" | "canRestartGame">): Promise<Agent>;
}

/** What a bench knows of the model that advises. */
interface Advising {
  readonly model: Pick<Model, "identity" | "askFor">;
  readonly advice: ModelFlags["advice"];
}

/** Throws a UsageError for an agent that cannot be loaded, or that lacks a model. */
export async function loadBenchAgents(
  names: readonly string[],
  advising?: Advising,
): Promise<BenchAgents> {
  if (names.includes("advised") && !advising) throw new UsageError(NO_MODEL);
  const ofModel = (name: string) => (name === "advised" ? (advising?.model.identity ?? "") : "");
  const creators = new Map<string, CreateAgent>();
  for (const name of names) creators.set(name, await loadAgent(name));
  return {
    versions: new Map(names.map((name) => [name, agentVersion(name, ofModel(name))])),
    async create({ agent, seed, session }, context) {
      const create = creators.get(agent);
      if (!create) throw new TypeError(`${agent} is not of this bench`);
      // The choices of `train --seed`; a later session is not to repeat those of the first.
      const random = createRandom(session === 1 ? seed : `${seed}/${session}`);
      const own = {
        random: random.fork(context.gameId),
        canRestartGame: true,
        ...(advising && { ask: advising.model.askFor(context.gameId), advice: advising.advice }),
      };
      return await create({ ...context, ...own });
    },
  };
}
