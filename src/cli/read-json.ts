import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { decodeText } from "../base/decode-text.ts";
import { messageOf } from "../base/errors.ts";
import { parseJson } from "../base/json.ts";
import { jsonFault } from "../base/json-fault.ts";

/** The JSON in a file that a flag names; what is wrong with it is told with line and column. */
export function readJson(file: string): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InvalidArgumentError(`The file cannot be read (${messageOf(error)}).`);
  }
  let text: string;
  try {
    text = decodeText(bytes, "the file");
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
  const fault = jsonFault(text);
  if (fault !== undefined) throw new InvalidArgumentError(`It is not JSON: ${fault}.`);
  return parseJson(text);
}
