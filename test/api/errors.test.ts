import fc from "fast-check";
import { expect, it } from "vitest";
import { type ApiError, apiError, unreadableError } from "../../src/api/errors.ts";
import type { HttpReply } from "../../src/http/request.ts";

const reply = (status: number, body: unknown): HttpReply => ({
  status,
  body: typeof body === "string" ? body : JSON.stringify(body),
  setCookies: [],
});

const errorOf = (status: number, body: unknown, secret = ""): ApiError =>
  apiError(reply(status, body), "POST /api/cmd/RESET", secret);

const said = (error: string, message?: string) => ({ error, ...(message && { message }) });
const HTML = "<!doctype html>\n<title>Error</title>";

it.each<[string, number, unknown, string]>([
  [
    "an action after the end",
    400,
    said("GAME_NOT_STARTED_ERROR", "game x is available but has not been started, send RESET"),
    "not-started",
  ],
  ["a lost session", 400, said("SERVER_ERROR", "game ls20-1234 not found"), "not-found"],
  ["a bad click", 400, said("VALIDATION_ERROR", "{e}}"), "invalid"],
  [
    "a reasoning too long",
    400,
    said("VALIDATION_ERROR", "error creating ActionInput: …"),
    "invalid",
  ],
  ["a card too large", 400, said("opaque exceeds 8 KB limit"), "invalid"],
  ["malformed JSON", 400, HTML, "invalid"],
  ["a bad key", 401, "", "unauthorized"],
  ["a bad key in words", 401, said("GAME_NOT_STARTED_ERROR"), "unauthorized"],
  ["a competition card", 403, said("SERVER_ERROR", "cannot get scorecard …"), "refused"],
  ["a closed card", 404, said("VALIDATION_ERROR", "scorecard c not found"), "not-found"],
  ["an unknown path", 404, HTML, "not-found"],
  ["a second card", 409, said("SERVER_ERROR", "cannot open multiple scorecards"), "refused"],
  ["no JSON type", 415, HTML, "invalid"],
  ["the limit", 429, said("RATE_LIMIT_EXCEEDED", "rate limit has been exceeded"), "limited"],
  ["a redirect", 302, HTML, "refused"],
  ["a fault", 500, HTML, "server"],
  ["a fault in words", 500, said("SERVER_ERROR", "game x not found"), "server"],
  ["a gateway", 502, "", "unavailable"],
  ["a rest", 503, said("SERVER_ERROR"), "unavailable"],
])("tells what %s means", (_name, status, body, kind) => {
  const error = errorOf(status, body);
  expect(error).toMatchObject({ kind, status });
  expect(error.code).toBe(`API_${kind.toUpperCase().replace("-", "_")}`);
  expect(error.message).toMatch(/^POST \/api\/cmd\/RESET: \d+ \(.+\)\. [A-Z].+/);
});

it("quotes what the server said, on one line and not at length", () => {
  expect(errorOf(400, said("VALIDATION_ERROR", "bad\n  thing")).message).toContain(
    "(VALIDATION_ERROR: bad thing)",
  );
  expect(errorOf(400, said("E", "x".repeat(100_000))).message.length).toBeLessThan(500);
  expect(errorOf(500, HTML).message).toContain('"<!doctype html> <title>Error</title>"');
});

it.each([
  [
    "https://new.example.org/api/cmd/RESET",
    "points to https://new.example.org/api/cmd/RESET: try --base-url https://new.example.org.",
  ],
  ["https://u:pw@a.org/login?next=x", "points to https://a.org/login: check --base-url."],
  ["/login#x", "points to /login: check --base-url."],
])("says where a redirect to %s leads", (location, said) => {
  const error = apiError({ ...reply(301, ""), location }, "POST /api/cmd/RESET", "");
  expect(error.message).toContain(said);
});

it("quotes type and beginning of what is no JSON, and of what cannot be used", () => {
  const page = {
    ...reply(403, `<h1>Denied\u0007</h1>${"x".repeat(1_000)}`),
    contentType: "text/html",
  };
  expect(apiError(page, "GET /api/games", "").message).toMatch(
    /403 \(no JSON: text\/html, "<h1>Denied\?<\/h1>x{184}"\)/,
  );
  const { message } = unreadableError(page, "GET /api/games", new TypeError("it is not JSON"), "");
  expect(message).toContain('(it is not JSON; text/html, "<h1>');
  expect(unreadableError(reply(200, ""), "GET /api/games", null, "").message).toContain("empty");
});

it("reads an error however it is laid out, and takes a monster for no error in words", () => {
  expect(errorOf(400, { error: "VALIDATION_ERROR", message: 5 }).message).toContain(
    "(VALIDATION_ERROR)",
  );
  const monster = `{"error":"E","more":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  expect(errorOf(500, monster).message.length).toBeLessThan(700);
  expect(errorOf(400, said("\u001b[31mE\u0007")).message).toContain("(?[31mE?)");
});

it("says little of a reply of many megabytes, soon, and no part of a key that it was cut through", () => {
  const secret = "secret-key-4711";
  const { user } = process.cpuUsage();
  for (const key of [secret, "key"]) {
    const body = `<p>${" a".repeat(5_000_000)}</p>`;
    expect(errorOf(500, body, key).message.length).toBeLessThan(700);
  }
  expect(process.cpuUsage().user - user).toBeLessThan(500_000);
  for (let spaces = 9_980; spaces < 10_001; spaces++) {
    const body = `${" ".repeat(spaces)}${secret}${"x".repeat(100)}`;
    expect(errorOf(500, body, secret).message).not.toContain("secr");
  }
});

it("names an unreadable reply and keeps its cause", () => {
  const cause = new TypeError("rows differ");
  expect(unreadableError(reply(200, HTML), "GET /api/games", cause, "")).toMatchObject({
    kind: "unreadable",
    status: 200,
    code: "API_UNREADABLE",
    cause,
  });
});

it("takes out a key of a few letters where it stands alone, and leaves the words", () => {
  const { message } = errorOf(401, said("UNAUTHORIZED", "the key 'a' is not a valid key"), "a");
  expect(message).toContain("the key '***' is not *** valid key");
});

it("never shows the key, wherever and however often the server echoes it", () => {
  const key = fc.stringMatching(/^[\w-]{8,64}$/);
  const status = fc.constantFrom(400, 401, 403, 404, 429, 500);
  fc.assert(
    fc.property(key, status, fc.string(), fc.string(), (secret, code, before, after) => {
      const echo = `${before}${secret}${after}${secret}`;
      for (const body of [said(echo, echo), said("E", "y".repeat(295) + echo), `<p>${echo}</p>`]) {
        const cut = { ...reply(code, body), contentType: echo, location: echo };
        for (const error of [
          errorOf(code, body, secret),
          apiError({ ...cut, status: 301 }, "GET /", secret),
          unreadableError(cut, "GET /", new TypeError(echo), secret),
        ]) {
          expect(error.message).not.toContain(secret);
        }
      }
    }),
  );
});
