import { describe, expect, it } from "vitest";
import { jsonFault } from "../../src/base/json-fault.ts";

describe("jsonFault", () => {
  it.each([
    ['{\n  "limits": {\n    "rpm": 50,\n  }\n}', 4, 3],
    ['{\r\n  "rpm": }', 2, 10],
    ['{"a": 1\n "b": 2}', 2, 2],
    ["// limits\n{}", 1, 1],
    ['{"a": tru}', 1, 10],
    ['{"a": [1, 2\n', 2, 1],
    ["", 1, 1],
    ['{"a":1}\n}', 2, 1],
    [`{"a": "${"x".repeat(200)}",\n'b': 1}`, 2, 1],
  ])("%j stops being JSON at %i:%i", (text, line, column) => {
    expect(jsonFault(text)).toMatch(new RegExp(`^line ${line}, column ${column}: [^\n]+$`));
    expect(jsonFault(text)).not.toMatch(/position|not valid/);
  });

  it("finds none in JSON", () => {
    expect(jsonFault('{"a": [1, null]}')).toBeUndefined();
  });
});
