import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** Where a party in another process finds the cell. */
export type Whereabouts =
  | { readonly kind: "sqlite"; readonly file: string; readonly key: string }
  | { readonly kind: "redis"; readonly url: string; readonly key: string };

const SCRIPT = fileURLToPath(new URL("party.js", import.meta.url));
const BUILT = fileURLToPath(new URL("../../../dist/limiter/cells/sqlite-cell.js", import.meta.url));

/** Starts a process that counts up `times` times; killed, where it still runs, when the test ends. */
export function forkParty(where: Whereabouts, times: number): ChildProcess {
  if (!existsSync(BUILT)) throw new Error("other processes run what is built: npm run build");
  const child = fork(SCRIPT, [JSON.stringify(where), String(times)]);
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Resolves when the process has ended by itself; rejects when it failed. */
export async function ended(child: ChildProcess): Promise<void> {
  const [code, signal] = await once(child, "exit");
  if (code !== 0) throw new Error(`a party ended with ${code ?? signal}`);
}

/** Resolves when the process has changed the cell for the first time. */
export async function begun(child: ChildProcess): Promise<void> {
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("a party ended too early"))),
  ]);
}
