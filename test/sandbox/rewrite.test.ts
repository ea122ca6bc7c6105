import { runInThisContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { rewrite } from "../../src/sandbox/rewrite.ts";

/** Runs pieces of code one after the other, as the sandbox does; returns the value of the last. */
async function run(...codes: string[]): Promise<unknown> {
  let value: unknown;
  for (const code of codes) {
    const { declarations, body } = rewrite(code);
    runInThisContext(declarations);
    value = await (runInThisContext(`(async () => {${body}\n})`) as () => Promise<unknown>)();
  }
  return value;
}

describe("rewritten code", () => {
  it.each([
    ["const a_ = 1, b_ = a_ + 1;", "[a_, b_]", [1, 2]],
    ["let { c_, d_ = 3, ...e_ } = { c_: 1, f: 5 };", "[c_, d_, e_]", [1, 3, { f: 5 }]],
    ["var [g_, , [h_]] = [1, 2, [3]]", "[g_, h_]", [1, 3]],
    ["const k_ = await Promise.resolve(4)", "k_", 4],
    ["class L_ { m() { return 5 } }", "new L_().m()", 5],
    ["function n_(x) { return o_ + x } const o_ = 2", "n_(1)", 3],
    ["let p_\nlet q_ = p_ === undefined", "q_", true],
    ["var r_ = 7", "var r_; r_", 7],
    ["let s_ = 7", "let s_; typeof s_", "undefined"],
    ["const t_ = [1]\n;[2].forEach((x) => t_.push(x))", "t_", [1, 2]],
    ["1\nconst u_ = 2\n(3)", "u_", undefined],
  ])("leaves what it declares: %s", async (first, second, value) => {
    if (value === undefined) await expect(run(first, second)).rejects.toThrow(/not a function/);
    else expect(await run(first, second)).toEqual(value);
  });

  it.each([
    ["1 + 1", 2],
    ["1 + 1 // two", 2],
    ["const v_ = 3; (v_)", 3],
    ["if (1) { 5 }", undefined],
    ["return 6; 7", 6],
    ["({ a: 1 })", { a: 1 }],
    ["let w_ = 1; w_++\nw_", 2],
    ["", undefined],
  ])("has the value of its last statement: %s", async (code, value) => {
    expect(await run(code)).toEqual(value);
  });

  it("leaves each line where it is", () => {
    const code = `const a = 1,
      b = {
        c: 2,
      };
    function f(x) {
      return x;
    }
    class K {
      m() {}
    }
    let d; f(
      a
    )`;
    const { declarations, body } = rewrite(code);
    for (const [text, line] of [
      ["c: 2", 3],
      ["m() {}", 9],
      ["a\n", 12],
    ] as const) {
      expect(body.split("\n").findIndex((one) => `${one}\n`.includes(text)) + 1).toBe(line);
    }
    expect(declarations.split("\n").findIndex((one) => one.includes("return x")) + 1).toBe(6);
  });

  it("knows which declarations can be made again without calling anything", () => {
    const { declared } =
      rewrite(`function f() {} class C {} const g = () => 1, v = { a: [1, -2, "x"], h() {} },
      w = f(), x = new C(), [y] = [1], z = \`t\${1}\`; let u;`);
    const kept = [...declared].map(([name, { isFunction, source }]) => [
      name,
      isFunction,
      source !== undefined,
    ]);
    expect(kept).toEqual([
      ["f", true, true],
      ["C", true, true],
      ["g", true, true],
      ["v", false, true],
      ["w", false, false],
      ["x", false, false],
      ["y", false, true],
      ["z", false, true],
      ["u", false, false],
    ]);
  });

  it("tells where a syntax error is, and shows the line", () => {
    expect(() => rewrite("let a = 1;\n  a = = 2;\n")).toThrow(
      "Unexpected token (line 2, column 7: `a = = 2;`)",
    );
    expect(() => rewrite("f(")).toThrow(/line 1, column 3/);
  });

  it("refuses names that are taken, wherever they are declared at top level", () => {
    const reserved = new Set(["log"]);
    for (const code of [
      "let log = 1",
      "function log() {}",
      "class log {}",
      "const { a: [log] } = x",
    ]) {
      expect(() => rewrite(`\n${code}`, reserved)).toThrow(
        /`log` is a name of the sandbox's own.*line 2/,
      );
    }
    expect(() => rewrite("{ let log = 1 } function f(log) {}", reserved)).not.toThrow();
  });
});
