import { expect, test } from "vitest";
import type { AdviceRecord, NewRecord } from "../../src/advice/record.ts";
import { createTranscript } from "../../src/advice/transcript.ts";

const at = (record: NewRecord): AdviceRecord => ({ ...record, t: 0 });
const key = "ab".repeat(32);

test("records are told as text: actions together, escapes taken out", () => {
  const { tell, rest } = createTranscript();
  const usage = { input: 3_100, cached: 0, output: 900, reasoning: 0 };
  const text = JSON.stringify({ why: "\u001b]0;title\u0007up", act: ["1", "2"], pass: 2 });
  const records: NewRecord[] = [
    { type: "act", step: 0, action: "1", by: "probe" },
    { type: "act", step: 1, action: "2", by: "probe" },
    { type: "asked", call: 1, level: 2, key, turn: "STEPS:\n\u202e#1", earlier: [] },
    { type: "answered", call: 1, key, text, cut: true, usage, ms: 1_250 },
    { type: "act", step: 2, action: "6:1,2", by: "ask" },
  ];
  expect(records.map((record) => tell(at(record))).join("") + rest()).toBe(`#0–1 probe: 1 2

── level 2, request 1 · 1970-01-01 00:00:00
   STEPS:
   ?#1
── answer after 1.3 s, 3100 tokens in, 900 out, cut off
   why: ?]0;title?up
   act: 1 2
   pass: 2
#2 ask: 6:1,2
`);
});
