import type { IncomingMessage } from "node:http";
import { page, type Reply } from "./reply.ts";

/** Bytes of the longest body taken; the API's own limits (16 KB of reasoning or opaque) are far below. */
const MAX_BODY_BYTES = 262_144;

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** A parsed body, null where it is JSON but no object, or the reply that refuses it. */
type Body =
  | { readonly value: Readonly<Record<string, unknown>> | null }
  | { readonly refusal: Reply };

/**
 * Reads the JSON a POST carries. Refuses another content type with 415, too long a body with 413, and
 * what is not UTF-8 or not JSON with 400, all three HTML pages. Rejects only when the connection breaks.
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const bytes = await collect(request);
  if (!JSON_TYPE.test(request.headers["content-type"] ?? "")) return { refusal: page(415) };
  if (bytes === null) return { refusal: page(413) };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { refusal: page(400) };
  }
  return { value: isObject(value) ? value : null };
}

/** Reads to the end even what is too long, so that the refusal finds a client ready to read it. */
function collect(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    request.on("end", () => resolve(length <= MAX_BODY_BYTES ? Buffer.concat(chunks) : null));
    request.on("error", reject);
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
