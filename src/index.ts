/**
 * The package's public entry: for people who write their own agent, the types of the interface and
 * the few functions that an agent wants; for other programs, the limiter.
 */
export type { Agent, AgentContext, AgentFigures, CreateAgent } from "./agents/agent.ts";
export type { Random } from "./base/random.ts";
export { type Action, type ActionId, actionName, CLICK, click, RESET } from "./game/action.ts";
export { type Frame, type GameState, type Grid, isOver, lastGrid } from "./game/frame.ts";
export type { Step } from "./game/step.ts";
export { budgetKey } from "./limiter/budget/budget-key.ts";
export { PROFILES, type ProfileName, profileFromJson } from "./limiter/budget/profiles.ts";
export type { Rules } from "./limiter/budget/rules.ts";
export type { StoreEvent } from "./limiter/cells/cell-with-fallback.ts";
export { openSharedStore, type SharedStoreOptions } from "./limiter/cells/open-shared-store.ts";
export type { LimiterStore } from "./limiter/cells/store.ts";
export { createLimiter } from "./limiter/create-limiter.ts";
export { LimiterError } from "./limiter/errors.ts";
export type * from "./limiter/limiter.ts";
