import { describe, expect, it } from "vitest";
import { listKeys } from "../../../../../src/agents/explorer/strategies/search/list-keys.ts";
import { createGraphAvatar } from "../../../../../src/agents/explorer/tracking/graph-avatar.ts";
import { createStateGraph } from "../../../../../src/memory/map/state-graph.ts";
import { drawView } from "../../helpers/draw.ts";

const graph = createStateGraph();
const standing = (picture: string) => {
  const view = drawView(picture);
  return { view, node: graph.meet(view.key) };
};

describe("listKeys", () => {
  const avatar = createGraphAvatar();
  const from = standing("9.... .....");
  avatar.watch(4, from, standing(".9... ....."));
  const signatures = (picture: string) => {
    const { view } = standing(picture);
    const left = picture.indexOf("9");
    const box = { left, top: 0, right: left, bottom: 0 };
    return listKeys(view, [4], box, avatar)[0]?.signatures;
  };

  it("lists the keys a game takes, but neither RESET nor the click", () => {
    const keys = listKeys(from.view, [0, 1, 6, 7], undefined, avatar);
    expect(keys.map(({ code }) => code)).toEqual([1, 7]);
  });

  it("takes two places for alike when the same lies ahead", () => {
    expect(signatures("9.... .....")).toEqual(signatures("..9.. 5...."));
    expect(signatures("9.... .....")).not.toEqual(signatures("95... ....."));
  });

  it("tells the grid's outside from a wall", () => {
    expect(signatures("....9 .....")).not.toEqual(signatures("...9. ....."));
  });
});
