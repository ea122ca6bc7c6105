import { parseAdvice } from "../../advice/advice.ts";
import { createConversation } from "../../advice/conversation.ts";
import { describeSteps } from "../../advice/step-lines.ts";
import { lastGrid } from "../../game/frame.ts";
import { draw, listThings } from "../../picture/draw.ts";
import type { Call, Played, RunResult } from "../../sandbox/protocol.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Ask } from "../ask.ts";
import type { Notes } from "./notes.ts";
import type { Play } from "./play.ts";

/** Has a language model lead the play. */
export interface Lead {
  /** Asks once, and carries out the reply. Rejects where the model could not be asked. */
  consult(signal: AbortSignal): Promise<void>;
  /** Plans and plays in the executable model, without asking. */
  cruise(): Promise<void>;
  /** Requests on this level in this conversation, and the latest replies in a row that could not be read. */
  readonly calls: number;
  readonly unreadable: number;
  /** Whether an executable model is there to plan in. */
  readonly hasModel: boolean;
  /** Begins a fresh conversation. */
  begin(): void;
}

export interface LeadOptions {
  readonly ask: Ask;
  readonly play: Play;
  readonly sandbox: Sandbox;
  readonly notes: Notes;
  /** Lets the explorer take so many actions. */
  explore(actions: number): Promise<Played>;
  /** Actions of the whole game; Infinity where there is no limit. */
  readonly maxActions: number;
  /** What was tried in vain in earlier sessions. */
  tried(): string;
}

/** Characters of output that are told. */
const MAX_OUTPUT = 3_000;
/** After so many requests, or actions, on a level the model is told to change its ways. */
const ESCALATION_CALLS = 12;
const ESCALATION_ACTIONS = 120;
const ESCALATION = `This level resists. Before anything else: list every change in the log that you can't explain and every thing you never touched; question what you took for checked; write the executable model of what you do know, and search in it for the least tested action.`;

export function createLead(options: LeadOptions): Lead {
  const { ask, play, sandbox, notes, explore, maxActions, tried } = options;
  const conversation = createConversation();
  let level = 0;
  let model: RunResult["model"];
  let outcome = "";
  let hasEscalated = false;
  let unreadable = 0;
  /** Whether the latest reply's code could look at the picture itself. */
  let hasRunCode = false;

  const answer = async (call: Call): Promise<Played> =>
    call.name === "act"
      ? await play.act(call.action, call.hasExpectation)
      : await explore(call.actions);

  const run = async (code: string): Promise<RunResult> => {
    const result = await sandbox.run(code, answer);
    for (const note of result.notes) notes.add(note);
    if (result.model) model = result.model;
    return result;
  };

  const begin = () => {
    conversation.begin();
    level = play.level;
    hasEscalated = false;
    unreadable = 0;
  };

  /** What is known of the whole game. */
  const head = (): string => {
    const kept = Object.keys(sandbox.keepsake.kept);
    return [
      `GAME with ${play.frame.winLevels || "an unknown number of"} levels.`,
      play.won(),
      notes.text() && `NOTES:\n${notes.text()}`,
      tried(),
      kept.length > 0 && `DECLARED in the sandbox: ${kept.join(", ")}`,
      model &&
        `MODEL: ${model.isAccepted ? "fits" : "misfits"} (${model.hits} of ${model.steps} steps)`,
    ]
      .filter(Boolean)
      .join("\n");
  };

  const standing = (): string => {
    const left = maxActions - play.billed;
    const budget = Number.isFinite(left) ? `, ${left} left for the whole game` : "";
    const available = play.frame.availableActions.join(" ");
    return `LEVEL ${play.level}, ${play.onLevel} actions spent on it${budget}. Available: ${available}`;
  };

  /** What has happened since the last request. */
  const news = (isFirst: boolean): string => {
    const grid = lastGrid(play.frame);
    const steps = describeSteps(play.news());
    const isStuck =
      !hasEscalated &&
      (conversation.calls >= ESCALATION_CALLS || play.onLevel >= ESCALATION_ACTIONS);
    if (isStuck) hasEscalated = true;
    const text = [
      outcome,
      steps && `STEPS:\n${steps}`,
      standing(),
      (isFirst || !hasRunCode) &&
        `PICTURE ${grid.width}×${grid.height} (equal rows drawn once):\n${draw(grid)}`,
      isFirst && `THINGS:\n${listThings(grid)}`,
      isStuck && ESCALATION,
    ];
    outcome = "";
    hasRunCode = false;
    return text.filter(Boolean).join("\n\n");
  };

  return {
    begin,
    get calls() {
      return conversation.calls;
    },
    get unreadable() {
      return unreadable;
    },
    get hasModel() {
      return model?.isSure ?? sandbox.keepsake.model !== undefined;
    },
    async consult(signal) {
      if (level !== play.level) begin();
      const request = conversation.ask(head(), news(conversation.calls === 0));
      const reply = await ask(request, signal);
      conversation.answered(reply);
      const advice = parseAdvice(reply.text);
      unreadable = typeof advice === "string" ? unreadable + 1 : 0;
      if (typeof advice === "string") {
        outcome = `YOUR REPLY could not be read: ${reply.isCut ? "it was cut off; be shorter" : advice}.`;
        return;
      }
      if (advice.note) notes.add(advice.note);
      if (advice.code) {
        const result = await run(advice.code);
        outcome = outcomeOf(result);
        hasRunCode = result.error === undefined;
      }
      for (const action of advice.act) {
        const { stop } = await play.act(action, false);
        if (stop === undefined) continue;
        outcome += `\nACT stopped at ${action}: ${stop}`;
        break;
      }
      if (advice.pass > 0) await explore(advice.pass);
    },
    async cruise() {
      outcome = `CRUISE by itself:\n${outcomeOf(await run("print(await cruise())"))}`;
    },
  };
}

function outcomeOf({ output, error }: RunResult): string {
  const cut =
    output.length > MAX_OUTPUT
      ? `${output.slice(0, MAX_OUTPUT)}\n… ${output.length - MAX_OUTPUT} characters more`
      : output.trimEnd();
  return (
    [cut && `OUTPUT:\n${cut}`, error && `ERROR: ${error}`].filter(Boolean).join("\n") ||
    "OUTPUT: none"
  );
}
