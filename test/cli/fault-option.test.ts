import { describe, expect, it } from "vitest";
import { MISHAPS, NO_FAULTS } from "../../src/arcade/faults.ts";
import { faultHelp, parseFaults } from "../../src/cli/fault-option.ts";

describe("--faults", () => {
  it("takes mishaps with their shares, and switches", () => {
    expect(parseFaults("500=0.05, lost=0.02,retry-after")).toEqual({
      ...NO_FAULTS,
      shares: { "500": 0.05, lost: 0.02 },
      retryAfter: "seconds",
    });
    expect(parseFaults("503=0.7@45,slow=0.2@0.1,odd=0.1")).toEqual({
      ...NO_FAULTS,
      shares: { "503": 0.7, slow: 0.2, odd: 0.1 },
      outageMs: 45_000,
      byteMs: 100,
    });
    expect(parseFaults("mute=1,everywhere,refused-resets,retry-after=epoch")).toEqual({
      ...NO_FAULTS,
      shares: { mute: 1 },
      everywhere: true,
      levelResetsOnly: true,
      retryAfter: "epoch",
    });
  });

  it.each([
    ["", "'' is no fault; there are 500, 503, "],
    ["toString=1", "'toString=1' is no fault"],
    ["everywhere=1", "'everywhere=1' is no fault"],
    ["torn", "A number from 0 to 1 after torn= is wanted."],
    ["lost=0.1,500=2", "A number from 0 to 1 after 500= is wanted."],
    ["503=0.1@3601", "A number from 0 to 3600 after 503=0.1@ is wanted."],
    ["slow=0.1@", "A number from 0 to 60 after slow=0.1@ is wanted."],
    ["torn=0.1@5", "torn takes no seconds after @."],
    ["torn=0.6,html=0.6", "The shares add up to 1.2, and 1 is the most."],
    ["retry-after=soon", "retry-after: one of seconds, date, epoch is wanted, not 'soon'."],
  ])("refuses %j and says what it wants", (text, message) => {
    expect(() => parseFaults(text)).toThrow(message);
  });

  it("has a line of help for every one", () => {
    for (const name of Object.keys(MISHAPS)) expect(faultHelp()).toContain(`\n  ${name}=<share> `);
  });
});
