import type { Random } from "../dist/base/random.js";

/** Makes a random program of the kinds that harm: loops, recursion, allocation, promises, odd objects; some end, some never. */
export function randomProgram(random: Random): string {
  const lines = Array.from({ length: 1 + random.int(5) }, () => statement(random, 3));
  return [`let v = ${value(random, 2)}, w = [], n = 0;`, ...lines, "[typeof v, w.length, n]"].join(
    "\n",
  );
}

/** A number of rounds: few, many, or endless. */
const rounds = (random: Random) => random.pick(["3", "1000", "1e5", "1e7", "Infinity"]);

function value(random: Random, depth: number): string {
  const inner = () => (depth > 0 ? value(random, depth - 1) : "0");
  return random.pick([
    () => String(random.int(1_000)),
    () => "1e308",
    () => "'x'.repeat(1e5)",
    () => "'ab'.repeat(1e8)",
    () => `[${inner()}, ${inner()}]`,
    () => `({ a: ${inner()}, get b() { ${statement(random, 0)}; return 1 } })`,
    () => "new Array(1e6).fill(7)",
    () => "new Uint8Array(5e7)",
    () => "now",
    () => "log",
    () => "globalThis",
    () => "new Proxy({}, { get: (t, k) => t[k] ?? n++ })",
    () => "(function* () { for (;;) yield n++ })()",
    () => `new Map([[${inner()}, ${inner()}]])`,
    () => "Symbol('s')",
    () => "10n ** 1000n",
    () => "async () => v",
  ])();
}

function statement(random: Random, depth: number): string {
  const inner = () => (depth > 0 ? statement(random, depth - 1) : "n += 1;");
  const name = `f${random.int(1e6)}`;
  return random.pick([
    () => `for (let i = 0; i < ${rounds(random)}; i++) { ${inner()} }`,
    () => `while (n < ${rounds(random)}) { n += ${random.int(2)}; ${inner()} }`,
    () => `do { ${inner()} } while (n++ < ${rounds(random)});`,
    () =>
      `const ${name} = (d) => { ${inner()} return d > ${rounds(random)} ? 0 : ${name}(d + 1) + 1 }; ${name}(0);`,
    () => `try { ${inner()} } catch (e) { ${inner()} } finally { n += 1; }`,
    () => `w.push(${value(random, 1)});`,
    () => `for (let i = 0; i < ${rounds(random)}; i++) w.push(new Array(100).fill(i));`,
    () => "v = [v, v, v];",
    () => "v = JSON.parse(JSON.stringify(v) ?? '0');",
    () => "v = String(v) + v;",
    () =>
      `const ${name} = () => Promise.resolve().then(() => { n += 1; if (n < ${rounds(random)}) return ${name}() }); await ${name}();`,
    () =>
      `for (let i = 0; i < ${rounds(random)}; i++) Promise.resolve(i).then((x) => { n += x; ${inner()} });`,
    () =>
      `await Promise.all(Array.from({ length: ${random.pick(["3", "1e4", "1e6"])} }, async () => { ${inner()} }));`,
    () => "await new Promise(() => {});",
    () => "await act(['1', '2', '3']);",
    () => "act(['1', '1']);",
    () => "await explore(3);",
    () => "print(v); note(v);",
    () => "for (const one of v) n += 1;",
    () => "show(v);",
    () => "objects(now).map((o) => find(now, o.colour));",
    () => "diffText(now, now.map((r) => r.map((c) => (c + n) % 16)));",
    () => "mem.v = v;",
    () => "throw v;",
    () => "throw new Error(String(v));",
    () =>
      `/(${random.pick(["a", "a|aa", "[ab]"])}+)+$/.test('ab'.repeat(${random.int(40)}) + 'c');`,
    () => "v = Array.from({ length: 1e5 }, () => Math.random()).sort();",
    () => "Object.prototype.then = (done) => done(1);",
    () => "Array.prototype.push = function () { return 0 };",
    () => "globalThis.JSON = null;",
    () => "await import('fs');",
    () => "eval('n += 1'); new Function('return this')().n2 = 3;",
    () =>
      "model({ init: () => 0, step: (s, a) => s + 1, goal: (s) => s > 50, fits: () => n < 3 }); await cruise({ ms: 200 });",
    () =>
      `bfs({ start: 0, actions: () => [1, 2], step: (s, a) => s * 2 + a, goal: () => false, limit: ${rounds(random)} });`,
  ])();
}
