import { createAdviceLog } from "../../advice/advice-log.ts";
import { logAsk } from "../../advice/logged-ask.ts";
import { logSandbox } from "../../advice/logged-sandbox.ts";
import { lastGrid } from "../../game/frame.ts";
import { createSandbox } from "../../sandbox/sandbox.ts";
import type { AgentContext, CreateAgent } from "../agent.ts";
import { createExplorer } from "../explorer/explorer.ts";
import { createDirector } from "./director.ts";
import { describeCall, describeMode } from "./doing.ts";
import { createLead } from "./lead.ts";
import { createLeadership } from "./leadership.ts";
import { logExplorer } from "./logged-explorer.ts";
import { createNotes } from "./notes.ts";
import { createOpening } from "./opening.ts";
import { createPlay } from "./play.ts";
import { createRendezvous } from "./rendezvous.ts";
import { createResumption } from "./resumption.ts";
import { readSaved } from "./saved.ts";
import { createSession } from "./session.ts";

/** The explorer's strategies that win by a plan in a learned model, not by chance. */
const PLANNERS: ReadonlySet<string> = new Set(["pairs", "fill", "panels", "boxes", "floor"]);

/**
 * Plays as a language model advises: it writes code, notes and an executable model of the game, in which our
 * search plans. Where the model can't be asked the explorer plays.
 */
export const createAdvised: CreateAgent = (context) => {
  const { ask } = context;
  if (!ask) throw new Error("the advised agent needs a language model");
  const log = createAdviceLog(context.journal);
  // A run that goes on begins once more with what it had at its beginning.
  const session = createSession(context, log.past.brought);
  const { brought } = session;
  // Its practice would use up the budget of levels that the model may win yet.
  const explorer = logExplorer(
    createExplorer(explorerContext(context), () => director.hasGivenUp),
    log,
  );
  const notes = createNotes(brought.notes, (note) => log.tell({ type: "note", note }));
  let progress: string | undefined;
  const sandbox = logSandbox(createSandbox({ keepsake: brought }), log, (call) => {
    progress = call && describeCall(call);
  });
  const closing = new AbortController();
  const play = createPlay({
    take(action) {
      explorer.chosen(action, mode);
      const reasoning = mode === "ask" ? why : undefined;
      why = undefined;
      return rendezvous.take(reasoning ? { ...action, reasoning } : action);
    },
    learn: (entry, frame, standing) => sandbox.learn(entry, lastGrid(frame), standing),
  });
  const lead = createLead({
    ask: logAsk(ask, log, {
      level: () => play.level,
      planned(text) {
        session.tried.planned(text);
        why = text === "" ? undefined : { why: text };
      },
      used: session.used,
    }),
    play,
    sandbox,
    notes,
    maxActions: context.maxActions,
    tried: session.tried.text,
    async explore(actions) {
      const { level } = play;
      for (let taken = 0; taken < actions; taken++) {
        await play.take(await explorer.choose(play.frame));
        if (play.level !== level) return { taken: taken + 1, stop: `level ${play.level} begins` };
      }
      return { taken: actions };
    },
  });
  let mode = "probe";
  /** Why the next action is taken, for the scorecard: told with the first of a plan. */
  let why: { readonly why: string } | undefined;
  const director = createDirector({
    play,
    lead,
    leadership: createLeadership(context.advice ?? "first"),
    explorer: {
      recall: explorer.recall,
      choose: explorer.choose,
      get isPlanning() {
        return PLANNERS.has(explorer.describe?.().mode ?? "");
      },
    },
    opening: createOpening(),
    signal: closing.signal,
    setMode(next) {
      if (next !== mode) log.tell({ type: "phase", phase: next });
      mode = next;
    },
    failed: (error) => context.tell?.(error, "the explorer plays on"),
  });
  const rendezvous = createRendezvous(director.direct);

  const resumption = createResumption({
    log,
    next: rendezvous.next,
    async learn(step) {
      await explorer.observe?.(step);
      play.observe(step);
      session.tried.observe(step);
      rendezvous.told(step);
    },
    lasting: () => ({ notes: notes.lines, tried: session.tried.all, ...sandbox.keepsake }),
    restore(lasting) {
      for (const line of lasting.notes) notes.add(line);
      sandbox.restore(lasting);
    },
  });

  return {
    async choose(frame) {
      await resumption.begin();
      play.asked(frame);
      const action = await rendezvous.next();
      log.past.end();
      return action;
    },
    observe: resumption.observe,
    playsOn: () => explorer.playsOn?.() ?? false,
    save: () => session.save(explorer.save?.(), { notes: notes.lines, ...sandbox.keepsake }),
    describe: () => ({ ...explorer.describe?.(), mode: progress ?? describeMode(mode) }),
    async close() {
      closing.abort();
      await sandbox.close();
    },
  };
};

/** The context of the explorer inside: with its own part of what was saved. */
const explorerContext = (context: AgentContext): AgentContext => {
  const { saved, earlierVersion, ...rest } = context;
  return {
    ...rest,
    random: context.random.fork("explorer"),
    saved: readSaved(saved)?.explorer,
    earlierVersion: readSaved(earlierVersion)?.explorer,
  };
};
