import { COLOURS, type Grid } from "../../../game/frame.ts";
import { type Bounds, heightOf, widthOf } from "../perception/bounds.ts";
import { cellsInBounds } from "../perception/cells-in-bounds.ts";
import { type Component, segment } from "../perception/segment.ts";
import { cellsOf, cutSprite } from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import type { Avatar } from "./avatar.ts";
import type { Box } from "./box.ts";

/** What the boxes of a game look like: learned from those that were pushed, taken for granted of their like. */
export interface BoxKinds {
  /** Another level begins. Returns whether its boxes show it to have the scale of the one before. */
  begin(view: View): boolean;
  /** The avatar's steps are so long. */
  stepped(length: number): void;
  /** Notes that a box was pushed. */
  pushed(box: Box): void;
  /** Notes that something that looked like a box stood fast with nothing in its way, or let the avatar in. */
  refused(colour: number): void;
  /** Whether something of this colour was pushed. */
  isProven(colour: number): boolean;
  /** Everything in a view that looks like a box. */
  find(view: View, avatar: Avatar | undefined): Box[];
}

interface Form {
  /** Sides in steps of the avatar, and the share of the box that the patch fills. */
  readonly width: number;
  readonly height: number;
  readonly fill: number;
}

const NEAR = 0.2;
const isNear = (a: number, b: number) => Math.abs(a - b) <= NEAR;
const isSame = (a: Form, b: Form) =>
  isNear(a.width, b.width) && isNear(a.height, b.height) && isNear(a.fill, b.fill);

const formOf = (width: number, height: number, area: number, unit: number): Form => ({
  width: width / unit,
  height: height / unit,
  fill: area / (width * height),
});

/** Starts with none known. */
export function createBoxKinds(): BoxKinds {
  const forms: (Form & { times: number })[] = [];
  const movable = new Set<number>();
  const fixed = new Set<number>();
  /** The length of the avatar's steps. */
  let unit = 1;

  const looksLikeBox = (component: Component) => {
    const { colour, area } = component;
    if (fixed.has(colour) && !movable.has(colour)) return false;
    const form = formOf(widthOf(component), heightOf(component), area, unit);
    // Of a colour not seen to give way only what has the very form of what does.
    const most = Math.max(...forms.map(({ times }) => times));
    const least = movable.has(colour) ? 0 : most / 2;
    return forms.some((one) => one.times >= least && isSame(one, form));
  };

  /** The cells of the boxes that a component consists of: several of one colour may touch. */
  const split = (view: Grid, component: Component): number[][] => {
    const { colour, left, right, top, bottom, area } = component;
    const [width, height] = [widthOf(component), heightOf(component)];
    if (looksLikeBox(component)) return [patch(view, colour, component)];
    if (!movable.has(colour) || area < width * height) return [];
    for (const form of forms) {
      const w = Math.round(form.width * unit);
      const h = Math.round(form.height * unit);
      if (form.fill < 1 || width % w !== 0 || height % h !== 0) continue;
      const boxes: number[][] = [];
      for (let y = top; y <= bottom; y += h) {
        for (let x = left; x <= right; x += w) {
          const box = { left: x, top: y, right: x + w - 1, bottom: y + h - 1 };
          boxes.push(patch(view, colour, box));
        }
      }
      return boxes;
    }
    return [];
  };

  /** The step that makes most things of a view boxes; undefined where nothing may be one. */
  const measureUnit = (view: View): number | undefined => {
    const votes = new Map<number, number>();
    for (const component of segment(view)) {
      if (!movable.has(component.colour)) continue;
      const [width, height] = [widthOf(component), heightOf(component)];
      for (const form of forms) {
        const unit = Math.round(width / form.width);
        if (unit === 0 || !isSame(form, formOf(width, height, component.area, unit))) continue;
        votes.set(unit, (votes.get(unit) ?? 0) + 1);
      }
    }
    return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0];
  };

  return {
    begin(view) {
      const before = unit;
      unit = measureUnit(view) ?? unit;
      return unit === before;
    },
    stepped(length) {
      unit = length;
    },
    pushed({ colour, sprite }) {
      movable.add(colour);
      const area = sprite.colours.filter((one) => one === colour).length;
      const form = formOf(sprite.width, sprite.height, area, unit);
      const known = forms.find((one) => isSame(one, form));
      if (known) known.times += 1;
      else forms.push({ ...form, times: 1 });
    },
    refused: (colour) => fixed.add(colour),
    isProven: (colour) => movable.has(colour),
    find(view, avatar) {
      const own = new Set(avatar ? cellsOf(view, avatar.sprite, avatar.spot) : []);
      return segment(view).flatMap((component) => {
        if (component.colour >= COLOURS) return [];
        return split(view, component)
          .filter((cells) => !cells.some((at) => own.has(at)))
          .map((cells) => ({ colour: component.colour, ...cutSprite(view, cells) }));
      });
    },
  };
}

/** The cells of a colour in a rectangle. */
const patch = (view: Grid, colour: number, bounds: Bounds): number[] =>
  cellsInBounds(view.width, bounds).filter((at) => view.cells[at] === colour);
