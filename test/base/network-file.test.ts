import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isNetworkFile, isNetworkType } from "../../src/base/network-file.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

it("knows a file of this machine", () => {
  const file = join(createTempDir(), "file");
  writeFileSync(file, "");
  expect(isNetworkFile(file)).toBe(false);
});

it.each([
  ["NFS", 0x6969, true],
  ["CIFS, as a signed number", -11317950, true],
  ["ext4", 0xef53, false],
  ["tmpfs", 0x01021994, false],
])("tells file systems apart: %s", (_, type, expected) => {
  expect(isNetworkType(type)).toBe(expected);
});
