import { messageOf } from "../../base/errors.ts";
import { AskError } from "../errors.ts";
import { answersOf, listLogs, readLog } from "../read-log.ts";
import { type RecordOf, requestKey } from "../record.ts";
import type { Provider } from "./provider.ts";

/** Characters of a request that is not there which are told. */
const MAX_TOLD = 80;

/**
 * Answers from the logs below a directory, each request as it was answered then; one that was asked more often than
 * then, as it was the last time. Throws Node's error where the directory can't be read, and an error where no answer
 * is in it.
 */
export function createReplayProvider(name: string, dir: string): Provider {
  const answers = answersOf(listLogs(dir).flatMap(readLog));
  if (answers.size === 0) throw new Error("no answers of a model are in it (advice.jsonl)");
  const asked = new Map<string, number>();

  return {
    name,
    async ask(request, signal) {
      signal.throwIfAborted();
      const key = requestKey(request);
      const recorded = answers.get(key);
      if (!recorded) {
        const news = messageOf(request.turns.at(-1)?.text ?? "").slice(0, MAX_TOLD);
        const what = `request ${key.slice(0, 12)} is not in it (${JSON.stringify(news)} …)`;
        const why = "this play, or what is told of it, differs from the recorded one";
        throw new AskError("gone", `${name}: ${what}: ${why}`);
      }
      const times = asked.get(key) ?? 0;
      asked.set(key, times + 1);
      return answerOf(recorded[Math.min(times, recorded.length - 1)] as RecordOf<"answered">);
    },
  };
}

const answerOf = ({ text, cut, usage }: RecordOf<"answered">) => ({
  text,
  isCut: cut,
  ...(usage && { usage: { ...usage } }),
});
