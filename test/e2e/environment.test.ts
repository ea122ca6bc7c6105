import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../helpers/cli.ts";
import { startServer } from "../helpers/http-server.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const lines = (text: string) => text.trim().split("\n");

/** Runs in a directory with such a `.env`. */
async function runBeside(
  dotEnv: string | Buffer,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const cwd = createTempDir();
  const file = join(cwd, ".env");
  writeFileSync(file, dotEnv);
  return { file, run: await runCli(args, { cwd, env }) };
}

const startGameList = () =>
  startServer(
    (_, response) => void response.setHeader("content-type", "application/json").end("[]"),
  );

describe(".env", () => {
  it("is named with what it set, never with the values", async () => {
    const { url, received } = await startGameList();
    const { file, run } = await runBeside(
      Buffer.from(
        `\ufeffARC_API_KEY="topsecret"\r\nexport ARC_BASE_URL=${url}\r\nEMPTY=\r\n`,
        "utf16le",
      ),
      ["games", "--json"],
    );
    expect(run.stderr).toBe(`arc-train: ${file} sets ARC_API_KEY, ARC_BASE_URL\n`);
    expect(received.map(({ headers }) => headers["x-api-key"])).toEqual(["topsecret"]);
  });

  it("sends a key of the environment to its own address only after saying so", async () => {
    const { url } = await startGameList();
    const { file, run } = await runBeside(`ARC_BASE_URL=${url}`, ["games"], {
      ARC_API_KEY: "topsecret",
    });
    expect(lines(run.stderr)[1]).toBe(
      `arc-train: the key of the environment is sent to ${url}, an address that ${file} names`,
    );
    expect(run.stderr).not.toContain("topsecret");
  });

  it("says whose code is run before it runs, also with --quiet", async () => {
    const { file, run } = await runBeside("ARC_TRAIN_AGENT=./mine.mjs", ["--quiet"]);
    const [told, failed] = lines(run.stderr);
    expect(told).toBe(`arc-train: the code of ./mine.mjs is run as the agent, as ${file} says`);
    expect(failed).toContain("no such file");
  });

  it("that sets a key in a way that is not read ends it in one line", async () => {
    const { file, run } = await runBeside("ARC_API_KEY: topsecret", ["games"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toBe(`arc-train: ${file}: line 1 is not read; NAME=value is wanted\n`);
  });
});

describe("variables", () => {
  it("every flag has one: games of the generator, into a directory, as JSON", async () => {
    const env = { ARC_TRAIN_GENERATED: "train:2", ARC_TRAIN_JSON: "yes" };
    const run = await runCli(["games"], { env });
    expect(run.stderr).toBe("");
    expect(JSON.parse(run.stdout)).toHaveLength(2);
  });

  it("a misspelt one is told", async () => {
    const run = await runCli(["games"], { env: { ARC_TRAIN_GENERATE: "train:2" } });
    expect(run.code).toBe(0);
    expect(run.stderr).toBe(
      "arc-train: ARC_TRAIN_GENERATE has no effect; did you mean ARC_TRAIN_GENERATED?\n",
    );
  });
});
