import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openProvider } from "../../src/cli/open-provider.ts";
import { startServer } from "../helpers/http-server.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const FLAGS = { effort: "low", modelTimeout: 30 } as const;
const REQUEST = {
  system: "S",
  turns: [{ by: "user" as const, text: "x" }],
  maxOutputTokens: 2_000,
};
const never = new AbortController().signal;

beforeEach(() => {
  vi.stubEnv("OPENAI_API_KEY", "");
  vi.stubEnv("ANTHROPIC_API_KEY", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ["openai:gpt-5", {}, /OPENAI_API_KEY is not set/],
  ["anthropic:x", {}, /ANTHROPIC_API_KEY is not set/],
  ["anthropic:x", { modelUrl: "https://example.org" }, /ANTHROPIC_API_KEY is not set/],
  ["openai:", {}, /openai:<model>, anthropic:<model>, command/],
  ["gpt-5", {}, /openai:<model>, anthropic:<model>, command/],
  ["grok:x", {}, /there is no provider grok/],
  ["toString:x", {}, /there is no provider toString/],
  ["command:cat", { modelUrl: "http://127.0.0.1:9" }, /--model-url: command has no address/],
  ["script:./none.mjs", {}, /no such file/],
  ["replay:./none", {}, /--model 'replay:.\/none': ENOENT/],
  ["replay:./bin", {}, /no answers of a model are in it/],
])("refuses %s with %j", async (model, flags, message) => {
  await expect(openProvider({ ...FLAGS, ...flags }, model)).rejects.toThrow(message);
});

it("does not show a key that holds what no key has", async () => {
  vi.stubEnv("OPENAI_API_KEY", "sk-ab cd");
  const error = await openProvider(FLAGS, "openai:x").catch((thrown) => thrown);
  expect(error.message).toMatch(/OPENAI_API_KEY holds characters that no key has/);
  expect(error.message).not.toContain("ab");
});

it("counts the limits of a hosted service by address and key, and none of this machine's", async () => {
  vi.stubEnv("OPENAI_API_KEY", "sk-1");
  const hosted = await openProvider(FLAGS, "openai:x");
  expect(hosted).toMatchObject({
    account: { url: "https://api.openai.com/v1", key: "sk-1" },
    isService: true,
  });
  const local = await openProvider({ ...FLAGS, modelUrl: "http://localhost:11434" }, "openai:x");
  expect(local.account).toBeUndefined();
  await Promise.all([hosted.provider.close?.(), local.provider.close?.()]);
});

it.each([
  ["openai:x", "", "/v1/chat/completions"],
  ["openai:x", "/v1", "/v1/chat/completions"],
  ["openai:x", "/api/v1", "/api/v1/chat/completions"],
  ["anthropic:x", "", "/v1/messages"],
  ["anthropic:x", "/v1", "/v1/messages"],
])("asks %s at an address that ends with '%s' at %s, without a key", async (model, end, path) => {
  const server = await startServer((_, response) => {
    response.writeHead(400);
    response.end();
  });
  const { provider } = await openProvider({ ...FLAGS, modelUrl: server.url + end }, model);
  await provider.ask(REQUEST, never).catch(() => undefined);
  expect(server.received[0]?.path).toBe(path);
  expect(server.received[0]?.headers).not.toHaveProperty("authorization");
  expect(server.received[0]?.headers).not.toHaveProperty("x-api-key");
  await provider.close?.();
});

it("runs the default export of a script", async () => {
  const file = join(createTempDir(), "script.mjs");
  writeFileSync(file, 'export default ({ turns }) => "heard " + turns[0].text;');
  const { provider, isService } = await openProvider(FLAGS, `script:${file}`);
  expect(isService).toBe(false);
  expect((await provider.ask(REQUEST, never)).text).toBe("heard x");
});
