/** The name of the tool by whose call a model replies, where its service has tools. */
export const PLAY_TOOL = "play";
export const PLAY_DESCRIPTION =
  "Your reply: the fields of the JSON object that the instructions describe.";

const orNull = (description: string) => ({ type: ["string", "null"], description }) as const;

/**
 * The reply as a JSON schema in the subset that strict tool calls take: every field required, no others, no bounds.
 * What a reply may hold beyond that is checked as it is read (`parseAdvice`).
 */
export const PLAY_SCHEMA = {
  type: "object",
  properties: {
    why: { type: "string", description: "two sentences" },
    note: orNull("a line to remember for the whole game"),
    code: orNull("JavaScript to run before the actions"),
    act: { type: "array", items: { type: "string" }, description: 'actions, e.g. "1", "6:12,40"' },
    pass: { type: "integer", description: "actions left to the simple explorer, usually 0" },
  },
  required: ["why", "note", "code", "act", "pass"],
  additionalProperties: false,
} as const;
