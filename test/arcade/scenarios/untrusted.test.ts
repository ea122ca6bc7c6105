import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startArcade, WALK } from "../../helpers/arcade-visitor.ts";

const PATHS = [
  "/api/scorecard/open",
  "/api/scorecard/close",
  "/api/cmd/RESET",
  "/api/cmd/ACTION1",
  "/api/cmd/ACTION6",
];

/** Whether the API itself is known to break: a click without coordinates, `tags: null`. */
function failsInTheApi(path: string, body: string | Uint8Array): boolean {
  if (typeof body !== "string") return false;
  try {
    const value = JSON.parse(body);
    if (path.endsWith("/ACTION6")) return value.x === undefined || value.y === undefined;
    return path.endsWith("/open") && value.tags === null;
  } catch {
    return false;
  }
}

describe("whatever is posted", () => {
  it("is answered, only where the API itself fails with a 500, and leaves the server well", async () => {
    const { visit } = await startArcade({ rpm: null });
    const visitor = visit();
    const card_id = await visitor.open();
    const { guid } = (await visitor.post("/api/cmd/RESET", { game_id: WALK, card_id })).body;
    // Half sense, half nonsense: real ids get the nonsense past the first checks.
    const field = (real: string) => fc.oneof(fc.constant(real), fc.jsonValue());
    const almost = fc
      .record(
        {
          game_id: field(WALK),
          guid: field(guid),
          card_id: field(card_id),
          x: fc.oneof(fc.integer({ min: -1, max: 65 }), fc.jsonValue()),
          y: fc.oneof(fc.integer({ min: -1, max: 65 }), fc.jsonValue()),
          reasoning: fc.jsonValue(),
          tags: fc.jsonValue(),
          opaque: fc.jsonValue(),
          competition_mode: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value));
    const hostile = fc.constantFrom(
      `{"__proto__":{"game_id":"${WALK}"},"constructor":{"prototype":{"polluted":1}}}`,
      `{"game_id":"__proto__","card_id":"constructor","guid":"toString"}`,
      "[".repeat(100_000),
      `{"opaque":${'{"a":'.repeat(3000)}1${"}".repeat(3000)}}`,
      "\u0000",
      '{"game_id":"\\ud800"}',
    );
    const body = fc.oneof(
      { weight: 4, arbitrary: almost },
      { weight: 1, arbitrary: hostile },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    );
    const allowed = [200, 400, 404];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS), body, async (path, bytes) => {
        const { status } = await visitor.send(path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: bytes,
        });
        expect(failsInTheApi(path, bytes) ? [...allowed, 500] : allowed).toContain(status);
      }),
      { numRuns: 150, seed: 3, endOnFailure: true },
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((await visitor.get("/api/games")).status).toBe(200);
  });

  it("may break off: the server goes on", async () => {
    const { url, visit } = await startArcade();
    const stop = new AbortController();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"game_id":'));
        setImmediate(() => stop.abort());
      },
    });
    const broken = fetch(`${url}/api/cmd/RESET`, {
      method: "POST",
      headers: { "x-api-key": "key", "content-type": "application/json" },
      body,
      duplex: "half",
      signal: stop.signal,
    } as RequestInit);
    await expect(broken).rejects.toThrow();
    expect((await visit().get("/api/healthcheck")).status).toBe(200);
  });
});

describe("whatever is asked for", () => {
  it("is answered without a fault", async () => {
    const { visit } = await startArcade({ rpm: null });
    const visitor = visit();
    const prefix = fc.constantFrom(
      "/api/games/",
      "/api/scorecard/",
      "/api/v3/scorecards/",
      "/api/",
      "/",
    );
    const rest = fc.oneof(
      fc.webPath(),
      fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => encodeURIComponent(text)),
      fc.constantFrom("__proto__", "constructor", "%", "..%2f..%2f", "%00"),
    );
    await fc.assert(
      fc.asyncProperty(prefix, rest, async (start, end) => {
        expect([200, 404, 405]).toContain((await visitor.get(start + end)).status);
      }),
      { numRuns: 100, seed: 3, endOnFailure: true },
    );
  });
});
