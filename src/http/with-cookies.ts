import type { CookieJar } from "tough-cookie";
import type { Send } from "./request.ts";

/**
 * Sends the jar's cookies and keeps those of every reply, errors included: the server ties a
 * scorecard and its games to one instance by cookies that it renews as it goes.
 */
export function withCookies(jar: CookieJar, baseUrl: string, send: Send): Send {
  // Commands and card: a handful of paths, asked for thousands of times.
  const urls = new Map<string, URL>();
  return async (request) => {
    const url = urls.get(request.path) ?? new URL(baseUrl + request.path);
    urls.set(request.path, url);
    const cookie = jar.getCookieStringSync(url);
    const reply = await send(
      cookie === "" ? request : { ...request, headers: { ...request.headers, cookie } },
    );
    // A cookie for a foreign domain, or one that cannot be parsed, is dropped.
    for (const text of reply.setCookies) jar.setCookieSync(text, url, { ignoreError: true });
    return reply;
  };
}
