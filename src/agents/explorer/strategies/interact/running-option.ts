import type { Displacement } from "../../perception/displacement.ts";
import { displaced, type Spot } from "../../perception/sprite.ts";
import type { AbstractState } from "./abstract-states.ts";
import type { Option } from "./option.ts";

/** An option under way. */
export interface RunningOption {
  readonly option: Option;
  /** Where it began, or went on after what changed below the avatar was seen. */
  abstractState: AbstractState;
  /** The key of the background there: it is over when that changes. */
  backgroundKey: string;
  readonly left: number[];
  /** The action that was proposed last. */
  code: number;
  /** Where the avatar should be after it; undefined where that does not matter. */
  expected: Spot | undefined;
}

/** Sets out on an option. */
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

/** Takes the next action of a running option, with the avatar at `spot`. `displacementOf`: how an action should move it. */
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

/** Whether the avatar, now at `spot`, is somewhere else than the last action should have led. */
export const isAstray = ({ expected }: RunningOption, spot: Spot | undefined): boolean =>
  expected !== undefined && (spot?.x !== expected.x || spot.y !== expected.y);
