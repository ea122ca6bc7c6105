import { afterEach, describe, expect, it, vi } from "vitest";
import { CliCommand, variablesOf } from "../../src/cli/cli-command.ts";
import { addConnectionOptions } from "../../src/cli/connection-options.ts";
import type { DotEnv } from "../../src/cli/dot-env.ts";
import { addModelAccess } from "../../src/cli/model-options.ts";
import { environmentNotices, unknownVariables } from "../../src/cli/notices.ts";

afterEach(() => vi.unstubAllEnvs());

/** What is said when these variables are set, some of them by `.env`. */
function noticesOf(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  file: Readonly<Record<string, string>> = {},
): string[] {
  for (const [name, value] of Object.entries({ ...file, ...environment })) vi.stubEnv(name, value);
  const command = addModelAccess(addConnectionOptions(new CliCommand("games").exitOverride()));
  command.parse(args, { from: "user" });
  const dotEnv: DotEnv = { file: "/x/.env", names: new Set(Object.keys(file)), skipped: [] };
  return environmentNotices(command, dotEnv, variablesOf(command)).filter(
    (line) => !line.startsWith("/x/.env sets"),
  );
}

const KEY = { ARC_API_KEY: "secret" };
const URL = { ARC_BASE_URL: "https://arc.test" };
const LONG_URL = { ARC_TRAIN_BASE_URL: "https://arc.test" };

describe("where the key goes", () => {
  it.each([
    ["both in the environment", [], { ...KEY, ...URL }, {}],
    ["both in .env", [], {}, { ...KEY, ...URL }],
    ["an address that was typed", ["--base-url", "https://arc.test"], {}, KEY],
    ["no address", [], KEY, {}],
    ["no key", [], {}, URL],
    ["our own games", ["--embedded"], KEY, URL],
  ])("%s: no notice", (_, args, environment, file) => {
    expect(noticesOf(args, environment, file)).toEqual([]);
  });

  it.each([
    ["a key of the environment, an address of .env", KEY, URL],
    ["the same under the flag's name", KEY, LONG_URL],
    ["a key of .env, an address of the environment", URL, KEY],
  ])("%s: a notice", (_, environment, file) => {
    const [notice = "", ...more] = noticesOf([], environment, file);
    expect(notice).toMatch(
      /^the key of .+ is sent to https:\/\/arc\.test, an address that .+ names$/,
    );
    expect(more).toEqual([]);
  });
});

describe("http", () => {
  it.each([
    ["http://arc.test", 1],
    ["http://10.0.0.5:8001", 1],
    ["https://arc.test", 0],
    ["http://127.0.0.1:8001", 0],
    ["http://[::1]:8001", 0],
    ["http://localhost", 0],
  ])("%s: %i warnings", (url, count) => {
    const notices = noticesOf(["--base-url", url], KEY);
    expect(notices).toHaveLength(count);
    for (const notice of notices)
      expect(notice).toContain("not encrypted: the key and all replies");
  });
});

describe("unknownVariables", () => {
  const known = ["ARC_API_KEY", "ARC_BASE_URL", "ARC_TRAIN_MAX_ACTIONS"];
  it.each([
    ["ARC_TRAIN_MAX_ACTION", "; did you mean ARC_TRAIN_MAX_ACTIONS?"],
    ["ARC_TRAIN_API_KEY", "; did you mean ARC_API_KEY?"],
    ["ARC_APIKEY", "; did you mean ARC_API_KEY?"],
    ["ARC_TRAIN_WHATEVER", ": there is no such flag"],
  ])("%s is told", (name, hint) => {
    expect(unknownVariables([name], known)).toEqual([`${name} has no effect${hint}`]);
  });

  it("leaves other tools' alone", () => {
    expect(unknownVariables(["ARC_SDK_ROOT", "HOME", ...known], known)).toEqual([]);
  });
});

describe("switches", () => {
  it("takes 0 for no, and nothing but yes and no", () => {
    vi.stubEnv("ARC_TRAIN_EMBEDDED", "0");
    expect(noticesOf(["--base-url", "http://arc.test"], {})).toHaveLength(1);
    vi.stubEnv("ARC_TRAIN_EMBEDDED", "perhaps");
    expect(() => noticesOf([], {})).toThrow(/ARC_TRAIN_EMBEDDED=perhaps: 1 or 0/);
  });
});

describe("a language model", () => {
  const MODEL = { ARC_TRAIN_MODEL: "openai:m", ARC_TRAIN_MODEL_URL: "https://model.test" };
  const MODEL_KEY = { OPENAI_API_KEY: "secret" };

  it("its key is not sent on to an address of another source without a word", () => {
    expect(noticesOf([], MODEL_KEY, MODEL)).toEqual([
      "the key of the environment is sent to https://model.test, an address that /x/.env names",
    ]);
    expect(noticesOf([], {}, { ...MODEL_KEY, ...MODEL })).toEqual([]);
  });

  it("another service's key does not matter, one in the clear does", () => {
    const args = ["--model", "anthropic:m", "--model-url", "http://model.test"];
    expect(noticesOf(args, MODEL_KEY)).toEqual([
      "http://model.test is not encrypted: all requests and replies can be read and changed on the way; use https",
    ]);
  });

  it("a program that .env names is told", () => {
    expect(noticesOf([], {}, { ARC_TRAIN_MODEL: "command:rm x" })).toEqual([
      "command:rm x is run as the model, as /x/.env says",
    ]);
  });
});
