/** What a service is to answer. */
export interface WireAnswer {
  /** Arguments of the call of the tool `play`; a text that need not be JSON. */
  readonly call?: string;
  /** The name of the tool that is called instead. */
  readonly tool?: string;
  readonly text?: string;
  readonly end?: "done" | "cut" | "filtered" | "torn";
  /** An error after all else, inside the stream. */
  readonly fault?: "overloaded" | "limited";
}

/** What every answer costs, but for those of services that tell less. */
export const WIRE_USAGE = { input: 1_200, cached: 1_024, written: 0, output: 345, reasoning: 200 };

/** How a kind of service really answers: its streams and its errors. */
export interface Wire {
  /** The stream of server-sent events. */
  stream(answer: WireAnswer): string;
  /** The body of an error of a status. */
  error(kind: WireError, message?: string): { readonly status: number; readonly body: string };
  /** Whether the request asks for a forced, strict call of `play`. */
  asksForTool(body: Record<string, unknown>): boolean;
  /** All texts of the user's turns in a request, tool results included. */
  userTexts(body: Record<string, unknown>): string[];
  readonly keyHeader: (key: string) => [name: string, value: string];
}

export type WireError =
  | "limited"
  | "unwell"
  | "overloaded"
  | "auth"
  | "no-model"
  | "too-long"
  | "filtered"
  | "credit"
  | "odd";

/** Server-sent events, named where `event` is given. */
export const sse = (events: readonly (readonly [name: string | null, data: unknown])[]): string =>
  events
    .map(([name, data]) => {
      const line = `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
      return name === null ? line : `event: ${name}\n${line}`;
    })
    .join("");

/** A text in pieces, as models send it. */
export const inPieces = (text: string): string[] => text.match(/[\s\S]{1,7}/g) ?? [];
