import { isDeepStrictEqual } from "node:util";
import { type Lasting, lastingIn } from "../../advice/lasting.ts";
import type { RecordOf } from "../../advice/record.ts";
import type { AgentContext } from "../agent.ts";
import type { Usage } from "../ask.ts";
import { more } from "./merge-saved.ts";
import { recallSaved } from "./recall-saved.ts";
import { readSaved, type Saved, type Spent } from "./saved.ts";
import { createTriedLevels, type TriedLevels } from "./tried.ts";

/** One run's part of what is remembered of a game. */
export interface Session {
  /** What it begins with. */
  readonly brought: Lasting;
  readonly tried: TriedLevels;
  /** A request was answered; undefined where its tokens are not known. */
  used(usage: Usage | undefined): void;
  /** What is remembered from now on: this run's head takes the place of those it began with. */
  save(explorer: unknown, lasting: Omit<Lasting, "tried">): Saved;
}

const NOTHING: Saved = { version: 2, explorer: undefined, heads: [], seen: {}, spent: {} };

/** `brought`: what the log has of the beginning of a run that goes on. */
export function createSession(
  { saved, earlierVersion, runId = "" }: Pick<AgentContext, "saved" | "earlierVersion" | "runId">,
  logged: RecordOf<"brought"> | undefined,
): Session {
  const known = readSaved(saved) ?? readSaved(earlierVersion) ?? NOTHING;
  const recalled = recallSaved(known);
  const brought = lastingIn(logged ?? recalled);
  const tried = createTriedLevels(brought.tried);
  let seq = Object.hasOwn(known.seen, runId) ? (known.seen[runId] as number) : 0;
  const [{ run, seq: _, ...only } = { run: undefined, seq: 0 }] = known.heads;
  /** What was saved last, where this run alone saved it. */
  let latest: object | undefined = known.heads.length === 1 && run === runId ? only : undefined;
  /** What this run had spent when it was saved by a process that is no more. */
  const before = Object.hasOwn(known.spent, runId) ? known.spent[runId] : undefined;
  let own: Spent = { calls: 0, input: 0, cached: 0, output: 0 };
  return {
    brought,
    tried,
    used(usage) {
      own = {
        calls: own.calls + 1,
        input: own.input + (usage?.input ?? 0),
        cached: own.cached + (usage?.cached ?? 0),
        output: own.output + (usage?.output ?? 0),
      };
    },
    save(explorer, { notes, kept, memory, model }) {
      const content = {
        isForeign: false,
        notes: [...notes],
        kept: { ...kept },
        memory,
        ...(model !== undefined && { model }),
        tried: [...tried.all],
      };
      // Saved twice with nothing new in between it is the same head.
      if (seq === 0 || !isDeepStrictEqual(content, latest)) seq += 1;
      latest = content;
      const head = { run: runId, seq, ...content };
      return {
        version: 2,
        explorer,
        heads: [head],
        seen: { ...known.seen, [runId]: seq },
        spent: { ...known.spent, [runId]: before ? more(before, own) : own },
      };
    },
  };
}
