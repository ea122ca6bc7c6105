import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { PROFILES, profileFromJson } from "../../../src/limiter/budget/profiles.ts";

const FILE = {
  limits: { rpm: 50, itpm: 40_000, otpm: 8_000 },
  safety: { margin: 0.15, cooldown: 60 },
};

test("the model's limits are those of the documented file", () => {
  expect(profileFromJson(FILE)).toEqual({ ...PROFILES.model, sendGapMs: 1_320 });
  expect(PROFILES.model).toMatchObject({
    perMinute: 50,
    inputTokensPerMinute: 40_000,
    outputTokensPerMinute: 8_000,
    reserve: 0.15,
    sendGapMs: 1_330,
  });
});

test.each([
  [{ ...FILE, limits: { ...FILE.limits, rpm: 0 } }, /limits\.rpm.*1/],
  [{ ...FILE, limits: { ...FILE.limits, otpm: 1.5 } }, /limits\.otpm/],
  [{ ...FILE, limits: { ...FILE.limits, itpm: "many" } }, /limits\.itpm/],
  [{ ...FILE, safety: { ...FILE.safety, margin: 15 } }, /safety\.margin.*0\.9/],
  [{ ...FILE, safety: { margin: 0.1 } }, /safety\.cooldown/],
  [{ limits: FILE.limits }, /safety/],
  [{ ...FILE, limits: { rpn: 50, itpm: 1, otpm: 1 } }, /limits\.rpn: .*did you mean rpm\?/],
  [{ ...FILE, saftey: FILE.safety }, /saftey: there is no such field; did you mean safety\?/],
  [null, /the file/],
])("%j is refused by field and range", (json, message) => {
  expect(() => profileFromJson(json)).toThrow(UsageError);
  expect(() => profileFromJson(json)).toThrow(message);
});
