import { onTestFinished } from "vitest";
import type { Grid } from "../../src/game/frame.ts";
import type { Played, RunResult } from "../../src/sandbox/protocol.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/sandbox.ts";

export const STANDING = { level: 1, available: ["1", "2", "6"] };

/** A picture of 4×4 cells that shows a 9 at one of them. */
export function pictureOf(at: number): Grid {
  const cells = new Uint8Array(16).fill(3);
  cells[at] = 9;
  return { width: 4, height: 4, cells };
}

export const nobodyPlays = async (): Promise<Played> => ({ taken: 0, stop: "nobody plays" });

/** A sandbox that shows a picture; it goes when the test ends. */
export function startSandbox(options: SandboxOptions = {}): Sandbox {
  const sandbox = createSandbox(options);
  onTestFinished(() => sandbox.close());
  sandbox.learn(null, pictureOf(0), STANDING);
  return sandbox;
}

/** Runs code that plays nothing. */
export const runIn = (sandbox: Sandbox, code: string): Promise<RunResult> =>
  sandbox.run(code, nobodyPlays);

/** What code prints; throws what it fails of. */
export async function printed(sandbox: Sandbox, code: string): Promise<string> {
  const { output, error } = await runIn(sandbox, code);
  if (error !== undefined) throw new Error(error);
  return output.trim();
}
