import type { Answer, AskRequest, Turn } from "../agents/ask.ts";
import { SYSTEM_TEXT } from "./system-text.ts";

/** The conversation about one level; a new level, or a fresh start, begins another. */
export interface Conversation {
  /** The next request. `head`: what is known of the whole game, told where a conversation begins. */
  ask(head: string, news: string): AskRequest;
  /** The model's reply to it. */
  answered(answer: Pick<Answer, "text" | "native">): void;
  /** Forgets all turns. */
  begin(): void;
  /** Requests so far, since it began. */
  readonly calls: number;
}

/** Turns that are remembered: each is re-sent with every request. */
const MAX_TURNS = 24;

export function createConversation(): Conversation {
  let turns: Turn[] = [];
  let pending: Turn | undefined;
  let calls = 0;

  return {
    ask(head, news) {
      calls += 1;
      // Of a long conversation the first turn, which holds the head, and the latest ones stay.
      if (turns.length >= MAX_TURNS) turns = [turns[0] as Turn, ...turns.slice(3 - MAX_TURNS)];
      pending = { by: "user", text: turns.length === 0 ? `${head}\n\n${news}` : news };
      return { system: SYSTEM_TEXT, turns: [...turns, pending], priority: "normal" };
    },
    answered({ text, native }) {
      const reply: Turn = { by: "model", text, ...(native !== undefined && { native }) };
      if (pending) turns.push(pending, reply);
      pending = undefined;
    },
    begin() {
      turns = [];
      pending = undefined;
      calls = 0;
    },
    get calls() {
      return calls;
    },
  };
}
