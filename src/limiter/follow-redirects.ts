type Call = Parameters<typeof fetch>;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** As many as the Fetch standard follows. */
const LONGEST_CHAIN = 20;
/** What another origin must not learn. */
const SECRETS = ["authorization", "proxy-authorization", "cookie"];

export const isRedirect = ({ status, headers }: Response): boolean =>
  REDIRECTS.has(status) && headers.has("location");

/**
 * Like `send`, which is called for each request of a chain of redirects by itself (Fetch standard,
 * HTTP-redirect fetch). A call whose body cannot be sent twice, or that says itself what to do with
 * redirects, goes as it is.
 */
export function followRedirects(send: typeof fetch): typeof fetch {
  return async (...call) => {
    if (redirectOf(call) !== "follow" || !isRepeatable(call)) return send(...call);
    let [input, init]: Call = [call[0], { ...call[1], redirect: "manual" }];
    for (let hops = 0; ; hops += 1) {
      const reply = await send(input, init);
      if (!isRedirect(reply)) return hops > 0 ? asRedirected(reply) : reply;
      await reply.body?.cancel();
      if (hops === LONGEST_CHAIN) {
        throw new TypeError("fetch failed", { cause: new Error("too many redirects") });
      }
      [input, init] = next([input, init], reply);
    }
  };
}

function next(call: Call, { status, headers, url }: Response): Call {
  const from = new URL(url || urlOf(call[0]));
  const to = new URL(headers.get("location") as string, from);
  if (!/^https?:$/.test(to.protocol)) {
    throw new TypeError("fetch failed", { cause: new Error(`redirect to ${to.protocol}`) });
  }
  const kept = new Headers(call[1]?.headers ?? requestOf(call[0])?.headers);
  if (to.origin !== from.origin) for (const name of SECRETS) kept.delete(name);
  const method = methodOf(call);
  const isGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
  const { body: _, ...rest } = { signal: requestOf(call[0])?.signal ?? null, ...call[1] };
  if (!isGet) return [to, { ...call[1], ...rest, method, headers: kept }];
  for (const name of [...kept.keys()]) if (name.startsWith("content-")) kept.delete(name);
  return [to, { ...rest, method: "GET", headers: kept }];
}

const requestOf = (input: Call[0]): Request | null =>
  typeof input === "string" || input instanceof URL ? null : input;

const urlOf = (input: Call[0]): string => requestOf(input)?.url ?? String(input);

const methodOf = ([input, init]: Call): string =>
  (init?.method ?? requestOf(input)?.method ?? "GET").toUpperCase();

const redirectOf = ([input, init]: Call): Request["redirect"] =>
  init?.redirect ?? requestOf(input)?.redirect ?? "follow";

function isRepeatable([input, init]: Call): boolean {
  if (init?.body === undefined || init.body === null) return !requestOf(input)?.body;
  return !(init.body instanceof ReadableStream) && !(Symbol.asyncIterator in Object(init.body));
}

const asRedirected = (reply: Response): Response =>
  Object.defineProperty(reply, "redirected", { value: true });
