import { Request as UndiciRequest } from "undici";
import { describe, expect, test, vi } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { assembleLimiter } from "../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../src/limiter/budget/pace.ts";
import { PROFILES } from "../../src/limiter/budget/profiles.ts";
import type { Grant, TokenCost, WrapOptions } from "../../src/limiter/limiter.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { startServer } from "../helpers/http-server.ts";

/** A promise, and how to resolve it. */
function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function setUp(reply: () => Response | Promise<Response>) {
  const clock = createFakeClock();
  const limiter = assembleLimiter({ rules: rulesFor("off"), clock, random: createRandom(1) });
  const get = limiter.wrap(async () => reply(), { lane: "advice" });
  return { clock, limiter, get };
}

test.each([
  [200, { ok: 1, limited: 0, failed: 0 }],
  [204, { ok: 1, limited: 0, failed: 0 }],
  [404, { ok: 0, limited: 0, failed: 1 }],
  [429, { ok: 0, limited: 1, failed: 0 }],
  [500, { ok: 0, limited: 0, failed: 1 }],
])("a %i is passed on and counted", async (status, figures) => {
  const { limiter, get } = setUp(() => new Response(null, { status }));
  expect((await get("http://localhost/")).status).toBe(status);
  expect(limiter.snapshot()).toMatchObject({ ...figures, inFlight: 0 });
  expect(limiter.snapshot().lanes).toEqual({ advice: { requests: 1, retries: 0, ...figures } });
});

test.each([
  ["91", 91_000],
  [new Date(Date.UTC(2026, 0, 1, 0, 2)).toUTCString(), 120_000],
  ["1790000000", 3_600_000],
])("Retry-After %s holds the next call", async (retryAfter, waitMs) => {
  let replies = 0;
  const { clock, get } = setUp(() => {
    replies += 1;
    const headers = { "retry-after": retryAfter };
    return replies === 1 ? new Response(null, { status: 429, headers }) : new Response("fine");
  });
  await get("http://localhost/");
  const next = get("http://localhost/");
  await clock.advance(waitMs - 1);
  expect(replies).toBe(1);
  await clock.advance(1);
  expect(await (await next).text()).toBe("fine");
});

test("what was thrown is thrown, and may have been applied", async () => {
  const { limiter, get } = setUp(() => Promise.reject(new TypeError("reset")));
  await expect(get("http://localhost/")).rejects.toThrow("reset");
  expect(limiter.snapshot()).toMatchObject({ failed: 1, failures: { error: 1 }, lastMinute: 1 });
});

