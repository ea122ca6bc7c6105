import { InvalidArgumentError } from "commander";
import { numberIn } from "./numbers.ts";

const seconds = numberIn(0, 60, " seconds");

/** `0.05`, or `0.005-0.08` for anything in between. */
export function parseLatency(text: string): readonly [number, number] {
  const [fastest, slowest = fastest] = text.split("-").map(seconds);
  if (fastest === undefined || slowest === undefined || fastest > slowest) {
    throw new InvalidArgumentError("The smaller number comes first.");
  }
  return [fastest, slowest];
}
