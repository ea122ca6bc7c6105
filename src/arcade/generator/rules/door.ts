import { findCuts } from "../reach.ts";
import type { LayRule, Part } from "../rule.ts";

/** What opens a door: a key taken once, a plate that opens and shuts it in turn, or a press from afar. */
type Opener = "key" | "plate" | "lever";

/**
 * A door on the only way to a part of the floor, and what opens it.
 *
 * Measures: finding the cause of a distant effect: what opens the way.
 */
const doorWith =
  (opener: Opener): LayRule =>
  ({ ground, random, start }) => {
    const cuts = findCuts(ground.floor, start, 2).filter(({ square }) => ground.isFree(square));
    if (cuts.length === 0) return null;
    const { square: door, behind } = random.pick(cuts);
    ground.takeThis(door);
    const before = new Set([...ground.floor].filter((square) => !behind.has(square)));
    const handle =
      opener === "lever" ? ground.margin(1, 1, "right")[0]! : ground.take(random, before);
    if (handle === null || behind.has(handle)) return null;
    const use = (part: Part, square: number): Part => {
      if (square !== handle) return part;
      return opener === "key" ? [1] : [1 - part[0]!];
    };
    return {
      start: [0],
      ...(opener === "lever" ? { presses: [handle], press: use } : { enter: use }),
      blocks: ([open], square) => square === door && open === 0,
      draw([open], easel) {
        const { colour } = easel.theme.looks.gate;
        easel.put(door, { shape: open ? "corners" : "bars", colour });
        if (opener === "key") {
          if (!open) easel.put(handle, { shape: "bolt", colour });
          return;
        }
        easel.put(handle, { shape: open ? "ring" : "block", colour });
      },
    };
  };

export const keyDoor: LayRule = doorWith("key");
export const plateDoor: LayRule = doorWith("plate");
export const leverDoor: LayRule = doorWith("lever");
