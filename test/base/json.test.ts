import fc from "fast-check";
import { expect, it } from "vitest";
import { parseJson } from "../../src/base/json.ts";

it("reads every JSON value", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it("is undefined for what is no JSON, and never throws", () => {
  for (const text of ["", "<html>", "{", '{"a":1', "nope", "[1,]"]) {
    expect(parseJson(text)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (text) => void parseJson(text)));
});
