import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { onTestFinished } from "vitest";
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

/** Starts `redis-server` from the PATH; it ends with the test. */
export async function startRedis(): Promise<RedisServer> {
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

async function launch(port: number, dir: string): Promise<ChildProcess> {
  const flags = ["--bind", "127.0.0.1", "--port", String(port), "--dir", dir, "--save", ""];
  const child = spawn("redis-server", flags, { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    let log = "";
    child.on("error", (cause) => {
      const hint = "these tests need redis-server on the PATH (Debian: apt install redis-server)";
      reject(new Error(hint, { cause }));
    });
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
