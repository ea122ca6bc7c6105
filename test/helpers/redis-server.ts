import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { onTestFinished, TestRunner } from "vitest";
import { createTempDir } from "./temp-dir.ts";

/** A real Redis of the test's own, on loopback, that keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** Ends it at once; its data is gone. */
  kill(): Promise<void>;
  /** Starts it again, empty, at the same address. */
  restart(): Promise<void>;
  /** Makes it hang, as a machine does that is out of memory. */
  pause(): void;
  resume(): void;
}

/** The oldest Redis that the limiter is made for. */
const OLDEST = 7;

/**
 * Starts `redis-server` from the PATH; it ends with the test. Where there is none the test is skipped,
 * or fails where the environment says REQUIRE_REDIS=1.
 */
export async function startRedis(): Promise<RedisServer> {
  const lack = await lackOfRedis();
  if (lack !== null) return giveUp(lack);
  const port = await freePort();
  const dir = createTempDir();
  let child = await launch(port, dir);
  onTestFinished(() => kill());

  async function kill() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async restart() {
      await kill();
      child = await launch(port, dir);
    },
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
  };
}

/** What is wrong with the Redis of this machine; null where nothing is. */
export const lackOfRedis = () =>
  new Promise<string | null>((resolve) => {
    execFile("redis-server", ["--version"], (error, text) => {
      const version = / v=((\d+)\.\S+)/.exec(text);
      if (error?.code === "ENOENT") resolve("redis-server is not on the PATH");
      else if (version === null) resolve("redis-server does not tell its version");
      else if (Number(version[2]) >= OLDEST) resolve(null);
      else resolve(`redis-server is ${version[1]}, older than ${OLDEST}`);
    });
  });

function giveUp(lack: string): never {
  const text = `${lack}; \`apt-get install redis-server\` or \`brew install redis\` has them run`;
  const test = TestRunner.getCurrentTest();
  if (test === undefined || process.env.REQUIRE_REDIS === "1") throw new Error(text);
  return test.context.skip(text);
}

async function launch(port: number, dir: string): Promise<ChildProcess> {
  const flags = ["--bind", "127.0.0.1", "--port", String(port), "--dir", dir, "--save", ""];
  const child = spawn("redis-server", flags, { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    let log = "";
    child.on("error", reject);
    child.on("exit", () => reject(new Error(`redis-server ended: ${log}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => {
      log += text;
      if (log.includes("Ready to accept connections")) resolve();
    });
  });
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
