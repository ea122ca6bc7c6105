import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const oneLine = (text: string) => text.trim().split("\n");

describe("wrong usage", () => {
  it.each([
    [["--games", "0"], /--games.*'0'.*1 to 10000/],
    [["--games", "x"], /--games.*'x'/],
    [["--max-actions", "1.5"], /--max-actions.*'1.5'.*whole number/],
    [["--pace", "fast"], /--pace.*'fast'.*api, max, off/],
    [["--agent", "nobody"], /'nobody'.*explorer, graph, random/],
    [["--agent", "./missing.mjs"], /missing\.mjs.*no such file/],
    [["--game", "zz99"], /'zz99'.*there are/],
    [["--rpm", "0"], /--rpm.*'0'/],
    [["--base-url", "ftp://x"], /--base-url.*'ftp:\/\/x'.*http/],
    [["--until", "0"], /--until.*'0'/],
    [["--swarm", "0"], /--swarm.*'0'/],
    [["--backoff-base", "9", "--backoff-max", "3"], /--backoff-max 3.*--backoff-base 9/],
    [["--share", "nobody"], /--share.*'nobody'.*redis/],
    [["--limits", "./none.json"], /--limits.*none\.json.*cannot be read/],
    [["--limits", "package.json"], /--limits.*package\.json/],
    [["--weight", "0"], /--weight.*'0'/],
    [["--generated", "training:5"], /--generated.*'training:5'.*train, held-out/],
    [["--generated", "train:0"], /--generated.*'train:0'.*1 to 500/],
    [["--generated", "train:1@46656"], /--generated.*46656 games/],
    [["--wat"], /unknown option '--wat'/],
    [["wat"], /unknown command 'wat'/],
    [["stats", "wat"], /too many arguments/],
    [["stats"], /no run yet/],
  ])("%j: one clear line, exit code 2", async (args, message) => {
    const dataDir = createTempDir();
    const run = await runCli(args[0] === "wat" ? args : [...args, "--data-dir", dataDir]);
    expect(run.code).toBe(2);
    expect(oneLine(run.stderr)).toHaveLength(1);
    expect(run.stderr).toMatch(message);
    expect(run.stdout).toBe("");
  });

  it("takes flags from the environment, validated the same way", async () => {
    const run = await runCli(["--data-dir", createTempDir()], {
      env: { ARC_TRAIN_GAMES: "none" },
    });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/'none'.*ARC_TRAIN_GAMES/);
  });

  it("helps", async () => {
    const run = await runCli(["--help"]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("--max-actions");
    expect((await runCli(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("what keeps a run from starting", () => {
  it("an unreachable server: one clear line, exit code 1, run.ended", async () => {
    const args = ["--base-url", "http://127.0.0.1:9", "--json", "--data-dir", createTempDir()];
    const run = await runCli(args);
    expect(run.code).toBe(1);
    expect(oneLine(run.stderr)).toHaveLength(1);
    expect(run.stderr).toMatch(/cannot reach the server/);
    expect(run.events().at(-1)).toMatchObject({
      type: "run.ended",
      reason: "error",
      card_id: null,
    });
  });

  it("a data directory that cannot be written", async () => {
    const run = await runCli(["--data-dir", "/dev/null/x"]);
    expect(run.code).toBe(1);
    expect(oneLine(run.stderr)).toHaveLength(1);
    expect(run.stderr).toMatch(/\/dev\/null\/x/);
  });
});

describe("an agent of one's own", () => {
  it("that cannot be made is blamed with file and line, and no card is opened", async () => {
    const dataDir = createTempDir();
    const agent = join(dataDir, "mine.mjs");
    writeFileSync(agent, "export default () => {\n  throw new Error('no model');\n};\n");
    const run = await runCli(["--agent", agent, "-n", "2", "--json", "--data-dir", dataDir]);
    expect(run.code).toBe(1);
    const events = run.events();
    expect(events.map(({ type }) => type)).not.toContain("scorecard.opened");
    expect(events.filter(({ type }) => type === "error")).toMatchObject([
      { code: "AGENT", message: "mine.mjs:2: the agent failed when it was made: no model" },
      { code: "AGENT" },
    ]);
    expect(events.at(-1)).toMatchObject({ type: "run.ended", reason: "error", card_id: null });
  });

  it("that fails in choose is told with file and line", async () => {
    const dataDir = createTempDir();
    const agent = join(dataDir, "mine.mjs");
    writeFileSync(agent, "export default () => ({\n  choose: (frame) => frame.nope.x,\n});\n");
    const run = await runCli(["--agent", agent, "-n", "1", "--json", "--data-dir", dataDir]);
    expect(run.events().find(({ type }) => type === "error")?.message).toMatch(
      /^mine\.mjs:2: the agent failed in choose: Cannot read/,
    );
  });
});

describe("stdout with --json", () => {
  it("holds events alone, whatever an agent prints", async () => {
    const dataDir = createTempDir();
    const agent = join(dataDir, "mine.mjs");
    const prints = "console.log('printed'); process.stdout.write('written\\n');";
    writeFileSync(
      agent,
      `${prints}\nexport default () => ({ choose() { ${prints} return { id: 1 }; } });\n`,
    );
    const args = ["--agent", agent, "-n", "1", "--json", "--data-dir", dataDir];
    const run = await runCli([...args, "--max-actions", "5"]);
    expect(run.code).toBe(0);
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended" });
    expect(run.stderr).toMatch(/^printed\nwritten\n/);
    const bench = await runCli(["bench", "--agent", agent, "-n", "1", "--seeds", "1", "--json"]);
    expect(bench.events()).toMatchObject([{ type: "bench" }]);
  });
});

describe("stderr", () => {
  it("is told errors, also where the events go to stdout for people to read", async () => {
    const run = await runCli(["--base-url", "http://127.0.0.1:9", "--data-dir", createTempDir()]);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/cannot reach the server/);
    expect(run.stdout).not.toMatch(/cannot reach/);
  });
});

describe("without a home directory", () => {
  const nowhere = { env: { HOME: "", XDG_DATA_HOME: "" } };

  it.runIf(process.platform === "linux")(
    "wants to be told where data goes, in one line",
    async () => {
      const run = await runCli(["stats"], nowhere);
      expect(run.code).toBe(2);
      expect(oneLine(run.stderr)).toHaveLength(1);
      expect(run.stderr).toMatch(/'--data-dir <dir>' not specified/);
    },
  );

  it("plays where it is told", async () => {
    const args = ["-n", "1", "--max-actions", "3", "--data-dir", createTempDir()];
    expect((await runCli(args, nowhere)).code).toBe(0);
  });
});
