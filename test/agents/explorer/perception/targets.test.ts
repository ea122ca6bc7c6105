import { describe, expect, it } from "vitest";
import { listTargets } from "../../../../src/agents/explorer/perception/targets.ts";
import { drawView } from "../helpers/draw.ts";
import { drawAvatar } from "../helpers/draw-avatar.ts";

/** A ground too large for a target, with these rows in its upper left corner. */
const onGround = (...rows: readonly string[]) =>
  Array.from({ length: 20 }, (_, y) => (rows[y] ?? "").padEnd(20, ".")).join(" ");

describe("listTargets", () => {
  it("lists things, but neither the ground nor the place of the avatar", () => {
    const { ground } = drawAvatar(onGround("", ".99.....88", ".99.....88", "", "..7"));
    const { list: targets } = listTargets(ground);
    expect(targets.map(({ component }) => component.colour)).toEqual([8, 7]);
  });

  it("knows things that look alike, and the same thing at its place again", () => {
    const first = listTargets(drawView(onGround("", ".88..88..8", ".88..88"))).list;
    expect(first.map(({ alike }) => alike)).toEqual([2, 2, 1]);
    expect(first[0]?.kind).toBe(first[1]?.kind);
    expect(first[2]?.kind).not.toBe(first[0]?.kind);
    expect(new Set(first.map(({ id }) => id)).size).toBe(3);
    const again = listTargets(drawView(onGround("", ".88......8", ".88", "7"))).list;
    expect(again.find(({ component }) => component.left === 1)?.id).toBe(first[0]?.id);
  });

  it("calls a colour rare by all of its cells", () => {
    const row = "77777.77777.77777.8";
    const { list: targets } = listTargets(drawView(onGround(row, row, row)));
    const rare = targets.filter(({ isRare }) => isRare);
    expect(new Set(rare.map(({ component }) => component.colour))).toEqual(new Set([8]));
  });

  it("counts the inside of small things to them, of large ones their own cells alone", () => {
    const { list: targets, at } = listTargets(drawView(onGround("888", "8.8", "888")));
    expect(at[21]?.map((index) => targets[index]?.component.area)).toContain(8);
    const side = "8............8";
    const tall = listTargets(drawView(onGround("8".repeat(14), ...Array(12).fill(side))));
    expect(tall.at[21]).toBeUndefined();
    expect(tall.at[20]).toHaveLength(1);
  });
});
