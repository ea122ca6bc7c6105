import { expect, it } from "vitest";
import { responsesDialect } from "../../../src/advice/providers/responses.ts";
import { describeProvider, REQUEST } from "../../contract/provider.ts";
import { openDialect } from "../../helpers/http-provider.ts";
import { responsesWire } from "../../helpers/model-wire/responses.ts";

describeProvider("responses", {
  wire: responsesWire,
  create: openDialect(responsesDialect, "OPENAI_API_KEY"),
});

it("leaves nothing with the service, asks for its reasoning back, and names the conversation for its cache", () => {
  const bodyOf = (request = REQUEST, has = (_: string) => true) =>
    responsesDialect.body(request, { model: "model-1", effort: "high", has }) as Record<
      string,
      unknown
    >;
  expect(bodyOf()).toMatchObject({
    store: false,
    include: ["reasoning.encrypted_content"],
    reasoning: { effort: "high" },
  });
  const longer = [
    ...REQUEST.turns,
    { by: "model" as const, text: "{}" },
    { by: "user" as const, text: "STEPS" },
  ];
  const key = bodyOf().prompt_cache_key;
  expect(bodyOf({ ...REQUEST, turns: longer }).prompt_cache_key).toBe(key);
  const other = [{ by: "user" as const, text: "another game" }];
  expect(bodyOf({ ...REQUEST, turns: other }).prompt_cache_key).not.toBe(key);
  const bare = bodyOf(REQUEST, () => false);
  expect(Object.keys(bare).sort()).toEqual([
    "input",
    "instructions",
    "max_output_tokens",
    "model",
    "store",
    "stream",
  ]);
});
