import fc from "fast-check";
import { expect, it } from "vitest";
import { DiskError, diskError } from "../../src/base/disk-error.ts";
import { ArcTrainError, messageOf, printable, UsageError } from "../../src/base/errors.ts";

it("gives every error its code, name and cause", () => {
  const cause = new Error("below");
  for (const [error, code] of [
    [new UsageError("--rpm 0 is too small", { cause }), "USAGE"],
    [new DiskError("no space", { cause }), "DISK"],
  ] as const) {
    expect(error).toBeInstanceOf(ArcTrainError);
    expect(error).toMatchObject({ code, cause, name: error.constructor.name });
  }
});

it("tells anything that was thrown on one line", () => {
  expect(messageOf(new Error(" a\n\tb  c "))).toBe("a b c");
  expect(messageOf("text")).toBe("text");
  expect(messageOf(null)).toBe("null");
  expect(messageOf(undefined)).toBe("undefined");
});

it("leaves nothing in a text that a terminal would obey", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = printable(text);
      expect([...shown]).toHaveLength([...text].length);
      const codes = [...shown].map((letter) => letter.codePointAt(0) as number);
      expect(codes.filter((code) => code < 32 || (code >= 127 && code < 160))).toEqual([]);
    }),
  );
  expect(printable("\u001b[2Jgone\u009b1m")).toBe("?[2Jgone?1m");
  // Directions, no width, fillers, line ends of another kind.
  expect(printable("a\u202eb\u2066c\u200bd\ufeffe\u3164f\u2028g\u00ad")).toBe("a?b?c?d?e?f?g?");
  expect(printable("é 漢字 🎮 ق")).toBe("é 漢字 🎮 ق");
});

it("says what to do about a disk", () => {
  const failure = (code: string) =>
    diskError("writing x", Object.assign(new Error("raw"), { code }));
  expect(failure("ENOSPC").message).toBe("writing x: the disk is full");
  expect(failure("EROFS").message).toBe("writing x: the file system is read-only");
  expect(failure("SQLITE_IOERR_WRITE").message).toBe("writing x: reading or writing it failed");
  expect(failure("EODD").message).toBe("writing x: raw");
  expect(diskError("writing x", "odd").message).toBe("writing x: odd");
  const known = failure("ENOSPC");
  expect(diskError("saving y", known)).toBe(known);
});
