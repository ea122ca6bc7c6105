import { describe, expect, it } from "vitest";
import { createMoveGraph } from "../../../../../src/agents/explorer/model/moves/move-graph.ts";
import { createPassability } from "../../../../../src/agents/explorer/model/moves/passability.ts";
import { findReachableSpots } from "../../../../../src/agents/explorer/model/moves/reachable-spots.ts";
import { listTargets } from "../../../../../src/agents/explorer/perception/targets.ts";
import {
  listOptions,
  type OptionContext,
} from "../../../../../src/agents/explorer/strategies/interact/list-options.ts";
import {
  createOptionRecords,
  type LevelCounts,
  type OptionRecord,
} from "../../../../../src/agents/explorer/strategies/interact/option.ts";
import { clickCode } from "../../../../../src/game/action-code.ts";
import { drawAvatar, keysOf } from "../../helpers/draw-avatar.ts";

const ACTION5 = 5;
const noCounts = (): LevelCounts => ({ touched: new Map(), used: new Map() });
// One single thing of colour 8, six alike of colour 7.
const PICTURE = "9........ ......... .7.7.7... .7.7.7..8 .........";

function contextOf(picture: string, changes: Partial<OptionContext> = {}): OptionContext {
  const { ground, avatar } = drawAvatar(picture);
  const passability = createPassability();
  return {
    view: ground,
    targets: listTargets(ground),
    avatar,
    passability,
    reachable: findReachableSpots(
      avatar.spot,
      createMoveGraph(ground, avatar, keysOf(1), passability, () => false),
    ),
    displacements: keysOf(1),
    otherKeys: [],
    takesClicks: false,
    isSettled: false,
    records: createOptionRecords(),
    counts: noCounts(),
    ...changes,
  };
}
const list = (context: OptionContext, records = createOptionRecords(), counts = noCounts()) =>
  listOptions({ ...context, records, counts }).sort((a, b) => b.value - a.value);

describe("listOptions", () => {
  it("walks to each target the shortest way, the single one first although it is farther", () => {
    const options = list(contextOf(PICTURE));
    const [first] = options;
    const eight = contextOf(PICTURE).targets.list.find(({ component }) => component.colour === 8);
    expect(first?.codes).toHaveLength(11);
    expect([...(first?.codes ?? [])].sort()).toEqual([2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4]);
    expect(eight).toBeDefined();
    expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
  });

  it("lets options on targets that look alike share a kind", () => {
    const options = list(contextOf(PICTURE));
    expect(new Set(options.map(({ kind }) => kind)).size).toBeLessThan(options.length);
  });

  it("clicks things and presses other keys only where the game takes that", () => {
    const clicks = (context: OptionContext) => list(context).map(({ codes }) => codes.at(-1));
    expect(clicks(contextOf(PICTURE))).not.toContain(clickCode(8, 3));
    expect(clicks(contextOf(PICTURE))).not.toContain(ACTION5);
    const all = clicks(contextOf(PICTURE, { takesClicks: true, otherKeys: [ACTION5] }));
    expect(all).toContain(clickCode(8, 3));
    expect(all).toContain(ACTION5);
  });

  it("values a kind less that was tried in vain or deadly, more one that had effects", () => {
    const [first] = list(contextOf(PICTURE));
    const valueAfter = (...what: (keyof OptionRecord)[]) => {
      const records = createOptionRecords();
      for (const one of what) records.note(first?.kind ?? 0, one);
      const [same] = list(contextOf(PICTURE), records).filter(({ kind }) => kind === first?.kind);
      return same?.value ?? Number.NaN;
    };
    expect(valueAfter("tries", "events")).toBeGreaterThan(first?.value ?? Number.NaN);
    expect(valueAfter("tries")).toBeLessThan(first?.value ?? Number.NaN);
    expect(valueAfter("tries", "deaths")).toBeLessThan(valueAfter("tries"));
  });

  it("touches targets of a kind that had an effect from other sides, too", () => {
    const [first] = list(contextOf(PICTURE));
    const records = createOptionRecords();
    const sides = () =>
      list(contextOf(PICTURE), records).filter(({ kind }) => kind === first?.kind);
    expect(sides()).toHaveLength(1);
    records.note(first?.kind ?? 0, "tries");
    records.note(first?.kind ?? 0, "events");
    expect(new Set(sides().map(({ codes }) => codes.at(-1))).size).toBe(3);
  });

  it("values a target less that was touched before", () => {
    const [first] = list(contextOf(PICTURE));
    const counts = noCounts();
    const { list: targets } = contextOf(PICTURE).targets;
    for (const { id, component } of targets) if (component.colour === 8) counts.touched.set(id, 1);
    const [again] = list(contextOf(PICTURE), createOptionRecords(), counts).filter(
      ({ kind }) => kind === first?.kind,
    );
    expect(again?.value).toBeLessThan(first?.value ?? Number.NaN);
  });

  it("clicks or presses first while the avatar is settled", () => {
    const others = { otherKeys: [ACTION5], takesClicks: true };
    expect(list(contextOf(PICTURE, others))[0]?.codes.length).toBeGreaterThan(1);
    const held = list(contextOf(PICTURE, { ...others, isSettled: true }))[0];
    expect(held?.codes).toHaveLength(1);
  });

  it("settles on a place that fits the avatar only where something can be done meanwhile", () => {
    const picture = "99....... 99....... .......77 .......77";
    const settles = (otherKeys: number[]) =>
      list(contextOf(picture, { otherKeys })).some((option) => option.settles);
    expect(settles([ACTION5])).toBe(true);
    expect(settles([])).toBe(false);
  });
});
