import { host } from "./host.ts";
import { formatRows, type Rows } from "./rows.ts";

/** The longest text of one value. */
const MAX_VALUE = 3_000;
/** From this side on rows of colours are taken for a picture. */
const PICTURE_SIDE = 8;

/** A value as it is printed: texts as they are, pictures drawn, all else as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "function") return "[function]";
  if (value instanceof Map || value instanceof Set) return textOf([...value]);
  if (isPicture(value)) return host.show(formatRows(value));
  let json: string | undefined;
  try {
    json = JSON.stringify(value, (_, one) =>
      one instanceof Map || one instanceof Set
        ? [...one]
        : typeof one === "bigint"
          ? `${one}`
          : one,
    );
  } catch (error) {
    return `[${error}]`;
  }
  return (json ?? String(value)).slice(0, MAX_VALUE);
}

function isPicture(value: unknown): value is Rows {
  if (!Array.isArray(value) || value.length < PICTURE_SIDE) return false;
  const width = Array.isArray(value[0]) ? value[0].length : 0;
  const isColour = (one: unknown) => Number.isInteger(one) && Number(one) >= 0 && Number(one) < 16;
  return (
    width >= PICTURE_SIDE &&
    value.every((row) => Array.isArray(row) && row.length === width && row.every(isColour))
  );
}

/** What was thrown, with the engine's stack in the lines below where there is one. */
export function errorText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `thrown: ${textOf(thrown).slice(0, MAX_VALUE)}`;
  const { name, message, stack } = thrown;
  return `${name}: ${message}`.slice(0, MAX_VALUE) + `\n${stack ?? ""}`.slice(0, 2 * MAX_VALUE);
}

/** The same in one line: `TypeError: … (line 3)`, of the code that is running, or of that which declared it. */
export function errorLine(thrown: unknown): string {
  const [message = ""] = errorText(thrown).split("\n    at ");
  const line =
    thrown instanceof Error && /\((?:code|kept)-[^:)]*:(\d+)/.exec(thrown.stack ?? "")?.[1];
  return `${message.replaceAll(/\s+/g, " ").trim().slice(0, 300)}${line ? ` (line ${line})` : ""}`;
}
