/**
 * The package's public entry, for people who write their own agent: the types of the interface and
 * the few functions that an agent wants.
 */
export type { Agent, AgentContext, AgentFigures, CreateAgent } from "./agents/agent.ts";
export type { Random } from "./base/random.ts";
export { type Action, type ActionId, actionName, CLICK, click, RESET } from "./game/action.ts";
export { type Frame, type GameState, type Grid, isOver, lastGrid } from "./game/frame.ts";
export type { Step } from "./game/step.ts";
