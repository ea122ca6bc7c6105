type Rename = (name: string) => string;

/** A JSON value with the names of all fields, at every depth, passed through `rename`. */
function renamed(value: unknown, rename: Rename): unknown {
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, rename));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [rename(name), renamed(field, rename)]),
  );
}

/** With the names of the command line's JSON: `gameId` becomes `game_id`. */
export const toSnakeCase = (value: unknown): unknown =>
  renamed(value, (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/** The way back: `game_id` becomes `gameId`. */
export const toCamelCase = (value: unknown): unknown =>
  renamed(value, (name) => name.replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase()));
