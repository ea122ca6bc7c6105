import { describe, expect, it } from "vitest";
import type { Call, Played, RunResult } from "../../src/sandbox/protocol.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { nobodyPlays, pictureOf, printed, runIn, STANDING, startSandbox } from "./helpers.ts";

/** A game whose 9 goes on by a cell with each action. */
function playing(sandbox: Sandbox) {
  let at = 0;
  return async (call: Call): Promise<Played> => {
    if (call.name !== "act") return { taken: 0 };
    at += 1;
    const entry = {
      action: call.action,
      before: pictureOf(at - 1),
      after: pictureOf(at),
      between: [],
      level: 1,
      levelUp: false,
      died: false,
    };
    sandbox.learn(entry, pictureOf(at), STANDING);
    return { taken: 1 };
  };
}

describe("a sandbox", () => {
  it("keeps what code declares, in whatever way, for later code", async () => {
    const sandbox = startSandbox();
    const declares = `const a = 1; let {b, c = 3} = {b: 2}; class K { m() { return 4; } }
      function f(x) { return x + a; } var [d] = [5]; const g = async () => 6;`;
    await runIn(sandbox, declares);
    await runIn(sandbox, "const a = 10;");
    expect(await printed(sandbox, "[f(1), b, c, new K().m(), d, await g()]")).toBe(
      "[11,2,3,4,5,6]",
    );
  });

  it("plays as long as all is as expected", async () => {
    const sandbox = startSandbox();
    const play = playing(sandbox);
    const code = `const r = await act(["1", "1", "1", "1"], { expect: (g) => g[0][3] !== 9 });
      print(r.taken, log.length, now[0][3], diffText(log[0].before, log[0].after), effects());`;
    const { output } = await sandbox.run(code, play);
    expect(output.trim()).toBe('3 3 9 x0 y0 9→3; x1 y0 3→9 {"1":{"tries":3,"still":0}}');
    // Actions that nobody awaits are played all the same; after an error none are.
    await sandbox.run("act(['1', '1']); 0", play);
    expect(await printed(sandbox, "log.length")).toBe("5");
    const { error } = await sandbox.run("act(['1', '1', '1']); await null; null.x", play);
    expect(error).toMatch(/TypeError/);
    expect(await printed(sandbox, "log.length")).toBe("6");
  });

  it("lends its log and pictures: what code does to them later code does not find", async () => {
    const sandbox = startSandbox();
    await sandbox.run("await act(['1', '2'])", playing(sandbox));
    await runIn(sandbox, "log.reverse(); log.length = 0; now[0][2] = 7; log[0].after[0][1] = 7;");
    const code = "[log.map((e) => e.action), now[0][2], log[0].after[0][1], log.length]";
    expect(await printed(sandbox, code)).toBe('[["1","2"],9,9,2]');
    expect((await runIn(sandbox, "now = 1")).error).toMatch(/now is the sandbox's own/);
  });

  it("tells what code throws with its own line, and that of a function declared earlier", async () => {
    const sandbox = startSandbox();
    const errorOf = async (code: string) => (await runIn(sandbox, code)).error;
    expect(await errorOf("let x = 1;\n\nx.y.z;")).toMatch(/^TypeError: .* \(line 3: `x\.y\.z;`\)$/);
    expect(
      await errorOf("const a = {\n b: 1 };\nfunction f(o) {\n  return o.p.q;\n}\nf(a)"),
    ).toMatch(
      /^TypeError: .* \(line 4 in f: `return o\.p\.q;`; called in line 6\)|line 4 in f: `return o\.p\.q;`\)$/,
    );
    expect(await errorOf("\n\nf({})")).toMatch(
      /declared earlier in f: `return o\.p\.q;`; called in line 3\)$/,
    );
    expect(await errorOf("throw 'no'")).toMatch(/^thrown: no/);
    expect(await errorOf("let = (")).toMatch(/SyntaxError.*line 1, column 8: `let = \(`/);
    expect(await errorOf("const log = 1")).toMatch(/`log` is a name of the sandbox's own.*line 1/);
    expect(await errorOf("await new Promise(() => {})")).toMatch(/never/);
    expect(await errorOf("show([[1], [2, 3]])")).toMatch(/a picture is wanted.*line 1/);
  });

  it("ends code that takes too long, and keeps what there was", async () => {
    const sandbox = startSandbox({ deadlineMs: 1_000 });
    await runIn(sandbox, "mem.x = 7; const kept = () => 8;");
    expect((await runIn(sandbox, "print('here'); for (;;) {}")).error).toMatch(/too long/);
    expect(await printed(sandbox, "[mem.x, kept()]")).toBe("[7,8]");
  });

  it("rebuilds a process that was killed from what was kept, and shows it all steps", async () => {
    const sandbox = startSandbox();
    await sandbox.run(
      "function f() { return 5 } let n = 1; n += 1; mem.y = [3]; await act(['1'])",
      playing(sandbox),
    );
    const { error } = await sandbox.run("mem.y = 0; await act(['1'])", () =>
      Promise.reject(new Error("gone")),
    );
    expect(error).toMatch(/killed/);
    expect(await printed(sandbox, "[f(), n, mem.y, log.length, now[0][1]]")).toBe("[5,2,0,1,9]");
  });

  it("finds in a new process what was kept of an old one, but for what does not load there", async () => {
    const one = startSandbox();
    await runIn(
      one,
      `function twice(x) { return 2 * x; } const f = (x) => twice(x) + base.n; let base = { n: 1 }; base.n = 3;
       class A { v() { return 1 } } class B extends A {} const grid = log.map((e) => e), set = new Set([1]); mem.n = 4;`,
    );
    const { kept } = one.keepsake;
    expect(Object.keys(kept)).toEqual(["twice", "f", "base", "A", "B", "grid"]);
    const broken = {
      bad: "var bad = missing.x;",
      worse: "var worse = (",
      early: "var early = [twice(1)];",
    };
    const other = startSandbox({ keepsake: { ...one.keepsake, kept: { ...broken, ...kept } } });
    expect(await printed(other, "[f(mem.n), new B().v(), early[0], typeof set, typeof bad]")).toBe(
      '[11,1,2,"undefined","undefined"]',
    );
    expect(Object.keys(other.keepsake.kept).sort()).toEqual([
      "A",
      "B",
      "base",
      "early",
      "f",
      "grid",
      "twice",
    ]);
  });

  it("tells that mem is too large or no JSON, and goes on with the last that could be kept", async () => {
    const sandbox = startSandbox();
    await runIn(sandbox, "mem = { a: 1 }");
    const { output, memory, error } = await runIn(sandbox, "mem.b = 'x'.repeat(70000); 0");
    expect([memory, error]).toEqual(['{"a":1}', undefined]);
    expect(output).toMatch(/NOT KEPT: mem is 70\d+ characters of JSON, 65536 is the most/);
    expect((await runIn(sandbox, "mem = []; mem[0] = mem; 0")).output).toMatch(
      /NOT KEPT: mem is no JSON/,
    );
  });

  it("prints pictures as drawings, and other values as JSON", async () => {
    const sandbox = startSandbox();
    const rows = "Array.from({ length: 9 }, () => Array(9).fill(2))";
    expect(await printed(sandbox, `print(${rows})`)).toBe("000000000\n   012345678\n 0 222222222");
    expect(await printed(sandbox, "[new Map([[1, new Set([2])]]), 10n, undefined, [[1, 2]]]")).toBe(
      '[[[1,[2]]],"10",null,[[1,2]]]',
    );
  });

  it("lets code be stopped while it plays", async () => {
    const sandbox = startSandbox();
    let running: Promise<RunResult> | undefined;
    await new Promise<void>((resolve) => {
      running = sandbox.run("await act(['1'])", () => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    await sandbox.close();
    expect((await running)?.error).toMatch(/killed/);
    expect((await sandbox.run("1", nobodyPlays)).output).toBe("1\n");
  });
});
