import { InvalidArgumentError } from "commander";
import { type Faults, NO_FAULTS } from "../arcade/faults.ts";
import { numberIn } from "./numbers.ts";

const seconds = numberIn(0, 60, " seconds");
const share = numberIn(0, 1);

/** `0.05`, or `0.005-0.08` for anything in between. */
export function parseLatency(text: string): readonly [number, number] {
  const [fastest, slowest = fastest] = text.split("-").map(seconds);
  if (fastest === undefined || slowest === undefined || fastest > slowest) {
    throw new InvalidArgumentError("The smaller number comes first.");
  }
  return [fastest, slowest];
}

/** `500=0.05,lost=0.02,retry-after`. */
export function parseFaults(text: string): Faults {
  let faults = NO_FAULTS;
  for (const part of text.split(",")) {
    const [name, value = ""] = part.trim().split("=");
    if (name === "500") faults = { ...faults, serverError: share(value) };
    else if (name === "lost") faults = { ...faults, lostReply: share(value) };
    else if (name === "retry-after") faults = { ...faults, retryAfter: true };
    else throw new InvalidArgumentError("500=<share>, lost=<share> and retry-after are known.");
  }
  if (faults.serverError + faults.lostReply <= 1) return faults;
  throw new InvalidArgumentError("The shares add up to more than 1.");
}
