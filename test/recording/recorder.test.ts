import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { DiskError } from "../../src/base/disk-error.ts";
import { click, RESET } from "../../src/game/action.ts";
import type { Step } from "../../src/game/step.ts";
import { createRecorder } from "../../src/recording/recorder.ts";
import type { GameEnding, TimedEvent } from "../../src/training/events.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { frameOf, rowsOf, stepOf } from "../helpers/frames.ts";
import { createTempDir } from "../helpers/temp-dir.ts";
import { plain } from "../helpers/tiny-games.ts";

const opened = (cardId = "card-1"): TimedEvent => ({ type: "scorecard.opened", cardId, t: 0 });

const stepped = (step: Step): TimedEvent => ({
  type: "step",
  t: 0,
  gameId: step.after.gameId,
  episode: 1,
  step,
  actions: 0,
  figures: {},
});

const ended = (gameId: string): TimedEvent => ({
  type: "game.ended",
  t: 0,
  ending: { gameId } as GameEnding,
});

/** Records `events` below `dir`, closing at the end. */
async function record(dir: string, events: readonly TimedEvent[]): Promise<void> {
  const recorder = createRecorder(dir, createFakeClock());
  for (const event of events) await recorder.write(event);
  await recorder.close();
}

const linesOf = (...path: string[]) =>
  readFileSync(join(...path), "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

it("writes each step as the toolkit does, the opening RESET first", async () => {
  const dir = createTempDir();
  const opening = frameOf({ fullReset: true });
  const clicked = frameOf({ grids: [plain(15, 3), plain(0, 3)], levelsCompleted: 1 });
  await record(dir, [
    opened(),
    stepped(stepOf(RESET, opening)),
    stepped(stepOf({ ...click(63, 0), reasoning: { why: 'a "guess"\n' } }, clicked)),
  ]);
  expect(linesOf(dir, "card-1", "walk-0001-guid-1.jsonl")).toEqual([
    {
      timestamp: "2026-01-01T00:00:00.000+00:00",
      data: {
        game_id: "walk-0001",
        frame: opening.grids.map(rowsOf),
        state: "NOT_FINISHED",
        levels_completed: 0,
        win_levels: 2,
        action_input: { id: "RESET", data: { game_id: "walk-0001" }, reasoning: null },
        guid: "guid-1",
        full_reset: true,
        available_actions: [1, 2, 3, 6],
      },
    },
    {
      timestamp: "2026-01-01T00:00:00.000+00:00",
      data: {
        game_id: "walk-0001",
        frame: clicked.grids.map(rowsOf),
        state: "NOT_FINISHED",
        levels_completed: 1,
        win_levels: 2,
        action_input: {
          id: "ACTION6",
          data: { game_id: "walk-0001", x: 63, y: 0 },
          reasoning: { why: 'a "guess"\n' },
        },
        guid: "guid-1",
        full_reset: false,
        available_actions: [1, 2, 3, 6],
      },
    },
  ]);
});

it("appends to the file of a guid, within a run and after the game was closed", async () => {
  const dir = createTempDir();
  const step = stepped(stepOf({ id: 1 }, frameOf()));
  await record(dir, [opened(), step, step, ended("walk-0001"), step]);
  await record(dir, [opened(), step]);
  expect(linesOf(dir, "card-1", "walk-0001-guid-1.jsonl")).toHaveLength(4);
});

it("keeps games and guids apart", async () => {
  const dir = createTempDir();
  const ids = ["walk-1/a", "walk-1/b", "walk-10/a", "jump-1/a"];
  const events = ids.map((id) => {
    const [gameId = "", guid = ""] = id.split("/");
    return stepped(stepOf({ id: 1 }, frameOf({ gameId, guid })));
  });
  await record(dir, [opened(), ...events, ended("walk-1"), ...events]);
  expect(readdirSync(join(dir, "card-1")).sort()).toEqual([
    "jump-1-a.jsonl",
    "walk-1-a.jsonl",
    "walk-1-b.jsonl",
    "walk-10-a.jsonl",
  ]);
  for (const name of readdirSync(join(dir, "card-1"))) {
    const guids = linesOf(dir, "card-1", name).map(
      ({ data }) => `${data.game_id}-${data.guid}.jsonl`,
    );
    expect(guids).toEqual([name, name]);
  }
});

it("has all on the disk when it is closed, however fast it was told", async () => {
  const dir = createTempDir();
  const grids = [plain(12, 64)];
  const events = Array.from({ length: 200 }, (_, levelsCompleted) =>
    stepped(stepOf({ id: 1 }, frameOf({ grids, levelsCompleted }))),
  );
  await record(dir, [opened(), ...events]);
  const lines = linesOf(dir, "card-1", "walk-0001-guid-1.jsonl");
  expect(lines.map(({ data }) => data.levels_completed)).toEqual(events.map((_, index) => index));
});

it("stays inside its directory, whatever the server calls things", async () => {
  const hostile = fc.oneof(
    fc.constantFrom("..", "../..", "/etc/x", "..\\..\\x", ".", "", "a/../../b", "\0", "\u001b[2J"),
    fc.string({ unit: "binary", maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (cardId, gameId, guid) => {
      const outer = createTempDir();
      const dir = join(outer, "recordings");
      await record(dir, [opened(cardId), stepped(stepOf(RESET, frameOf({ gameId, guid })))]);
      expect(readdirSync(outer)).toEqual(["recordings"]);
      const files = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((path) =>
        statSync(join(dir, path)).isFile(),
      );
      expect(files).toHaveLength(1);
      for (const path of files) expect(path).toMatch(/^[\w./\\-]+$/);
    }),
    { numRuns: 30 },
  );
});

it("keeps few files open, however many plays a server begins", async () => {
  const dir = createTempDir();
  const plays = Array.from({ length: 300 }, (_, n) => `guid-${n}`);
  const steps = plays.map((guid) => stepped(stepOf(RESET, frameOf({ guid }))));
  const recorder = createRecorder(dir, createFakeClock());
  for (const event of [opened(), ...steps, ...steps]) await recorder.write(event);
  if (existsSync("/proc/self/fd")) {
    const links = readdirSync("/proc/self/fd").map((fd) => linkOf(`/proc/self/fd/${fd}`));
    expect(links.filter((path) => path.startsWith(dir)).length).toBeLessThanOrEqual(64);
  }
  await recorder.close();
  for (const guid of plays)
    expect(linesOf(dir, "card-1", `walk-0001-${guid}.jsonl`)).toHaveLength(2);
});

/** What an open file is; empty for one that was closed meanwhile. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

const hasFullDevice = existsSync("/dev/full");

it.skipIf(!hasFullDevice)("fails with a DiskError when the disk is full", async () => {
  const dir = createTempDir();
  mkdirSync(join(dir, "card-1"));
  symlinkSync("/dev/full", join(dir, "card-1", "walk-0001-guid-1.jsonl"));
  const step = stepped(stepOf(RESET, frameOf()));

  const failure = await record(dir, [opened(), step]).catch((error) => error);
  expect(failure).toBeInstanceOf(DiskError);
  expect(failure.message).toMatch(/walk-0001-guid-1\.jsonl .*the disk is full/);

  const large = stepped(stepOf(RESET, frameOf({ grids: Array(20).fill(plain(1, 64)) })));
  const recorder = createRecorder(dir, createFakeClock());
  await recorder.write(opened());
  await expect(recorder.write(large)).rejects.toBeInstanceOf(DiskError);
  await expect(recorder.write(step)).rejects.toBeInstanceOf(DiskError);
  await expect(recorder.close()).rejects.toBeInstanceOf(DiskError);
});

it("fails with a DiskError when its directory cannot be", async () => {
  const file = join(createTempDir(), "file");
  writeFileSync(file, "");
  const recorder = createRecorder(join(file, "recordings"), createFakeClock());
  await recorder.write(opened());
  await expect(recorder.write(stepped(stepOf(RESET, frameOf())))).rejects.toBeInstanceOf(DiskError);
  await recorder.close();
});

it("makes no file for a run without a step", async () => {
  const dir = createTempDir();
  await record(dir, [opened(), ended("walk-0001")]);
  expect(readdirSync(dir)).toEqual([]);
});
