import { expect, it } from "vitest";
import type { Ask } from "../../src/agents/ask.ts";
import { agentNames, findAgent } from "../../src/agents/catalog.ts";
import { agentContract } from "../contract/agent.ts";

/** A language model for those that need one. */
const answer: Ask = async () => ({ text: '{"why": "to see", "act": ["1"]}', isCut: false });

for (const name of agentNames) {
  const create = findAgent(name);
  if (!create) throw new Error(`${name} is listed but not found`);
  agentContract(name, (context) => create({ ...context, ask: answer }));
}

it("knows no agent by another name", () => {
  expect(findAgent("nobody")).toBeUndefined();
});
