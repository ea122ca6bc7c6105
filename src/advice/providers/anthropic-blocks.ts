import { z } from "zod";
import { parseJson } from "../../base/json.ts";

/** A content block as it is sent back: every field as it came. */
export interface ContentBlock {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface ReadBlocks {
  readonly content: readonly ContentBlock[];
  /** The arguments of the first tool call as they were written; undefined where there is none. */
  readonly input: string | undefined;
  /** All text blocks. */
  readonly text: string;
}

const start = z.object({
  type: z.literal("content_block_start"),
  index: z.number().int().min(0).max(1_000),
  content_block: z.looseObject({ type: z.string() }),
});
const delta = z.object({
  type: z.literal("content_block_delta"),
  index: z.number(),
  delta: z.looseObject({ type: z.string() }),
});

/** By the type of a delta, which of its fields is added to which field of its block. */
const GROWING: Readonly<Record<string, readonly [from: string, to: string]>> = {
  text_delta: ["text", "text"],
  thinking_delta: ["thinking", "thinking"],
  signature_delta: ["signature", "signature"],
  input_json_delta: ["partial_json", "partial_json"],
};

/** Collects the content blocks of a stream. */
export function createBlocks(): { add(event: unknown): void; read(): ReadBlocks } {
  const blocks = new Map<number, Record<string, unknown> & { type: string }>();
  return {
    add(event) {
      const begun = start.safeParse(event);
      if (begun.success) blocks.set(begun.data.index, { ...begun.data.content_block });
      const grown = delta.safeParse(event);
      const block = grown.success ? blocks.get(grown.data.index) : undefined;
      const fields = grown.success ? GROWING[grown.data.delta.type] : undefined;
      if (!grown.success || !block || !fields) return;
      const [from, to] = fields;
      block[to] = `${block[to] ?? ""}${grown.data.delta[from] ?? ""}`;
    },
    read() {
      const all = [...blocks.values()];
      const call = all.find(({ type }) => type === "tool_use");
      return {
        // An empty text, which a stream may begin with, would be refused.
        content: all.filter(({ type, text }) => type !== "text" || text !== "").map(withInput),
        input: call && String(call.partial_json ?? JSON.stringify(call.input ?? {})),
        text: all.map(({ type, text }) => (type === "text" ? String(text ?? "") : "")).join(""),
      };
    },
  };
}

/** A tool call's input is streamed as text; undefined where it is no object. */
function withInput({ partial_json: json, ...block }: Record<string, unknown> & { type: string }) {
  if (json === undefined || json === "") return block;
  const input = parseJson(String(json));
  const isObject = typeof input === "object" && input !== null && !Array.isArray(input);
  return { ...block, input: isObject ? input : undefined };
}
