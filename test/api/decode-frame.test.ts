import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeFrame } from "../../src/api/decode-frame.ts";
import type { Frame } from "../../src/game/frame.ts";
import { rowsOf } from "../helpers/frames.ts";
import { anyGrid } from "../helpers/grids.ts";
import { plain } from "../helpers/tiny-games.ts";

const WIRE = {
  game_id: "ls20-1234",
  guid: "guid-1",
  frame: [[[1]]] as unknown,
  state: "NOT_FINISHED",
  levels_completed: 1,
  win_levels: 5,
  action_input: { id: 0, data: {}, reasoning: null } as unknown,
  available_actions: [1, 2],
  full_reset: false,
};

const decode = (changes: Record<string, unknown>): Frame =>
  decodeFrame(JSON.stringify({ ...WIRE, ...changes }));

it("reads a reply", () => {
  expect(decode({})).toEqual({
    gameId: "ls20-1234",
    guid: "guid-1",
    grids: [{ width: 1, height: 1, cells: Uint8Array.of(1) }],
    state: "NOT_FINISHED",
    levelsCompleted: 1,
    winLevels: 5,
    availableActions: [1, 2],
    actionInput: { id: 0 },
  });
});

it("reads back any pictures, however the text is laid out", () => {
  fc.assert(
    fc.property(
      fc.array(anyGrid, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(0, 1, "\t"),
      fc.boolean(),
      (grids, indent, framesFirst) => {
        const { frame: _, ...rest } = WIRE;
        const frame = grids.map(rowsOf);
        const wire = framesFirst ? { frame, ...rest } : { ...rest, frame };
        const read = decodeFrame(JSON.stringify(wire, null, indent));
        expect(read.grids).toEqual(grids);
        expect(read.gameId).toBe(WIRE.game_id);
      },
    ),
    { numRuns: 60 },
  );
});

const COLOURS_THAT_ARE_NONE = [16, 255, -1, 1.5, 1e21, null, "3", "", true, [3], [], {}];

it("refuses a picture with anything but colours in it", () => {
  fc.assert(
    fc.property(
      anyGrid,
      fc.nat(),
      fc.constantFrom<unknown>(...COLOURS_THAT_ARE_NONE),
      (grid, at, bad) => {
        const rows: unknown[][] = rowsOf(grid);
        const cell = at % (grid.width * grid.height);
        (rows[Math.floor(cell / grid.width)] as unknown[])[cell % grid.width] = bad;
        expect(() => decode({ frame: [rows] })).toThrow();
      },
    ),
  );
});

it("refuses rows of different lengths", () => {
  fc.assert(
    fc.property(anyGrid, fc.nat(), fc.boolean(), (grid, at, longer) => {
      fc.pre(grid.height > 1);
      const rows = rowsOf(grid);
      const row = rows[at % grid.height] as number[];
      if (longer) row.push(0);
      else row.pop();
      expect(() => decode({ frame: [rows] })).toThrow();
    }),
  );
});

const many = (count: number, value: unknown) => Array(count).fill(value);

it.each([
  ["nothing", undefined],
  ["null", null],
  ["text", "[[[1]]]"],
  ["an object", { 0: [[1]] }],
  ["no picture", []],
  ["a picture without rows", [[]]],
  ["a second picture without rows", [[[1]], []]],
  ["a row without colours", [[[]]]],
  ["a last row without colours", [[[1], []]]],
  ["colours for rows", [[1, 2]]],
  ["colours for pictures", [1, 2]],
  ["a colour among the rows", [[[1], 2]]],
  ["a colour before the rows", [[2, [1]]]],
  ["a colour among the pictures", [[[1]], 2]],
  ["a picture inside a picture", [[[[1]]]]],
  ["a row of 65", [[many(65, 1)]]],
  ["65 rows", [many(65, [1])]],
])("refuses a frame that is %s", (_name, frame) => {
  expect(() => decode({ frame })).toThrow();
});

it("refuses what is no reply, or a torn one", () => {
  const whole = JSON.stringify(WIRE);
  for (const body of ["", "null", "[]", "okay", "<html></html>", '{"frame":[[[1]]]}']) {
    expect(() => decodeFrame(body)).toThrow();
  }
  for (let length = 0; length < whole.length; length++) {
    expect(() => decodeFrame(whole.slice(0, length))).toThrow();
  }
});

it("is not led astray by pictures that an echoed reasoning holds", () => {
  const inner = { frame: [[[9, 9]]], text: '"frame":[[[8]]]' };
  for (const reasoning of [inner, { deep: [inner] }, JSON.stringify(inner), '{"frame":[[[']) {
    const action_input = { id: "ACTION1", data: null, reasoning };
    const { frame, ...rest } = WIRE;
    const read = decodeFrame(JSON.stringify({ ...rest, action_input, frame }));
    expect(read.grids).toEqual([plain(1, 1)]);
    expect(read.actionInput).toEqual({ id: 1, reasoning });
  }
});

it.each([
  ["NOT_STARTED", "NOT_PLAYED"],
  ["NOT_PLAYED", "NOT_PLAYED"],
  ["NOT_FINISHED", "NOT_FINISHED"],
  ["WIN", "WIN"],
  ["GAME_OVER", "GAME_OVER"],
  ["SOMETHING_NEW", "NOT_FINISHED"],
])("reads the state %s as %s", (wire, state) => {
  expect(decode({ state: wire }).state).toBe(state);
});

it("understands the names of 2025", () => {
  const old = { levels_completed: undefined, win_levels: undefined, score: 3, win_score: 8 };
  expect(decode(old)).toMatchObject({ levelsCompleted: 3, winLevels: 8 });
  expect(decode({ ...old, score: undefined, win_score: undefined })).toMatchObject({
    levelsCompleted: 0,
    winLevels: 0,
  });
  expect(decode({ available_actions: undefined }).availableActions).toEqual([1, 2, 3, 4, 5, 6]);
});

it("lists no RESET and nothing unheard of as an available action", () => {
  expect(decode({ available_actions: [0, 7, 8, 1, -1] }).availableActions).toEqual([7, 1]);
});

it.each<[unknown, unknown]>([
  [
    { id: 6, data: { game_id: "x", x: 3, y: 0 }, reasoning: null },
    { id: 6, x: 3, y: 0 },
  ],
  [
    { id: "ACTION6", data: { x: 3, y: 4 }, reasoning: "why" },
    { id: 6, x: 3, y: 4, reasoning: "why" },
  ],
  [{ id: "RESET" }, { id: 0 }],
  [{ id: "ACTION7", data: null }, { id: 7 }],
  [{ id: 6, data: { x: "3", y: "4" } }, { id: 6 }],
  [{ id: "ACTION8" }, undefined],
  [{ id: 999 }, undefined],
  [{ id: -1 }, undefined],
  [null, undefined],
  [undefined, undefined],
])("reads the echoed action %j as %j", (wire, action) => {
  expect(decode({ action_input: wire }).actionInput).toEqual(action);
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ["a level below none", { levels_completed: -1 }, /levels_completed/],
  ["half a level", { levels_completed: 0.5 }, /levels_completed/],
  ["more levels than there are", { levels_completed: 6 }, /6 levels of 5/],
  ["a thousand levels", { levels_completed: 1001, win_levels: undefined }, /levels_completed/],
  ["a million levels", { levels_completed: 1e6, win_levels: 1e6 }, /levels_completed/],
  ["levels in words", { levels_completed: "1" }, /levels_completed/],
  ["levels to win below none", { win_levels: -1 }, /win_levels/],
  ["a score of 2025 out of bounds", { levels_completed: undefined, score: 255 }, /score/],
  ["a million actions", { available_actions: many(1e6, 1) }, /available_actions/],
  ["actions in an object", { available_actions: { 0: 1 } }, /available_actions/],
  ["nothing to do", { available_actions: [] }, /offers none of ACTION1 to ACTION7/],
  ["nothing known to do", { available_actions: ["JUMP", 0, null] }, /offers none/],
  ["a guid of 101 characters", { guid: "g".repeat(101) }, /guid/],
  ["a guid that a terminal would obey", { guid: "\u001b[2J" }, /guid/],
  ["2,001 pictures", { frame: many(2_001, [[1]]) }, /2001 pictures/],
  ["a million pictures", { frame: many(1e6, [[1]]) }, /too many lists/],
  ["a million texts", { novelty: many(1e6, "x") }, /too many texts/],
  ["deep nesting", { novelty: JSON.parse("[".repeat(100) + "]".repeat(100)) }, /too deep/],
])("refuses %s", (_name, changes, why) => {
  expect(() => decode(changes)).toThrow(why);
});

it("leaves out an echo that makes no sense, and believes it where it says that the game began anew", () => {
  for (const action_input of ["ACTION1", 3, [], { id: null }, { id: 1, data: [] }]) {
    expect(decode({ action_input, full_reset: "yes" })).not.toHaveProperty("actionInput");
  }
  expect(decode({ full_reset: "yes" })).not.toHaveProperty("fullReset");
  expect(decode({ full_reset: true }).fullReset).toBe(true);
});

it("keeps no echo of a reasoning that nobody could have sent", () => {
  const action_input = { id: 1, data: {}, reasoning: "r".repeat(200_000) };
  expect(decode({ action_input }).actionInput).toEqual({ id: 1 });
});

it("takes any number of levels up to the API's bound where none are told to be the last", () => {
  expect(decode({ levels_completed: 254, win_levels: 0 }).levelsCompleted).toBe(254);
  expect(decode({ levels_completed: null, win_levels: null })).toMatchObject({
    levelsCompleted: 0,
    winLevels: 0,
  });
});

it("reads actions by number, numeral and name, each once", () => {
  const list = ["ACTION3", "2", 2, "RESET", 7, "ACTION7", "action1", " 4", "ACTION0", "3.0", [5]];
  expect(decode({ available_actions: list }).availableActions).toEqual([3, 2, 7]);
  expect(decode({ state: "WIN", available_actions: [] }).availableActions).toEqual([]);
});

it("does without a guid and ignores what it does not know", () => {
  expect(decode({ guid: undefined, novelty: { frame: 1 } }).guid).toBe("");
  expect(decode({ guid: null }).guid).toBe("");
});

it("reads the longest animation there can be", () => {
  const picture = rowsOf(plain(15, 64));
  const { grids } = decode({ frame: many(1_000, picture) });
  expect(grids).toHaveLength(1_000);
  expect(grids[999]).toEqual(plain(15, 64));
});
