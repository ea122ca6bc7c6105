import { InvalidArgumentError, Option } from "commander";
import {
  SET_NAMES,
  SET_SIZE,
  type Selection,
  type SetName,
} from "../arcade/generator/generated-set.ts";

/** Making a game takes a tenth of a second, and all are made before the first is played. */
const MOST = 500;

/** `train:20`, or `train:20@100` for the twenty from number 100 on. */
export const generatedOption = (description: string): Option =>
  new Option("--generated <set:n[@first]>", description).argParser(parseGenerated);

function parseGenerated(text: string): Selection {
  const [, set = "", count, offset = 0] = /^([a-z-]+):(\d+)(?:@(\d+))?$/.exec(text) ?? [];
  const selection = { set: set as SetName, count: Number(count), offset: Number(offset) };
  if (!SET_NAMES.includes(selection.set)) {
    throw new InvalidArgumentError(
      `A set and how many of its games are wanted, such as train:20 or train:20@100; sets are ${SET_NAMES.join(", ")}.`,
    );
  }
  if (selection.count < 1 || selection.count > MOST) {
    throw new InvalidArgumentError(`1 to ${MOST} games are wanted.`);
  }
  if (selection.offset + selection.count > SET_SIZE) {
    throw new InvalidArgumentError(`A set has ${SET_SIZE} games, counted from 0.`);
  }
  return selection;
}
