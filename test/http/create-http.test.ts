import { CookieJar } from "tough-cookie";
import { expect, it } from "vitest";
import type { HttpRequest } from "../../src/http/request.ts";
import type { Limiter } from "../../src/limiter/limiter.ts";
import { createEagerClock } from "../helpers/eager-clock.ts";
import { startServer } from "../helpers/http-server.ts";
import { createTapeLimiter } from "../helpers/tape-limiter.ts";
import { createTestHttp } from "../helpers/test-http.ts";

/** A server whose n-th reply has `statuses[n]` (0: the connection breaks) and sets the cookie n. */
async function play(statuses: readonly number[], request: HttpRequest) {
  const tape: string[] = [];
  let replies = 0;
  const { url } = await startServer(({ headers }, response, drop) => {
    const status = statuses[replies] ?? 500;
    replies += 1;
    tape.push(`arrive ${headers.cookie ?? "bare"}`);
    if (status === 0) return drop();
    response.writeHead(status, { "set-cookie": `n=${replies}; Path=/` }).end("{}");
  });
  const clock = createEagerClock();
  const sleep = async (ms: number) => {
    tape.push("sleep");
    await clock.sleep(ms);
  };
  const { acquire } = createTapeLimiter(tape);
  const http = createTestHttp(url, { limiter: { acquire } as Limiter, clock: { ...clock, sleep } });
  const end = await http
    .sendWith(new CookieJar())(request)
    .then(
      ({ status }) => status,
      (error) => error.code,
    );
  return [...tape, `end ${end}`];
}

const READ: HttpRequest = { method: "GET", path: "/x", lane: "a", repeatable: true };
const COMMAND: HttpRequest = { method: "POST", path: "/x", lane: "a", body: {} };

it("takes a fresh grant for every try, with the cookies of the one before", async () => {
  expect(await play([429, 503, 200], READ)).toEqual([
    "grant 1 a normal",
    "arrive bare",
    'settle 1 limited {"kind":"limited"}',
    "grant 2 a normal",
    "arrive n=1",
    "settle 2 failed http_503",
    "sleep",
    "grant 3 a normal",
    "arrive n=2",
    'settle 3 ok {"kind":"ok"}',
    "end 200",
  ]);
});

it("asks again for a lost reply, but sends a command once", async () => {
  expect(await play([0, 200], READ)).toEqual([
    "grant 1 a normal",
    "arrive bare",
    "settle 1 unknown reset",
    "sleep",
    "grant 2 a normal",
    "arrive bare",
    'settle 2 ok {"kind":"ok"}',
    "end 200",
  ]);
  expect(await play([0, 200], COMMAND)).toEqual([
    "grant 1 a normal",
    "arrive bare",
    "settle 1 unknown reset",
    "end REPLY_LOST",
  ]);
});

it("keeps each jar's cookies to itself", async () => {
  const { url, received } = await startServer(({ path }, response) => {
    response.writeHead(200, { "set-cookie": `from=${path.slice(1)}; Path=/` }).end("{}");
  });
  const http = createTestHttp(url);
  const [one, two] = [http.sendWith(new CookieJar()), http.sendWith(new CookieJar())];
  for (const send of [one, two, one, two]) {
    await send({ method: "GET", path: send === one ? "/one" : "/two", lane: "a" });
  }
  expect(received.map(({ headers }) => headers.cookie)).toEqual([
    undefined,
    undefined,
    "from=one",
    "from=two",
  ]);
});
