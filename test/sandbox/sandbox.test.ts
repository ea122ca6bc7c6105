import { afterEach, describe, expect, it } from "vitest";
import type { Grid } from "../../src/game/frame.ts";
import type { Call, Played } from "../../src/sandbox/protocol.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/sandbox.ts";

const STANDING = { level: 1, available: ["1", "2", "6"] };
const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

function start(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  open.push(sandbox);
  sandbox.learn(null, picture(0), STANDING);
  return sandbox;
}

/** A picture of 4×4 cells that shows a 9 at one of them. */
function picture(at: number): Grid {
  const cells = new Uint8Array(16).fill(3);
  cells[at] = 9;
  return { width: 4, height: 4, cells };
}

const nobodyPlays = async (): Promise<Played> => ({ taken: 0, stop: "nobody plays" });

/** A game whose 9 goes on by a cell with each action. */
function playing(sandbox: Sandbox) {
  let at = 0;
  return async (call: Call): Promise<Played> => {
    if (call.name !== "act") return { taken: 0 };
    at += 1;
    const entry = {
      action: call.action,
      before: picture(at - 1),
      after: picture(at),
      between: [],
      level: 1,
      levelUp: false,
      died: false,
    };
    sandbox.learn(entry, picture(at), STANDING);
    return { taken: 1 };
  };
}

describe("a sandbox", () => {
  it("keeps what code declares, in whatever way, for later code", async () => {
    const sandbox = start();
    const declares = `const a = 1; let {b, c = 3} = {b: 2}; class K { m() { return 4; } }
      function f(x) { return x + a; } var [d] = [5]; const g = async () => 6;`;
    await sandbox.run(declares, nobodyPlays);
    await sandbox.run("const a = 10;", nobodyPlays);
    const { output } = await sandbox.run("[f(1), b, c, new K().m(), d, await g()]", nobodyPlays);
    expect(output.trim()).toBe("[11,2,3,4,5,6]");
  });

  it("plays as long as all is as expected", async () => {
    const sandbox = start();
    const code = `const r = await act(["1", "1", "1", "1"], { expect: (g) => g[0][3] !== 9 });
      print(r.taken, log.length, now[0][3], diffText(log[0].before, log[0].after));`;
    const { output } = await sandbox.run(code, playing(sandbox));
    expect(output.trim()).toBe("3 3 9 x0 y0 9→3; x1 y0 3→9");
  });

  it("tells what code throws, with its line, and a syntax that it can't read", async () => {
    const sandbox = start();
    expect((await sandbox.run("let x = 1;\nx.y.z;", nobodyPlays)).error).toMatch(/TypeError/);
    expect((await sandbox.run("let = (", nobodyPlays)).error).toMatch(/SyntaxError.*1:/);
    expect((await sandbox.run("await new Promise(() => {})", nobodyPlays)).error).toMatch(/never/);
  });

  it("ends code that takes too long, and keeps what there was", async () => {
    const sandbox = start({ deadlineMs: 300 });
    await sandbox.run("mem.x = 7; const kept = () => 8;", nobodyPlays);
    expect((await sandbox.run("for (;;) {}", nobodyPlays)).error).toMatch(/too long/);
    expect((await sandbox.run("[mem.x, kept()]", nobodyPlays)).output.trim()).toBe("[7,8]");
  });

  it("finds in a new process what was kept of an old one", async () => {
    const one = start();
    await one.run("function twice(x) { return 2 * x; } mem.n = 4;", nobodyPlays);
    const other = start({ keepsake: one.keepsake });
    expect((await other.run("twice(mem.n)", nobodyPlays)).output.trim()).toBe("8");
  });
});
