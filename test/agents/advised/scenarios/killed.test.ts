import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { readLog } from "../../../../src/advice/read-log.ts";
import { push } from "../../../../src/arcade/games/push.ts";
import { createArcadeServer } from "../../../../src/arcade/server.ts";
import { systemClock } from "../../../../src/base/clock.ts";
import { createTempDir } from "../../../helpers/temp-dir.ts";

const RUN = fileURLToPath(new URL("../../../helpers/killed-run.mjs", import.meta.url));

/** The times that a run's process ends itself, each counted from where the one before came to. */
const KILLS = [
  "before brought",
  "after brought",
  "step",
  "after phase",
  "after asked",
  "asking",
  "before answered",
  "after answered",
  "after plan",
  "after note",
  "after code",
  "before ran",
  "after act",
  "after call",
  "step",
  "after surprise",
  "after call",
  "after ran",
  "before failed",
  "after failed",
  "saved",
  "after act",
  "after ran",
  "step",
] as const;

interface Outcome {
  readonly actions: readonly string[];
  readonly asked: readonly string[];
  readonly end: { readonly levels: number; readonly saved: Record<string, unknown> };
  readonly calls: number;
  readonly log: string;
}

/** A server of its own that counts the commands it carries out. */
async function startServer() {
  let commands = 0;
  const server = createArcadeServer({
    games: [push],
    clock: systemClock,
    onRequest: ({ path, status }) => {
      if (path.startsWith("/api/cmd/") && status === 200) commands += 1;
    },
  });
  const url = await server.listen();
  onTestFinished(() => server.close());
  return { url, commands: () => commands };
}

/** Runs a process to its end; resolves with the signal that ended it. */
const runProcess = (options: object): Promise<string | number | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [RUN, JSON.stringify(options)], { stdio: "inherit" });
    child.once("exit", (code, signal) => resolve(signal ?? code));
  });

const linesOf = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];

/** Plays a run, killed at each of these places in turn. */
async function play(kills: readonly string[]): Promise<Outcome> {
  const dir = createTempDir();
  const { url, commands } = await startServer();
  const options = { url, dir, gameId: push.id, levels: 3, maxActions: 300 };
  let asked: readonly string[] = [];
  for (const place of [...kills, undefined]) {
    const ended = await runProcess({ ...options, ...(place && { killAt: { place, nth: 1 } }) });
    expect([place, ended]).toEqual([place, place === undefined ? 0 : "SIGKILL"]);
    const before = new Set(asked);
    const all = linesOf(join(dir, "asked.jsonl"));
    const again = all.slice(asked.length).filter((text) => before.has(text));
    expect([place, again.length]).toEqual([place, Math.min(again.length, 1)]);
    asked = all;
  }
  const steps = linesOf(join(dir, "steps.jsonl"));
  expect(commands()).toBe(steps.length);
  const log = join(dir, "advice", "run", push.id, "advice.jsonl");
  return {
    actions: steps.map((line) => JSON.stringify(JSON.parse(line).action)),
    asked: [...new Set(asked)],
    end: JSON.parse(readFileSync(join(dir, "end.json"), "utf8")),
    calls: new Set(readLog(log).flatMap((record) => (record.type === "asked" ? record.key : [])))
      .size,
    log,
  };
}

test("a run that is killed again and again comes to the same end: nothing is played twice", async () => {
  const whole = await play([]);
  const broken = await play(KILLS);
  expect(broken.actions).toEqual(whole.actions);
  expect(broken.asked).toEqual(whole.asked);
  const { explorer: _, ...advised } = whole.end.saved;
  expect(broken.end.levels).toBe(3);
  expect(broken.end.saved).toMatchObject(advised);
  expect(broken.calls).toBe(whole.calls);
  // What lasts is all in the log.
  expect(readLog(broken.log).some(({ type }) => type === "anew")).toBe(false);
}, 600_000);
