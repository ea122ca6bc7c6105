import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { permissionFlags } from "../../../src/sandbox/permission-flags.ts";

const ENTRY = new URL("../../../dist/sandbox/child/main.js", import.meta.url);
const SANDBOX = new URL("../../../dist/sandbox/sandbox.js", import.meta.url);

/** What code of Node itself can do with the flags of the sandbox's process: the wall behind the engine's. */
function inNode(code: string): string {
  const { stdout } = spawnSync(
    process.execPath,
    [
      ...permissionFlags(ENTRY),
      "--input-type=commonjs",
      "-e",
      `try { console.log(${code}) } catch (e) { console.log(e.code) }`,
    ],
    { env: {}, encoding: "utf8" },
  );
  return stdout.trim();
}

describe("the sandbox's process", () => {
  it.each([
    ["read a file of the system", "require('fs').readFileSync('/etc/hostname', 'utf8')"],
    ["list a folder", "require('fs').readdirSync('/')"],
    [
      "read the program's own folder",
      `require('fs').readFileSync(${JSON.stringify(fileURLToPath(new URL("../../../CHANGELOG.md", import.meta.url)))}, 'utf8')`,
    ],
    [
      "write a file",
      "require('fs').writeFileSync(require('os').tmpdir() + '/arc-train-escape', '')",
    ],
    [
      "write where it may read",
      `require('fs').writeFileSync(${JSON.stringify(fileURLToPath(ENTRY))}, '')`,
    ],
    ["start a process", "require('child_process').spawnSync('true').error ?? 'started'"],
  ])("may not %s, even where the engine were left", (_, code) => {
    expect(inNode(code)).toMatch(/ERR_ACCESS_DENIED/);
  });

  it("has no environment", () => {
    expect(
      inNode(
        "JSON.stringify(Object.keys(process.env).filter((n) => !/^(__CF|PWD$|SHLVL$|_$)/.test(n)))",
      ),
    ).toBe("[]");
  });

  it("ends with its parent, however that ends and whatever it is doing", async () => {
    const parent = spawn(process.execPath, ["--input-type=module", "-e", PARENT], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, SANDBOX: SANDBOX.href },
    });
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.setEncoding("utf8").once("data", (text) => resolve(Number(text)));
    });
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    // It hears of it at once; a busy machine may take a while to let it run.
    await expect.poll(() => isAlive(pid), { timeout: 30_000, interval: 50 }).toBe(false);
  });
});

/** Runs endless code in a sandbox, and tells the process that it runs in. */
const PARENT = `
  const { createSandbox } = await import(process.env.SANDBOX);
  const { ChildProcess } = await import("node:child_process");
  const sandbox = createSandbox({ deadlineMs: 600_000 });
  sandbox.learn(null, { width: 1, height: 1, cells: new Uint8Array(1) }, { level: 1, available: ["1"] });
  const { spawn } = ChildProcess.prototype;
  ChildProcess.prototype.spawn = function (...args) {
    const result = spawn.apply(this, args);
    globalThis.pid = this.pid;
    return result;
  };
  await sandbox.run("1", async () => ({ taken: 0 }));
  void sandbox.run("await act(['1']); for (;;);", async () => {
    setTimeout(() => console.log(globalThis.pid), 200);
    return { taken: 1 };
  });
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
