import { expect, it } from "vitest";
import {
  failureOf,
  faultIn,
  serviceError,
  toldText,
} from "../../../src/advice/providers/service-fault.ts";

const KEY = "abc123-my-key";

it.each([
  ['{"error": {"message": "m", "type": "t", "code": "c", "param": "p"}}', "t c p", "m"],
  ['{"type": "error", "error": {"type": "t", "message": "m"}}', "t", "m"],
  ['{"error": "m"}', "", "m"],
  ['{"detail": [{"loc": ["body"], "msg": "m"}]}', "", '[{"loc":["body"],"msg":"m"}]'],
  ['{"object": "error", "message": "m", "type": "t"}', "t", "m"],
  ["<html>busy</html>", "", "<html>busy</html>"],
  ["", "", ""],
])("reads the fault in %s", (body, words, message) => {
  expect(faultIn(body, 400)).toMatchObject({ status: 400, words, message });
});

it("takes a fault within a stream for a passing one unless it says otherwise", () => {
  expect(failureOf({ words: "", message: "who knows" })).toBe("overloaded");
  expect(failureOf({ words: "rate_limit_error", message: "" })).toBe("limited");
  expect(failureOf({ words: "context_length_exceeded", message: "" })).toBe("too-long");
  expect(failureOf({ status: 400, words: "", message: "who knows" })).toBe("refused");
});

it("tells a service's words on one line, bounded, without controls or any part of a key", () => {
  const told = toldText(`no\n\u001b[31m ${KEY} sk-ab12****9xyz ${"long ".repeat(200)}`, KEY);
  expect(told).toMatch(/^no \?\[31m … … long/);
  expect(told.length).toBeLessThanOrEqual(300);
  const asked = { name: "openai:x", keyVariable: "OPENAI_API_KEY", key: KEY };
  const error = serviceError({ status: 401, words: "", message: `wrong key ${KEY}` }, asked);
  expect(error.message).toBe("openai:x: the service refused the key (401): check OPENAI_API_KEY");
});
