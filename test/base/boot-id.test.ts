import { expect, it } from "vitest";
import { readBootId } from "../../src/base/boot-id.ts";

it("names this start of the machine, the same at every call", () => {
  expect(readBootId()).toBe(readBootId());
  expect(readBootId()).toMatch(process.platform === "linux" ? /^[0-9a-f-]{36}$/ : /^$/);
});
