import { parseAdvice } from "../advice/advice.ts";
import type { AskRequest } from "../agents/ask.ts";
import { systemClock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import { milliseconds } from "../display/format.ts";
import type { Finding } from "./check-limits.ts";
import type { Model } from "./open-model.ts";

/** As small as a question can be whose answer has the form of advice. */
const QUESTION: AskRequest = {
  system:
    'Reply with one JSON object and nothing else: {"why": "ready", "note": null, "code": null, "act": ["1"], "pass": 0}',
  turns: [{ by: "user", text: "Are you there?" }],
  priority: "critical",
};

/** Asks the model one tiny question, and tells what came back and what it cost. */
export async function checkModel(model: Model): Promise<Finding> {
  const sentMs = systemClock.now();
  try {
    const { text, usage } = await model.askFor("doctor")(QUESTION, new AbortController().signal);
    const told = [
      `${model.name} answered in ${milliseconds(systemClock.now() - sentMs)}`,
      usage && `${usage.input} tokens in, ${usage.output} out`,
      model.price && usage && `$${model.ledger.total.cost.toFixed(5)}`,
    ];
    const advice = parseAdvice(text);
    const form =
      typeof advice === "string"
        ? `but not in the form that was asked for: ${advice}; it began ${JSON.stringify(text.slice(0, 60))}`
        : "in the form of advice";
    const detail = [...told.filter(Boolean), form].join(", ");
    return { check: "model", ok: typeof advice !== "string", detail };
  } catch (error) {
    return { check: "model", ok: false, detail: messageOf(error) };
  }
}
