import type { Displacement } from "../../perception/displacement.ts";
import { displaced, type Spot } from "../../perception/sprite.ts";
import type { AbstractState } from "./abstract-states.ts";
import type { Option } from "./option.ts";

/** A running option. */
export interface RunningOption {
  readonly option: Option;
  /** The state it began in, or went on from after changes below the avatar. */
  abstractState: AbstractState;
  /** The key of the background there: the option is over when it changes. */
  backgroundKey: string;
  readonly left: number[];
  /** The action that was proposed last. */
  code: number;
  /** The predicted spot of the avatar after it; undefined where that does not matter. */
  expected: Spot | undefined;
}

/** Starts an option. */
export const startRunningOption = (
  option: Option,
  abstractState: AbstractState,
  backgroundKey: string,
): RunningOption => ({
  option,
  abstractState,
  backgroundKey,
  left: [...option.codes],
  code: 0,
  expected: undefined,
});

/**
 * Takes the next action of a running option, with the avatar at `spot`. `displacementOf`: the expected
 * displacement by an action.
 */
export function goOn(
  running: RunningOption,
  spot: Spot,
  displacementOf: (code: number) => Displacement | undefined,
): number {
  const code = running.left.shift() as number;
  const displacement = displacementOf(code);
  const matters = displacement !== undefined && running.left.length > 0;
  running.code = code;
  running.expected = matters ? displaced(spot, displacement) : undefined;
  return code;
}

/** Whether the avatar, now at `spot`, is elsewhere than predicted. */
export const isAstray = ({ expected }: RunningOption, spot: Spot | undefined): boolean =>
  expected !== undefined && (spot?.x !== expected.x || spot.y !== expected.y);
