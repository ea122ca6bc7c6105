import { type Received, startServer } from "./http-server.ts";

/** What happens to a command: it passes, or its connection breaks before or after it was carried out. */
export type Fate = "pass" | "lost before" | "lost after";

/** A server between a client and `target` that loses commands as `fateOf` says; the rest passes. */
export async function startLossyProxy(target: string, fateOf: () => Fate): Promise<string> {
  const { url } = await startServer(async (request, response, drop) => {
    const fate = request.path.startsWith("/api/cmd/") ? fateOf() : "pass";
    if (fate === "lost before") return drop();
    const reply = await forward(target, request);
    const body = await reply.text();
    if (fate === "lost after") return drop();
    response.writeHead(reply.status, {
      "content-type": reply.headers.get("content-type") ?? "",
      "set-cookie": reply.headers.getSetCookie(),
    });
    response.end(body);
  });
  return url;
}

/** Sends what was received on, with what counts of its headers. */
export function forward(
  target: string,
  { method, path, headers, body }: Received,
): Promise<Response> {
  const kept = ["content-type", "cookie", "x-api-key"].flatMap((name): [string, string][] => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value]] : [];
  });
  return fetch(target + path, { method, headers: kept, ...(body !== "" && { body }) });
}
