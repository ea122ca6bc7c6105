import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import {
  decodeMemoryFile,
  encodeMemoryFile,
  isPortable,
} from "../../../src/memory/store/memory-file.ts";

const entries = fc.array(
  fc.record({
    agent: fc.stringMatching(/^[\w ./\\é-]+$/),
    gameId: fc.stringMatching(/^[a-z]{4}-[0-9a-f]{1,8}$/),
    savedAt: fc.integer({ min: 0, max: 4e12 }),
    // What JSON makes of it is what can come back.
    saved: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
  }),
  { maxLength: 4 },
);

const SOUND = {
  format: "arc-train-memory",
  version: 1,
  entries: [{ agent: "a", game_id: "keys-1", saved_at: "2026-01-02T03:04:05.678Z", saved: [1] }],
};
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const withEntry = (changes: object) => ({
  ...SOUND,
  entries: [...SOUND.entries, { ...SOUND.entries[0], ...changes }],
});

describe("a file of memory", () => {
  it("gives back what was put in, compressed or not, in the same bytes each time", () => {
    fc.assert(
      fc.property(entries, (list) => {
        for (const compressed of [false, true]) {
          const bytes = encodeMemoryFile(list, compressed);
          expect(decodeMemoryFile(bytes)).toEqual(list);
          expect(encodeMemoryFile(decodeMemoryFile(bytes), compressed)).toEqual(bytes);
        }
      }),
    );
  });

  it("is JSON with an entry a line; compressed it is gzip of the same", () => {
    const list = decodeMemoryFile(bytesOf(SOUND));
    const text = encodeMemoryFile(list, false).toString();
    expect(JSON.parse(text)).toEqual(SOUND);
    expect(text.trim().split("\n")).toHaveLength(3);
    expect(gunzipSync(encodeMemoryFile(list, true)).toString()).toBe(text);
  });

  it("is not made where it would be too long to be read back", () => {
    const one = { agent: "a", gameId: "keys-1", savedAt: 0, saved: "é".repeat(500) };
    const two = [one, { ...one, gameId: "keys-2" }];
    expect(encodeMemoryFile(two, false, 3_000).length).toBeLessThanOrEqual(3_000);
    expect(() => encodeMemoryFile(two, true, 2_000)).toThrow(/in parts/);
  });

  it("takes no entry that it would not give back", () => {
    const one = { agent: "a", gameId: "keys-1", savedAt: 0, saved: [] };
    expect(isPortable(one)).toBe(true);
    expect(isPortable({ ...one, gameId: "with space" })).toBe(false);
    expect(isPortable({ ...one, gameId: "x".repeat(101) })).toBe(false);
    expect(isPortable({ ...one, saved: undefined })).toBe(false);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["nothing", Buffer.alloc(0), /not JSON/],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), /not JSON/],
    ["half a file", bytesOf(SOUND).subarray(0, 60), /not JSON/],
    ["a number", bytesOf(7), /no file of arc-train-memory/],
    ["another program's file", bytesOf({ entries: [] }), /no file of arc-train-memory/],
    ["a later format", bytesOf({ ...SOUND, version: 2 }), /only version 1/],
    ["a torn gzip", gzipSync(bytesOf(SOUND)).subarray(0, 40), /cannot be unpacked/],
    ["a bomb", gzipSync(Buffer.alloc((1 << 28) + 1), { level: 1 }), /cannot be unpacked/],
    ["entries that are none", bytesOf({ ...SOUND, entries: 3 }), /^entries: /],
    ["a strange game", bytesOf(withEntry({ game_id: "../x" })), /^entries\.1\.game_id: /],
    ["a strange agent", bytesOf(withEntry({ agent: "a\u001b[2J" })), /^entries\.1\.agent: /],
    ["a strange time", bytesOf(withEntry({ saved_at: "soon" })), /^entries\.1\.saved_at: /],
    ["no memory", bytesOf(withEntry({ saved: undefined })), /^entries\.1\.saved: nothing/],
    [
      "a deep nest",
      Buffer.from(JSON.stringify(SOUND).replace("[1]", "[".repeat(200_000) + "]".repeat(200_000))),
      /^entries\.0\.saved: .*too deep/,
    ],
  ])("is refused when it is %s", (_, bytes, message) => {
    expect(() => decodeMemoryFile(bytes)).toThrow(UsageError);
    expect(() => decodeMemoryFile(bytes)).toThrow(message);
  });
});
