/** Short names of agents: the file name of a path, as long as no other has the same. */
export function agentLabels(agents: readonly string[]): (agent: string) => string {
  const short = (agent: string) => agent.split(/[\\/]/).at(-1) ?? agent;
  return (agent) =>
    agents.some((other) => other !== agent && short(other) === short(agent)) ? agent : short(agent);
}
