import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Mishap } from "./faults.ts";
import { oddJson } from "./odd-json.ts";
import type { Reply } from "./reply.ts";

/** What a reply without end goes on with: as much as a socket likes to take at once. */
const ENDLESS_CHUNK = Buffer.alloc(16_384, " ");

/**
 * Sends a reply whole, or as its `mishap` has it. `headers` come beside the reply's own; `pause` is waited
 * for before every byte of a slow one.
 */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  headers: Readonly<Record<string, string | string[]>>,
  mishap: Mishap | null,
  pause: () => Promise<void>,
): Promise<void> {
  if (mishap === "mute") return;
  if (mishap === "lost") {
    response.destroy();
    return;
  }
  const body = Buffer.from(mishap === "odd" ? oddJson(reply.body) : reply.body);
  const sent = mishap === "torn" ? body.subarray(0, body.length >> 1) : body;
  response.writeHead(reply.status, {
    "content-type": reply.type,
    ...reply.headers,
    ...headers,
    ...(mishap !== "endless" && { "content-length": sent.length }),
  });
  if (mishap === "slow") await trickle(response, sent, pause);
  else if (mishap === "endless") await flood(response, sent);
  else response.end(sent);
}

async function trickle(
  response: ServerResponse,
  body: Buffer,
  pause: () => Promise<void>,
): Promise<void> {
  response.flushHeaders();
  for (const byte of body) {
    await pause();
    if (response.destroyed) return;
    response.write(Uint8Array.of(byte));
  }
  response.end();
}

/** Begins well, but for the bracket that would end it, and goes on with spaces as fast as they are taken. */
async function flood(response: ServerResponse, body: Buffer): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once("close", resolve));
  response.write(body.subarray(0, -1));
  while (!response.destroyed) {
    if (!response.write(ENDLESS_CHUNK)) await Promise.race([once(response, "drain"), gone]);
  }
}
