import { codePlace } from "../base/code-place.ts";
import { ArcTrainError } from "../base/errors.ts";
import type { Env } from "../env/env.ts";
import { type Action, CLICK, describeAction } from "../game/action.ts";
import { type Frame, MAX_SIDE } from "../game/frame.ts";

/** The server's limit for `reasoning`: bytes of compact JSON with everything outside ASCII escaped. */
const MAX_REASONING_BYTES = 16_384;

/** The agent failed, or broke the rules of its interface again and again; its game ends, the others go on. */
export class AgentError extends ArcTrainError {
  /** Where the cause has a place in the agent's code, the message begins with it: `mine.mjs:12: …`. */
  constructor(message: string, options?: { cause?: unknown }) {
    const place = codePlace(options?.cause);
    super("AGENT", place === undefined ? message : `${place}: ${message}`, options);
  }
}

/** Why a choice must not be sent. */
export interface Refusal {
  /** The rule that was broken; the same for all choices that break it. */
  readonly rule:
    | "no action"
    | "new play"
    | "level start"
    | "not offered"
    | "off grid"
    | "reasoning";
  /** What the agent did and what is wanted. */
  readonly message: string;
}

/** How the game stands where an action is checked. */
interface Standing extends Pick<Env, "resetKeepsLevels" | "canRestartGame"> {
  /** Whether a play has just begun, with nothing billed on it. */
  readonly hasBegunPlay: boolean;
}

/** Why an action would be billed in vain, refused by the server or never end; null when it may be sent. */
export function checkAction(action: Action, frame: Frame, standing: Standing): Refusal | null {
  if (action === null || typeof action !== "object" || !Number.isInteger(action.id)) {
    return refuse("no action", "the agent chose no action: `choose` must return { id, … }");
  }
  if (action.id === 0) return checkReset(action, standing);
  if (!frame.availableActions.includes(action.id)) {
    const offered = frame.availableActions.join(", ");
    return refuse(
      "not offered",
      `the agent chose ${describeAction(action)}, but the game offers ${offered}`,
    );
  }
  if (action.id === CLICK && !(onGrid(action.x) && onGrid(action.y))) {
    return refuse(
      "off grid",
      `the agent clicked ${action.x},${action.y}: whole numbers 0 to 63 are wanted`,
    );
  }
  if (action.reasoning !== undefined && escapedBytes(action.reasoning) > MAX_REASONING_BYTES) {
    return refuse("reasoning", "the agent's `reasoning` is larger than 16 KB of JSON");
  }
  return null;
}

function checkReset({ wholeGame }: Action, standing: Standing): Refusal | null {
  const { canRestartGame, hasBegunPlay, resetKeepsLevels } = standing;
  if (!wholeGame) {
    const why = "it would restart the whole game (`wholeGame`)";
    return resetKeepsLevels
      ? null
      : refuse("level start", `the agent chose RESET at a level's start: ${why}`);
  }
  if (!canRestartGame) {
    return refuse(
      "new play",
      "the agent chose to restart the game, which competition mode forbids",
    );
  }
  // Such RESETs are free, so that no budget would ever end them.
  return hasBegunPlay
    ? refuse("new play", "the agent chose to restart a game that it has just restarted")
    : null;
}

const refuse = (rule: Refusal["rule"], message: string): Refusal => ({ rule, message });

const onGrid = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < MAX_SIDE;

/** Each UTF-16 unit outside ASCII is escaped as \uXXXX, six bytes. */
function escapedBytes(value: unknown): number {
  const json = JSON.stringify(value) ?? "";
  return json.length + 5 * (json.match(/[^\x20-\x7e]/g)?.length ?? 0);
}
