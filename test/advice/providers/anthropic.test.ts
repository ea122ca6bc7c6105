import { expect, it } from "vitest";
import { anthropicDialect } from "../../../src/advice/providers/anthropic.ts";
import { describeProvider, REQUEST } from "../../contract/provider.ts";
import { openDialect } from "../../helpers/http-provider.ts";
import { anthropicWire } from "../../helpers/model-wire/anthropic.ts";

describeProvider("anthropic", {
  wire: anthropicWire,
  create: openDialect(anthropicDialect, "ANTHROPIC_API_KEY"),
});

const bodyWithout = (lacking: readonly string[], request = REQUEST) =>
  anthropicDialect.body(request, {
    model: "model-1",
    effort: "medium",
    has: (feature) => !lacking.includes(feature),
  }) as Record<string, unknown>;

const turns = [
  ...REQUEST.turns,
  { by: "model" as const, text: "{}" },
  { by: "user" as const, text: "STEPS 1" },
  { by: "model" as const, text: "{}" },
  { by: "user" as const, text: "STEPS 2" },
];

it("sets three cache breakpoints: after the system text, the game's head and all that was said", () => {
  const body = bodyWithout([], { ...REQUEST, turns });
  const { system, messages } = body as { system: object[]; messages: { content: object[] }[] };
  const marked = [system, ...messages.map(({ content }) => content)].map((blocks) =>
    blocks.some((block) => "cache_control" in block),
  );
  expect(marked).toEqual([true, true, false, false, false, true]);
  expect(JSON.stringify(bodyWithout(["cache"], { ...REQUEST, turns }))).not.toContain(
    "cache_control",
  );
});

it("has the model think as far as it can: by itself, by a budget, or not at all but with a forced call", () => {
  expect(bodyWithout([])).toMatchObject({
    thinking: { type: "adaptive" },
    output_config: { effort: "medium" },
    tool_choice: { type: "auto" },
  });
  expect(bodyWithout(["adaptive", "effort"])).toMatchObject({
    thinking: { type: "enabled", budget_tokens: 1_024 },
  });
  const small = { ...REQUEST, maxOutputTokens: 1_500 };
  expect(bodyWithout(["adaptive"], small)).not.toHaveProperty("thinking");
  expect(bodyWithout(["thinking"])).toMatchObject({ tool_choice: { type: "tool", name: "play" } });
});

it("counts what it read from its cache as input, and says that its limit does not", async () => {
  expect(anthropicDialect.countsCached).toBe(false);
  const events = [
    {
      type: "message_start",
      message: {
        usage: { input_tokens: 10, cache_read_input_tokens: 200, cache_creation_input_tokens: 30 },
      },
    },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 5 } },
  ];
  const form = { model: "model-1", effort: "low" as const, has: () => true };
  expect(anthropicDialect.read(events, form)).toMatchObject({
    usage: { input: 240, cached: 200, written: 30, output: 5 },
  });
});
