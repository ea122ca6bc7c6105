import { expect, it } from "vitest";
import type { Ask } from "../../src/agents/ask.ts";
import { agentNames, findAgent } from "../../src/agents/catalog.ts";
import { agentContract } from "../contract/agent.ts";

/** A model that leaves the play to the explorer: an agent that asks none does not notice. */
const ask: Ask = async () => ({ text: '{"pass": 20}', isCut: false });

for (const name of agentNames) {
  const create = findAgent(name);
  if (!create) throw new Error(`${name} is listed but not found`);
  agentContract(name, (context) => create({ ...context, ask }));
}

it("knows no agent by another name", () => {
  expect(findAgent("nobody")).toBeUndefined();
});
