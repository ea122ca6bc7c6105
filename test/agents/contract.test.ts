import { expect, it } from "vitest";
import { agentNames, findAgent } from "../../src/agents/catalog.ts";
import { agentContract } from "../contract/agent.ts";

for (const name of agentNames) {
  const create = findAgent(name);
  if (!create) throw new Error(`${name} is listed but not found`);
  agentContract(name, create);
}

it("knows no agent by another name", () => {
  expect(findAgent("nobody")).toBeUndefined();
});
