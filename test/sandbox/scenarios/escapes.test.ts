import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Call } from "../../../src/sandbox/protocol.ts";
import { createSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { nobodyPlays, pictureOf, printed, runIn, STANDING } from "../helpers.ts";

// One process for all: each escape leaves it usable for the next, or it is replaced.
let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ deadlineMs: 2_000 });
  sandbox.learn(null, pictureOf(0), STANDING);
});
afterAll(() => sandbox.close());

const OUTSIDE =
  "[process, require, module, Buffer, fetch, XMLHttpRequest, WebSocket, Worker, Deno, setTimeout, WebAssembly, navigator, importScripts]";
const nothingOf = (scope: string) =>
  OUTSIDE.slice(1, -1)
    .split(", ")
    .map((name) => `typeof ${scope}.${name}`)
    .join(" + ' ' + ");

describe("code in the sandbox", () => {
  it.each([
    ["by its global scope", "globalThis"],
    ["by the Function constructor", "(function () {}).constructor('return this')()"],
    [
      "by the constructor of an async generator",
      "(await (async function* () {}).constructor('yield this')().next()).value",
    ],
    ["by indirect eval", "(0, eval)('this')"],
    ["by the function that prints", "print.constructor('return this')()"],
    ["by the prototype chain of a host's value", "now.constructor.constructor('return this')()"],
    [
      "by an error's prototypes",
      "(() => { try { show(1); } catch (e) { return e.constructor.constructor('return this')(); } })()",
    ],
  ])("reaches nothing of Node %s", async (_, scope) => {
    const types = await printed(sandbox, `const s_ = ${scope}; ${nothingOf("s_")}`);
    expect(types.split(" ")).toEqual(OUTSIDE.split(", ").map(() => "undefined"));
  });

  it.each([
    "./main.js",
    "./host.js",
    "host.js",
    "../child/main.js",
    "fs",
    "node:fs",
    "std",
    "os",
    "/etc/passwd",
  ])("imports no module: %s", async (name) => {
    expect((await runIn(sandbox, `await import(${JSON.stringify(name)})`)).error).toBeDefined();
    expect(
      (await runIn(sandbox, `await eval('import(${JSON.stringify(name)})')`)).error,
    ).toBeDefined();
  });

  it("finds no function of the host's, and none that the host calls", async () => {
    const found = await printed(
      sandbox,
      "Object.getOwnPropertyNames(globalThis).filter((n) => n.includes('$'))",
    );
    expect(found).toBe("[]");
    // Its own of such names are never called by the host.
    await runIn(
      sandbox,
      "var $guest = {}, $learn = () => { throw 1; }, $run = $learn; globalThis.$guest = { tell: () => 'mine' };",
    );
    sandbox.learn(null, pictureOf(3), STANDING);
    expect(await printed(sandbox, "now[0][3]")).toBe("9");
    expect((await runIn(sandbox, "null.x")).error).toMatch(/^TypeError/);
  });

  it("gets at no more by what it throws, returns or awaits", async () => {
    const trap =
      "{ get message() { throw 1 }, get stack() { for (;;) ; }, toString() { return process } }";
    expect((await runIn(sandbox, `throw ${trap}`)).error).toBeDefined();
    expect(
      (
        await runIn(
          sandbox,
          "class E extends Error { get message() { throw this } }; throw new E()",
        )
      ).error,
    ).toBeDefined();
    expect(
      (await runIn(sandbox, "({ get a() { throw 7 }, toJSON() { throw 8 } })")).output,
    ).toMatch(/8/);
    expect((await runIn(sandbox, "new Proxy([], { get() { throw 9 } })")).error).toBeDefined();
    expect((await runIn(sandbox, "({ then(done) { done(42) } })")).output.trim()).toBe("42");
    expect((await runIn(sandbox, "({ then() {} })")).error).toMatch(/never comes/);
  });

  it("breaks nothing but itself where it pollutes prototypes and built-ins", async () => {
    const own = createSandbox({ deadlineMs: 2_000 });
    own.learn(null, pictureOf(0), STANDING);
    const breaks = `Object.prototype.isSpent = true; Object.prototype.error = "mine"; Array.prototype.map = null;
      JSON.parse = JSON.stringify = () => { throw 1 }; Promise.prototype.then = null; Map.prototype.get = null; 5`;
    await own.run(breaks, nobodyPlays);
    expect(({} as { isSpent?: boolean }).isSpent).toBeUndefined();
    own.learn(null, pictureOf(1), STANDING);
    const { output, error } = await own.run("1 + 1", nobodyPlays);
    expect(typeof output + typeof error).toMatch(/^stringstring|^stringundefined/);
    await own.close();
  });

  it("is ended where it floods with promises, and the next code finds none of them", async () => {
    const flood =
      "const again = () => Promise.resolve().then(again).then(again); again(); await new Promise(() => {})";
    expect((await runIn(sandbox, flood)).error).toMatch(/too long/);
    expect(await printed(sandbox, "1 + 1")).toBe("2");
  });

  it("gets an error for texts of 100 MB, endless recursion and endless allocation", async () => {
    for (const code of [
      "'x'.repeat(1e8)",
      "let t = 'x'; for (;;) t += t",
      "print('x'.repeat(3e7))",
      "throw 'x'.repeat(3e7)",
      "note('x'.repeat(3e7))",
      "show([['x'.repeat(1e6)]])",
      "const f = (n) => f(n + 1) + 1; f(0)",
      "const deep = []; let at = deep; for (let i = 0; i < 1e6; i++) at = at[0] = []; JSON.stringify(deep)",
      "new RegExp('(a+)+$').test('a'.repeat(60) + 'b')",
      "const all = []; for (;;) all.push(new Array(1e5).fill(0))",
      "new Uint8Array(1e9)",
      "const m = new Map(); for (let i = 0; ; i++) m.set(i, { i })",
    ]) {
      const { error } = await runIn(sandbox, code);
      expect(error, code).toBeDefined();
      expect(await printed(sandbox, "1 + 1"), code).toBe("2");
    }
  });

  it("can't have the player play what is no action, nor endlessly", async () => {
    const calls: Call[] = [];
    const play = async (call: Call) => {
      calls.push(call);
      return { taken: 0, stop: "no" };
    };
    const code = `const r_ = []; for (const a of [1e999, {}, 'x'.repeat(1e5), null]) r_.push((await act([a])).stop);
      for (const n of [1e999, -1, '7', 1e6, undefined]) r_.push((await explore(n)).stop); r_.length`;
    expect((await sandbox.run(code, play)).output.trim()).toBe("9");
    for (const call of calls) {
      expect(call.name).toBe("act");
      if (call.name === "act") expect(call.action.length).toBeLessThan(50);
    }
  });

  it("keeps the host's memory bounded by what it prints, notes and declares", async () => {
    const { output, notes, kept, memory } = await runIn(
      sandbox,
      `for (let i = 0; i < 200; i++) { print('x'.repeat(1000)); note('n' + i + 'y'.repeat(9000)); }
       var big_ = 'z'.repeat(1e5); mem.big = 'z'.repeat(7e4);`,
    );
    expect(output.length).toBeLessThan(13_500);
    expect(notes.join("").length).toBeLessThanOrEqual(20 * 2_000);
    expect(kept.big_).toBeUndefined();
    expect(memory).toBe("{}");
    expect(output.slice(-200)).toMatch(
      /NOT KEPT: mem is 70\d\d\d characters of JSON, 65536 is the most/,
    );
    await runIn(sandbox, "mem = {}");
  });
});
