import type { AskRequest, Usage } from "../agents/ask.ts";

/** How long a request is. */
export interface RequestSize {
  /** Of all its texts. */
  readonly characters: number;
  /** More tokens than this it can't have: none is shorter than a byte. */
  readonly mostTokens: number;
}

/** What the requests to one model are thought to cost, learned from what they did cost. Tokens. */
export interface TokenEstimates {
  input(size: RequestSize): number;
  /** The median of the latest answers. */
  output(): number;
  /** The most that an answer may have: 1.5 times the 95th percentile, within the bounds. */
  maxOutput(): number;
  learn(size: RequestSize, usage: Usage): void;
}

export interface OutputBounds {
  readonly least: number;
  readonly most: number;
}

/** What English, code and drawn pictures took in trials; from the first answer on, the model's own ratio. */
const CHARACTERS_PER_TOKEN = 3.2;
const USUAL_OUTPUT = 900;
/** Answers that are remembered, and how many make a percentile. */
const REMEMBERED = 50;
const BELIEVED = 8;
/** Tool, names and separators: bytes beside the texts, per request and per turn. */
const FRAME_BYTES = 3_000;
const TURN_BYTES = 32;

export function createTokenEstimates({ least, most }: OutputBounds): TokenEstimates {
  const inputs: { characters: number; tokens: number }[] = [];
  const outputs: number[] = [];
  return {
    input({ characters, mostTokens }) {
      const told = inputs.reduce((sum, { tokens }) => sum + tokens, 0);
      const sent = inputs.reduce((sum, one) => sum + one.characters, 0);
      const ratio = told > 0 && sent > 0 ? told / sent : 1 / CHARACTERS_PER_TOKEN;
      return Math.min(mostTokens, Math.ceil(characters * ratio));
    },
    output: () =>
      Math.min(most, outputs.length < BELIEVED ? USUAL_OUTPUT : percentile(outputs, 0.5)),
    maxOutput() {
      if (outputs.length < BELIEVED) return most;
      return Math.min(most, Math.max(least, Math.ceil(1.5 * percentile(outputs, 0.95))));
    },
    learn({ characters }, { input, output }) {
      if (input > 0) inputs.push({ characters, tokens: input });
      if (output > 0) outputs.push(output);
      if (inputs.length > REMEMBERED) inputs.shift();
      if (outputs.length > REMEMBERED) outputs.shift();
    },
  };
}

/** The size of a request; a turn counts as its text or as its provider's form of it, whichever is longer. */
export function sizeOf({ system, turns }: AskRequest): RequestSize {
  const texts = turns.map(({ text, native }) => {
    const form = native === undefined ? "" : JSON.stringify(native);
    return form.length > text.length ? form : text;
  });
  const bytes = [system, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    characters: texts.reduce((sum, text) => sum + text.length, system.length),
    mostTokens: bytes + FRAME_BYTES + TURN_BYTES * turns.length,
  };
}

/** The nearest-rank percentile. */
function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
}
