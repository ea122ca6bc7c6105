import { describe, expect, it } from "vitest";
import { cutSprite } from "../../../../../src/agents/explorer/perception/sprite.ts";
import { listTargets, type Target } from "../../../../../src/agents/explorer/perception/targets.ts";
import {
  createCreditAssignment,
  type Observation,
} from "../../../../../src/agents/explorer/strategies/interact/credit-assignment.ts";
import { touchOf } from "../../../../../src/agents/explorer/strategies/interact/list-options.ts";
import { createOptionRecords } from "../../../../../src/agents/explorer/strategies/interact/option.ts";
import { drawView } from "../../helpers/draw.ts";

const background = drawView("333333 375583 333333");
const targets = listTargets(background);
const { sprite } = cutSprite(drawView("9"), [0]);
const kindAt = (colour: number) =>
  touchOf(targets.list.find(({ component }) => component.colour === colour) as Target);
const [SEVEN, FIVE] = [kindAt(7), kindAt(5)];

/** Walks over places of the middle row; each with what the step changed there and the option that ended. */
function walk(...steps: readonly (Partial<Observation> & { readonly x: number })[]) {
  const records = createOptionRecords();
  const creditAssignment = createCreditAssignment(records);
  const counts = { touched: new Map<number, number>(), used: new Map<number, number>() };
  creditAssignment.begin();
  for (const { x, ...step } of steps) {
    const avatar = { sprite, spot: { x, y: 1 } };
    const none = { change: undefined, done: undefined, last: undefined };
    creditAssignment.see({ background, targets, avatar, ...none, ...step }, counts);
  }
  return records;
}

describe("credit assignment", () => {
  it("counts an option as tried when it ends, and a target only passed not at all", () => {
    const records = walk({ x: 1 }, { x: 2, done: FIVE });
    expect(records.of(FIVE)).toMatchObject({ tries: 1, events: 0 });
    expect(records.of(SEVEN)).toMatchObject({ tries: 0, events: 0 });
  });

  it("credits a touched target with changes elsewhere at that time", () => {
    const records = walk({ x: 0 }, { x: 1, change: { below: 0, beside: 4 } });
    expect(records.of(SEVEN)).toMatchObject({ tries: 1, events: 1 });
  });

  it("credits a target that was left with changes below it, and not the next one", () => {
    const change = { below: 1, beside: 0 };
    const records = walk({ x: 1, done: SEVEN }, { x: 2, change, last: SEVEN });
    expect(records.of(SEVEN)).toMatchObject({ tries: 1, events: 1 });
    expect(records.of(FIVE)).toMatchObject({ tries: 0, events: 0 });
  });

  it("credits no target with changes while the avatar touches nothing new", () => {
    const records = walk({ x: 2 }, { x: 3, change: { below: 0, beside: 2 } });
    expect(records.of(FIVE)).toMatchObject({ tries: 0, events: 0 });
  });
});
