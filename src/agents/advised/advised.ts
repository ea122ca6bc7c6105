import { lastGrid } from "../../game/frame.ts";
import { createSandbox } from "../../sandbox/sandbox.ts";
import type { AgentContext, CreateAgent } from "../agent.ts";
import { createExplorer } from "../explorer/explorer.ts";
import { createDirector } from "./director.ts";
import { createLead } from "./lead.ts";
import { createLeadership } from "./leadership.ts";
import { createNotes } from "./notes.ts";
import { createOpening } from "./opening.ts";
import { createPlay } from "./play.ts";
import { createRendezvous } from "./rendezvous.ts";
import { readSaved, type Saved } from "./saved.ts";

/** The explorer's strategies that win by a plan in a learned model, not by chance. */
const PLANNERS: ReadonlySet<string> = new Set(["pairs", "fill", "panels", "boxes", "floor"]);

/**
 * Plays as a language model advises: it writes code, notes and an executable model of the game, in which our
 * search plans. Where the model can't be asked the explorer plays.
 */
export const createAdvised: CreateAgent = (context) => {
  const { ask } = context;
  if (!ask) throw new Error("the advised agent needs a language model");
  const earlier = readSaved(context.saved) ?? readSaved(context.earlierVersion);
  // Its practice would use up the budget of levels that the model may win yet.
  const explorer = createExplorer(explorerContext(context), () => director.hasGivenUp);
  const notes = createNotes(earlier?.notes);
  const sandbox = createSandbox({
    ...(earlier && {
      keepsake: {
        kept: earlier.kept,
        memory: earlier.memory,
        ...(earlier.model !== undefined && { model: earlier.model }),
      },
    }),
  });
  const closing = new AbortController();
  const play = createPlay({
    take: (action) => rendezvous.take(action),
    learn: (entry, frame, standing) => sandbox.learn(entry, lastGrid(frame), standing),
  });
  const lead = createLead({
    ask,
    play,
    sandbox,
    notes,
    maxActions: context.maxActions,
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
    setMode: (next) => {
      mode = next;
    },
    failed: (error) => context.tell?.(error, "the explorer plays on"),
  });
  const rendezvous = createRendezvous(director.direct);

  return {
    async choose(frame) {
      play.asked(frame);
      return await rendezvous.next();
    },
    async observe(step) {
      await explorer.observe?.(step);
      play.observe(step);
      rendezvous.told(step);
    },
    playsOn: () => explorer.playsOn?.() ?? false,
    save: (): Saved => ({
      version: 1,
      explorer: explorer.save?.(),
      notes: [...notes.lines],
      ...sandbox.keepsake,
      kept: { ...sandbox.keepsake.kept },
    }),
    describe: () => ({ ...explorer.describe?.(), mode }),
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
