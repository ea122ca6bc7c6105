import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/base/decode-text.ts";

const TEXT = "ARC_API_KEY=é\n";
const utf16 = Buffer.from(`\ufeff${TEXT}`, "utf16le");

describe("decodeText", () => {
  it.each([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${TEXT}`)],
    ["UTF-16, little end first", utf16],
    ["UTF-16, big end first", Buffer.from(utf16).swap16()],
  ])("reads %s", (_, bytes) => {
    expect(decodeText(bytes, "x")).toBe(TEXT);
  });

  it.each([
    ["another encoding", Buffer.from(TEXT, "latin1")],
    ["UTF-16 without a mark", Buffer.from(TEXT, "utf16le")],
  ])("refuses %s by the file's name", (_, bytes) => {
    expect(() => decodeText(bytes, "x.env")).toThrow("x.env: it is not text in UTF-8");
  });
});
