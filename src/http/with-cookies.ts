import { Cookie, type CookieJar } from "tough-cookie";
import type { Send } from "./request.ts";

/** Usual servers refuse a header line of more than 8 KiB, and the game would be lost with it. */
const MAX_HEADER_BYTES = 8_000;
/** As browsers have it: larger cookies, and new ones beyond so many, are not kept. */
const MAX_COOKIE_BYTES = 4_096;
const MAX_COOKIES = 180;

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
    const cookies = jar.getCookiesSync(url);
    const cookie = headerOf(cookies);
    const reply = await send(
      cookie === "" ? request : { ...request, headers: { ...request.headers, cookie } },
    );
    keep(reply.setCookies, jar, url);
    return reply;
  };
}

/**
 * The Cookie header. Where not all fit, those that came first are sent (RFC 6265, 5.4: longer paths
 * before shorter ones, then older before newer): what ties the session is set when it begins.
 */
function headerOf(cookies: readonly Cookie[]): string {
  let header = "";
  for (const cookie of cookies) {
    const text = cookie.cookieString();
    const longer = header === "" ? text : `${header}; ${text}`;
    if (longer.length <= MAX_HEADER_BYTES) header = longer;
  }
  return header;
}

/** A cookie for a foreign domain, or one that cannot be parsed, is dropped. */
function keep(setCookies: readonly string[], jar: CookieJar, url: URL): void {
  if (setCookies.length === 0) return;
  const names = new Set(jar.getCookiesSync(url).map(({ key }) => key));
  for (const text of setCookies) {
    const cookie = text.length <= MAX_COOKIE_BYTES ? Cookie.parse(text) : undefined;
    if (!cookie || (names.size >= MAX_COOKIES && !names.has(cookie.key))) continue;
    jar.setCookieSync(cookie, url, { ignoreError: true });
    names.add(cookie.key);
  }
}
