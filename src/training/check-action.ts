import { codePlace } from "../base/code-place.ts";
import { ArcTrainError } from "../base/errors.ts";
import type { Env } from "../env/env.ts";
import { type Action, CLICK, describeAction } from "../game/action.ts";
import { type Frame, MAX_SIDE } from "../game/frame.ts";

/** The server's limit for `reasoning`: bytes of compact JSON with everything outside ASCII escaped. */
const MAX_REASONING_BYTES = 16_384;

/** The agent broke the rules of its interface; its game ends, the others go on. */
export class AgentError extends ArcTrainError {
  /** Where the cause has a place in the agent's code, the message begins with it: `mine.mjs:12: …`. */
  constructor(message: string, options?: { cause?: unknown }) {
    const place = codePlace(options?.cause);
    super("AGENT", place === undefined ? message : `${place}: ${message}`, options);
  }
}

/** Throws an AgentError for an action that the server would bill in vain or refuse. */
export function checkAction(
  action: Action,
  frame: Frame,
  env: Pick<Env, "resetKeepsLevels" | "canRestartGame">,
): void {
  if (action === null || typeof action !== "object" || !Number.isInteger(action.id)) {
    throw new AgentError("the agent chose no action: `choose` must return { id, … }");
  }
  if (action.id === 0) {
    if (action.wholeGame && !env.canRestartGame) {
      throw new AgentError("the agent chose to restart the game, which competition mode forbids");
    }
    if (action.wholeGame || env.resetKeepsLevels) return;
    throw new AgentError(
      "the agent chose RESET at a level's start: it would restart the whole game (`wholeGame`)",
    );
  }
  if (!frame.availableActions.includes(action.id)) {
    throw new AgentError(
      `the agent chose ${describeAction(action)}, but the game offers ${frame.availableActions.join(", ")}`,
    );
  }
  if (action.id === CLICK && !(onGrid(action.x) && onGrid(action.y))) {
    throw new AgentError(
      `the agent clicked ${action.x},${action.y}: whole numbers 0 to 63 are wanted`,
    );
  }
  if (action.reasoning !== undefined && escapedBytes(action.reasoning) > MAX_REASONING_BYTES) {
    throw new AgentError("the agent's `reasoning` is larger than 16 KB of JSON");
  }
}

const onGrid = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < MAX_SIDE;

/** Each UTF-16 unit outside ASCII is escaped as \uXXXX, six bytes. */
function escapedBytes(value: unknown): number {
  const json = JSON.stringify(value) ?? "";
  return json.length + 5 * (json.match(/[^\x20-\x7e]/g)?.length ?? 0);
}
