import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DiskError } from "../../src/base/disk-error.ts";
import { writeWholeFile } from "../../src/base/write-file.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const bytes = (text: string) => Buffer.from(text);

it("replaces a file, or what a link leads to, and leaves nothing else behind", () => {
  const dir = createTempDir();
  writeFileSync(join(dir, "file"), "old");
  symlinkSync("file", join(dir, "link"));
  writeWholeFile(join(dir, "link"), bytes("new"));
  writeWholeFile(join(dir, "another"), bytes("first"));
  expect(readFileSync(join(dir, "file"), "utf8")).toBe("new");
  expect(readFileSync(join(dir, "another"), "utf8")).toBe("first");
  expect(readdirSync(dir).sort()).toEqual(["another", "file", "link"]);
});

it("fails with a DiskError that names the file", () => {
  const dir = createTempDir();
  mkdirSync(join(dir, "taken"));
  expect(() => writeWholeFile(join(dir, "taken"), bytes("x"))).toThrow(DiskError);
  expect(() => writeWholeFile(join(dir, "no", "file"), bytes("x"))).toThrow(/no\/file/);
  if (process.platform !== "linux") return;
  expect(() => writeWholeFile("/dev/full", bytes("x"))).toThrow(/the disk is full/);
});
