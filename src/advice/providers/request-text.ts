import type { AskRequest } from "../../agents/ask.ts";

/** A request as one text, for programs that read no messages. */
export function requestText({ system, turns }: AskRequest): string {
  const [last, ...earlier] = [...turns].reverse();
  const history = earlier
    .reverse()
    .map(({ by, text }) => `=== ${by === "user" ? "REPORT" : "YOUR REPLY"} ===\n${text}`);
  return [system, ...history, `=== REPORT (reply to this one) ===\n${last?.text ?? ""}`, ""].join(
    "\n\n",
  );
}
