import { host } from "./host.ts";
import type { ExecutableModel } from "./model.ts";
import { formatRows, type Rows } from "./rows.ts";

/** A thing of a picture that an action is directed at. */
export interface Contact {
  /** Equal for things that look alike, wherever they are. */
  readonly kind: string;
  /** The same for people, with its place. */
  readonly name: string;
}

interface Thing {
  readonly colour: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly area: number;
}

/** Larger patches are scenery: they are known by their colour alone. */
const MAX_AREA = 200;

/** Finds out which things an action is directed at. */
export interface Contacts {
  /**
   * For keys the things next to the avatar in the key's direction, for clicks the thing that is hit; undefined
   * where that is not known.
   */
  of(action: string, state: unknown): readonly Contact[] | undefined;
}

/** The directions of keys: signs of their x and y. */
export type Ways = Readonly<Record<string, readonly [number, number]>>;

/** Up, down, left, right. */
export const CONVENTION: Ways = { 1: [0, -1], 2: [0, 1], 3: [-1, 0], 4: [1, 0] };

/** The contacts in a picture. `avatar`: its state there, from which its size is read. */
export function createContacts(
  of: ExecutableModel,
  picture: Rows,
  avatar: unknown,
  ways: Ways,
): Contacts {
  const things = JSON.parse(host.objects(formatRows(picture))) as Thing[];
  const thingAt = (x: number, y: number) =>
    things.find(
      (one) =>
        one.colour === picture[y]?.[x] &&
        x >= one.x &&
        y >= one.y &&
        x < one.x + one.width &&
        y < one.y + one.height,
    );
  const place = placeOf(of, avatar);
  const body = place && thingAt(...place);
  const isBody = (x: number, y: number) =>
    body !== undefined &&
    x >= body.x &&
    y >= body.y &&
    x < body.x + body.width &&
    y < body.y + body.height;

  return {
    of(action, state) {
      const [, column, row] = /^6:(\d+),(\d+)$/.exec(action) ?? [];
      if (column !== undefined) return contactsWith([thingAt(Number(column), Number(row))]);
      const [at, way] = [placeOf(of, state), ways[action]];
      if (!at || !way || !body || !place) return undefined;
      // The cells ahead of the body, as it stands in this state.
      const left = body.x + at[0] - place[0] + way[0] * body.width;
      const top = body.y + at[1] - place[1] + way[1] * body.height;
      const hit = new Set<Thing | undefined>();
      for (let y = top; y < top + body.height; y++) {
        for (let x = left; x < left + body.width; x++) {
          if (!isBody(x, y) && picture[y]?.[x] !== undefined) hit.add(thingAt(x, y));
        }
      }
      return contactsWith([...hit]);
    },
  };
}

function contactsWith(things: readonly (Thing | undefined)[]): Contact[] {
  return things.flatMap((thing) => {
    if (!thing) return [];
    const { colour, x, y, width, height, area } = thing;
    const digit = colour.toString(16);
    if (area > MAX_AREA) return { kind: digit, name: `colour ${digit}` };
    const name = `${digit} ${width}×${height} at ${x},${y}`;
    return { kind: `${digit} ${width}×${height} ${area}`, name };
  });
}

/** Where the avatar stands in a state, as the model has it. */
export function placeOf(of: ExecutableModel, state: unknown): [number, number] | undefined {
  try {
    const at = of.at?.(state);
    if (!at) return undefined;
    const [x, y] = "x" in at ? [at.x, at.y] : at;
    return Number.isInteger(x) && Number.isInteger(y) ? [x, y] : undefined;
  } catch {
    return undefined;
  }
}
