/** Characters of `mem` as JSON, and of one value and all values that are kept by what they are. */
const MAX_MEMORY = 64 * 1024;
const MAX_VALUE = 4_000;
const MAX_VALUES = 60_000;
/** Parts of a value that are looked at. */
const MAX_PARTS = 2_000;

/** What a later process can be given of this one. */
export interface Captured {
  /** `mem` as JSON; undefined where it can't be kept. */
  readonly memory?: string;
  /** Why `mem` can't be kept. */
  readonly fault?: string;
  /** The values of variables as JSON, where that says all of them. */
  readonly values: Readonly<Record<string, string>>;
}

/** Captures `mem` and the variables of these names. */
export function capture(scope: Record<string, unknown>, names: readonly string[]): Captured {
  const values: Record<string, string> = {};
  let room = MAX_VALUES;
  for (const name of names) {
    const value = scope[name];
    if (!isJson(value)) continue;
    const json = JSON.stringify(value);
    if (json.length > Math.min(MAX_VALUE, room)) continue;
    values[name] = json;
    room -= json.length;
  }
  try {
    const memory = JSON.stringify(scope.mem ?? {}) ?? "{}";
    if (memory.length <= MAX_MEMORY) return { memory, values };
    const fault = `mem is ${memory.length} characters of JSON, ${MAX_MEMORY} is the most: keep less in it`;
    return { fault, values };
  } catch (error) {
    return { fault: `mem is no JSON (${error})`, values };
  }
}

/** Whether JSON says all of a value; undefined where it is too large to tell. */
function isJson(value: unknown): boolean {
  let left = MAX_PARTS;
  const isTold = (part: unknown): boolean => {
    if (--left < 0) return false;
    if (part === null || typeof part === "string" || typeof part === "boolean") return true;
    if (typeof part === "number") return Number.isFinite(part);
    if (typeof part !== "object") return false;
    if (Array.isArray(part)) return part.every(isTold);
    const prototype = Object.getPrototypeOf(part);
    if (prototype !== Object.prototype && prototype !== null) return false;
    return !("toJSON" in part) && Object.values(part).every(isTold);
  };
  return isTold(value);
}