test("the signal of a call, or of its request, ends its wait", async () => {
  const { get } = setUp(() => new Response(null, { status: 429 }));
  await get("http://localhost/");
  const controller = new AbortController();
  const { signal } = controller;
  const waiting = [
    get("http://localhost/", { signal }),
    get(new Request("http://localhost/", { signal })),
  ];
  controller.abort(new Error("enough"));
  const ends = await Promise.allSettled(waiting);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

describe("through the profile of a model", () => {
  const lane = "advice";

  test("a Retry-After of 91 s is obeyed to the millisecond, then one tries alone", async () => {
    const clock = createFakeClock();
    const limiter = assembleLimiter({ rules: PROFILES.model, clock, random: createRandom(1) });
    const sentMs: number[] = [];
    const calls: Grant[] = [];
    const call = async (name: string) => {
      calls.push(await limiter.acquire({ lane: name }));
      sentMs.push(clock.now());
    };
    await call(lane);
    await clock.advance(400);
    calls[0]?.settle({ kind: "limited", retryAfterMs: 91_000 });
    expect(limiter.snapshot().cooldownMs).toBe(91_000);
    for (const name of [lane, "a", "b", "c"]) void call(name);
    await clock.advance(90_999);
    expect(sentMs).toEqual([0]);
    await clock.advance(1);
    expect(sentMs).toEqual([0, 91_400]);
    await clock.advance(10_000);
    expect(sentMs).toHaveLength(2);
    calls[1]?.settle({ kind: "ok" });
    await clock.advance(3 * 1_330);
    expect(sentMs).toHaveLength(5);
  });

  test("a real server's header holds all calls as long, and the next goes alone", async () => {
    let answered = 0;
    const release = later<void>();
    const server = await startServer(async (_, response) => {
      answered += 1;
      if (answered === 1) {
        response.writeHead(429, { "retry-after": "91" }).end();
        return;
      }
      if (answered === 2) await release.promise;
      response.end("{}");
    });
    const clock = createFakeClock();
    const limiter = assembleLimiter({ rules: PROFILES.model, clock, random: createRandom(1) });
    const get = limiter.wrap(fetch, { lane });
    expect((await get(server.url)).status).toBe(429);
    const waiting = [get(server.url), get(server.url), get(server.url)];
    await clock.advance(90_999);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.received).toHaveLength(1);
    await clock.advance(1);
    await vi.waitFor(() => expect(server.received).toHaveLength(2));
    await clock.advance(10_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.received).toHaveLength(2);
    release.resolve();
    // The probe's success lets the second go at once, and the third after the gap between two sends,
    // which is longer by the cut that follows a 429.
    await vi.waitFor(() => expect(limiter.snapshot().ok).toBe(2));
    await clock.advance(1_330 / 0.7);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe("the usage of a reply", () => {
  const COST = { inputTokens: 700, outputTokens: 150 };
  const body = { usage: { prompt_tokens: 655, completion_tokens: 90 }, text: "up" };

  function setUpModel(reply: () => Response, options: WrapOptions) {
    const clock = createFakeClock();
    const limiter = assembleLimiter({ rules: PROFILES.model, clock, random: createRandom(1) });
    const used = () => {
      const { tokens } = limiter.snapshot();
      return [tokens?.input.used, tokens?.output.used];
    };
    return { clock, limiter, used, ask: limiter.wrap(async () => reply(), options) };
  }

  async function readUsage(reply: Response) {
    const { usage } = (await reply.json()) as typeof body;
    return { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
  }

  test("is what it is counted as, and leaves the body to the caller", async () => {
    const { limiter, used, ask } = setUpModel(() => Response.json(body), {
      cost: COST,
      usage: readUsage,
    });
    const reply = await ask("http://localhost/");
    expect(await reply.json()).toEqual(body);
    await vi.waitFor(() => expect(limiter.snapshot()).toMatchObject({ ok: 1, inFlight: 0 }));
    expect(used()).toEqual([655, 90]);
  });

  test.each<[string, () => Response, WrapOptions["usage"], number[]]>([
    ["no JSON", () => new Response("<p>"), readUsage, [2_100, 450]],
    ["nothing", () => new Response(null), readUsage, [2_100, 450]],
    [
      "no number",
      () => Response.json({}),
      () => ({ inputTokens: 655, outputTokens: Number.NaN }),
      [655, 450],
    ],
  ])("stands as estimated where there is %s", async (_, reply, usage, held) => {
    const { limiter, used, ask } = setUpModel(reply, { cost: COST, ...(usage && { usage }) });
    expect((await ask("http://localhost/")).ok).toBe(true);
    await vi.waitFor(() => expect(limiter.snapshot()).toMatchObject({ ok: 1, inFlight: 0 }));
    expect(used()).toEqual(held);
  });

  test("is not asked of a refusal", async () => {
    const usage = vi.fn(readUsage);
    const { limiter, ask } = setUpModel(() => new Response(null, { status: 503 }), { usage });
    expect((await ask("http://localhost/")).status).toBe(503);
    expect(limiter.snapshot().failures).toEqual({ http_503: 1 });
    expect(usage).not.toHaveBeenCalled();
  });

  test("the request is under way until it was read", async () => {
    const read = later<TokenCost>();
    const { limiter, ask } = setUpModel(() => new Response("fine"), { usage: () => read.promise });
    await ask("http://localhost/");
    expect(limiter.snapshot()).toMatchObject({ ok: 0, inFlight: 1 });
    read.resolve({});
    await vi.waitFor(() => expect(limiter.snapshot()).toMatchObject({ ok: 1, inFlight: 0 }));
  });

  test("the cost of each call may be told by what it is called with", async () => {
    const { clock, used, ask } = setUpModel(() => new Response("fine"), {
      cost: (_, init) => ({ inputTokens: `${init?.body}`.length }),
      usage: () => ({}),
    });
    await ask("http://localhost/", { method: "POST", body: "x".repeat(100) });
    const second = ask("http://localhost/", { method: "POST", body: "x".repeat(30) });
    await clock.advance(1_330);
    await second;
    expect(used()[0]).toBe(390);
  });
});

test("the signal of another undici's Request ends the wait, and null in the call takes it off", async () => {
  const { clock, limiter, get } = setUp(() => new Response(null, { status: 429 }));
  await get("http://localhost/");
  const giveUp = new AbortController();
  const request = new UndiciRequest("http://localhost/", { signal: giveUp.signal });
  const waiting = get(request as unknown as Request);
  const deaf = get(request as unknown as Request, { signal: null });
  giveUp.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  expect(limiter.snapshot().queued).toBe(1);
  await clock.advance(2_000);
  expect((await deaf).status).toBe(429);
});

describe("a chain of redirects", () => {
  /** Two servers: the first leads over /b and /c to the second. */
  async function setUpChain(statuses: readonly [number, number]) {
    const end = await startServer(({ method, body, headers }, response) => {
      const { authorization = null } = headers;
      response.end(JSON.stringify({ method, body, authorization, type: headers["content-type"] }));
    });
    const start = await startServer(({ path }, response) => {
      const [status, location] = path === "/a" ? [statuses[0], "/b"] : [statuses[1], end.url];
      response.writeHead(status, { location }).end("moved");
    });
    const clock = createFakeClock();
    const rules = rulesFor("off", { perMinute: 100 });
    const limiter = assembleLimiter({ rules, clock, random: createRandom(1) });
    return { limiter, get: limiter.wrap(fetch), url: `${start.url}/a`, end: end.url };
  }

  const post = { method: "POST", body: "x", headers: { authorization: "secret" } };

  test.each([
    [[302, 301], post, { method: "GET", body: "" }],
    [[303, 303], { ...post, method: "PUT" }, { method: "GET", body: "" }],
    [[307, 308], post, { method: "POST", body: "x" }],
    [[302, 302], { ...post, method: "PUT" }, { method: "PUT", body: "x" }],
    [[302, 302], {}, { method: "GET", body: "" }],
  ] as const)("%j counts three, and does what fetch does", async (statuses, init, expected) => {
    const { limiter, get, url, end } = await setUpChain(statuses);
    const reply = await get(url, init);
    const body = await reply.json();
    expect(body).toMatchObject({ ...expected, authorization: null });
    expect(reply).toMatchObject({ url: `${end}/`, redirected: true, status: 200 });
    expect(body).toEqual(await (await fetch(url, init)).json());
    expect(limiter.snapshot()).toMatchObject({ requests: 3, ok: 3, failed: 0 });
  });

  test("a Request is followed with its headers and signal", async () => {
    const { limiter, get, url } = await setUpChain([302, 302]);
    const reply = await get(new Request(url, { headers: { authorization: "secret" } }));
    expect(await reply.json()).toMatchObject({ method: "GET", authorization: null });
    expect(limiter.snapshot().requests).toBe(3);
  });

  test("goes as it is where the call says so or its body is a stream", async () => {
    const { limiter, get, url } = await setUpChain([303, 303]);
    expect((await get(url, { redirect: "manual" })).status).toBe(303);
    await expect(get(url, { redirect: "error" })).rejects.toThrow("fetch failed");
    const stream = new Blob(["x"]).stream();
    const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    expect((await get(url, init)).ok).toBe(true);
    expect(limiter.snapshot().requests).toBe(3);
  });

  test("without end is given up", async () => {
    const { url } = await startServer((_, response) => {
      response.writeHead(302, { location: "/again" }).end();
    });
    const limiter = assembleLimiter({
      rules: rulesFor("off"),
      clock: createFakeClock(),
      random: createRandom(1),
    });
    await expect(limiter.wrap(fetch)(url)).rejects.toThrow("fetch failed");
    expect(limiter.snapshot().requests).toBe(21);
  });
});
