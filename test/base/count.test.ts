import { expect, it } from "vitest";
import { count } from "../../src/base/count.ts";

it.each([
  [count(0, "level"), "0 levels"],
  [count(1, "level"), "1 level"],
  [count(2, "level"), "2 levels"],
  [count(1, "entry", "entries"), "1 entry"],
  [count(3, "entry", "entries"), "3 entries"],
])("%s", (text, expected) => expect(text).toBe(expected));
