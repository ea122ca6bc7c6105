import { printable } from "../base/errors.ts";
import { parseAdvice } from "./advice.ts";
import type { AdviceRecord, RecordOf } from "./record.ts";

/** Tells records as text for people, as they come. */
export interface Transcript {
  /** The text of a record, or "": actions are told together, once something else comes. */
  tell(record: AdviceRecord): string;
  /** Actions that were not told yet. */
  rest(): string;
}

/** What a model or a server said is shown, never obeyed: a terminal's escapes are taken out. */
export function createTranscript(): Transcript {
  let acts: RecordOf<"act">[] = [];

  const rest = () => {
    const [first] = acts;
    const last = acts.at(-1);
    if (!first || !last) return "";
    const played = acts.map(({ action }) => action).join(" ");
    acts = [];
    const steps = first === last ? `#${first.step}` : `#${first.step}–${last.step}`;
    return `${printable(`${steps} ${last.by}: ${played}`)}\n`;
  };
  return {
    rest,
    tell(record) {
      if (record.type === "act") {
        const before = acts[0] && acts[0].by !== record.by ? rest() : "";
        acts.push(record);
        return before;
      }
      // What only a process that goes on needs tells a reader nothing.
      const text = textOf(record);
      return text === "" ? "" : `${rest()}${text}\n`;
    },
  };
}

function textOf(record: Exclude<AdviceRecord, { type: "act" }>): string {
  switch (record.type) {
    case "begun":
      return heading(`${record.game}, run ${record.run}, ${record.model}`, record.t);
    case "brought":
      return block("brought along", record.notes.join("\n"));
    case "anew":
      return block("goes on anew", `from step ${record.step}`);
    case "asked":
      return `\n${heading(`level ${record.level}, request ${record.call}`, record.t)}\n${indent(record.turn)}`;
    case "answered":
      return answerText(record);
    case "failed":
      return block("no answer", `${record.failure}: ${record.message}`);
    case "ran":
      return block("ran", [record.output.trimEnd(), record.error].filter(Boolean).join("\n"));
    case "surprise":
      return block("surprise", record.message);
    case "phase":
      return block("phase", record.phase);
    case "degraded":
      return block("degraded", `${record.stage}: ${record.reason}`);
    case "capped":
      return block("capped", record.message);
    case "plan":
    case "code":
    case "call":
    case "note":
      return "";
  }
}

function answerText({ text, ms, usage, cut }: RecordOf<"answered">): string {
  const tokens = usage ? `, ${usage.input} tokens in, ${usage.output} out` : "";
  const head = `answer after ${(ms / 1_000).toFixed(1)} s${tokens}${cut ? ", cut off" : ""}`;
  const advice = parseAdvice(text);
  if (typeof advice === "string") return block(head, text);
  const { why, note, code, act, pass } = advice;
  const parts = [
    why && `why: ${why}`,
    note && `note: ${note}`,
    code && `code:\n${code}`,
    act.length > 0 && `act: ${act.join(" ")}`,
    pass > 0 && `pass: ${pass}`,
  ];
  return block(head, parts.filter(Boolean).join("\n"));
}

const heading = (text: string, t: number): string =>
  `── ${printable(text)} · ${new Date(t).toISOString().slice(0, 19).replace("T", " ")}`;

/** A text below its title; the title alone where there is none. */
const block = (title: string, text: string): string =>
  text === "" ? "" : `── ${printable(title)}\n${indent(text)}`;

const indent = (text: string): string =>
  text
    .split("\n")
    .map((line) => `   ${printable(line)}`)
    .join("\n");
