import { describe, expect, it } from "vitest";
import { createRewrites } from "../../../../../src/agents/explorer/strategies/search/rewrites.ts";
import { clickCode } from "../../../../../src/game/action-code.ts";
import { drawView } from "../../helpers/draw.ts";

const code = clickCode(1, 1);

describe("rewrites", () => {
  it("expects an action to do to another picture what it did to one", () => {
    const rewrites = createRewrites();
    rewrites.learn(code, undefined, drawView("1.. ..."), drawView("2.. ..."));
    expect(rewrites.predict(code, undefined, drawView("1.. ..5"))).toBe(drawView("2.. ..5").key);
  });

  it("expects nothing where the changed cells look different, or of another action", () => {
    const rewrites = createRewrites();
    rewrites.learn(code, undefined, drawView("1.. ..."), drawView("2.. ..."));
    expect(rewrites.predict(code, undefined, drawView("3.. ..."))).toBeUndefined();
    expect(rewrites.predict(clickCode(2, 1), undefined, drawView("1.. ..."))).toBeUndefined();
  });

  it("believes the newest of two that fit", () => {
    const rewrites = createRewrites();
    rewrites.learn(code, undefined, drawView("1.."), drawView("2.."));
    rewrites.learn(code, undefined, drawView("1.."), drawView("3.."));
    expect(rewrites.predict(code, undefined, drawView("1.4"))).toBe(drawView("3.4").key);
  });

  it("tells a key's effects apart by where the avatar is, but not a click's", () => {
    const rewrites = createRewrites();
    rewrites.learn(1, 10, drawView("1.."), drawView("2.."));
    rewrites.learn(code, 10, drawView("1.."), drawView("2.."));
    expect(rewrites.predict(1, 11, drawView("1.."))).toBeUndefined();
    expect(rewrites.predict(code, 11, drawView("1.."))).toBe(drawView("2..").key);
  });
});
