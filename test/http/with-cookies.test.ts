import { CookieJar } from "tough-cookie";
import { expect, it } from "vitest";
import type { HttpReply, HttpRequest, Send } from "../../src/http/request.ts";
import { withCookies } from "../../src/http/with-cookies.ts";

const BASE = "https://three.example.org";

/** Sends to `paths` in turn; the n-th reply sets `cookies[n]`. Returns the Cookie header of each. */
async function visit(paths: readonly string[], cookies: readonly string[][], status = 200) {
  const sent: (string | undefined)[] = [];
  const send: Send = async (request): Promise<HttpReply> => {
    const setCookies = cookies[sent.length] ?? [];
    sent.push(request.headers?.cookie);
    return { status, body: "", setCookies };
  };
  const jar = new CookieJar();
  const visitor = withCookies(jar, BASE, send);
  for (const path of paths) await visitor({ method: "GET", path, lane: "a" });
  return sent.map((header) => header?.split("; ").sort());
}

it.each([200, 400, 404, 429, 500])(
  "keeps the cookies of a reply with status %i",
  async (status) => {
    const replies = [
      ["AWSALBAPP-0=a.1; Path=/", "GAMESESSION=x; Path=/; HttpOnly"],
      ["AWSALBAPP-0=a.2"],
    ];
    expect(await visit(["/api/a", "/api/b", "/api/c"], replies, status)).toEqual([
      undefined,
      ["AWSALBAPP-0=a.1", "GAMESESSION=x"],
      ["AWSALBAPP-0=a.1", "AWSALBAPP-0=a.2", "GAMESESSION=x"],
    ]);
  },
);

it("renews a cookie of the same name and path", async () => {
  const replies = [["s=1; Path=/"], ["s=2; Path=/"]];
  expect(await visit(["/api", "/api", "/api"], replies)).toEqual([undefined, ["s=1"], ["s=2"]]);
});

it("keeps cookies of one name on different paths apart", async () => {
  const replies = [["s=root; Path=/", "s=api; Path=/api", "s=cmd; Path=/api/cmd"]];
  expect(await visit(["/api", "/api/cmd/RESET", "/api/games", "/"], replies)).toEqual([
    undefined,
    ["s=api", "s=cmd", "s=root"],
    ["s=api", "s=root"],
    ["s=root"],
  ]);
});

it("drops cookies of other domains, and what is no cookie", async () => {
  const replies = [["e=1; Domain=elsewhere.com", "=;;", "\0", "", "org=1; Domain=org", "good=1"]];
  expect(await visit(["/api", "/api"], replies)).toEqual([undefined, ["good=1"]]);
});

it("leaves a request alone that has no cookies", async () => {
  let seen: HttpRequest | undefined;
  const request: HttpRequest = { method: "GET", path: "/", lane: "a" };
  await withCookies(new CookieJar(), BASE, async (passed) => {
    seen = passed;
    return { status: 200, body: "", setCookies: [] };
  })(request);
  expect(seen).toBe(request);
});

it("sends no more than a server's header takes: what came first, and what was renewed", async () => {
  const junk = Array.from({ length: 100 }, (_, n) => `junk${n}=${"x".repeat(200)}; Path=/`);
  const replies = [["session=1; Path=/", ...junk], [`session=2; Path=/`]];
  const [, second, third] = await visit(["/api", "/api", "/api"], replies);
  for (const header of [second, third]) {
    expect(header?.join("; ").length).toBeLessThanOrEqual(8_000);
    expect(header?.length).toBeGreaterThan(30);
  }
  expect(second).toContain("session=1");
  expect(third).toContain("session=2");
});

it("keeps no cookie larger than browsers do, and no more of them", async () => {
  const many = Array.from({ length: 1_000 }, (_, n) => `c${n}=1; Path=/`);
  const replies = [
    [`huge=${"x".repeat(5_000)}`, ...many],
    ["late=1; Path=/", "c0=2; Path=/"],
  ];
  const [, second, third] = await visit(["/", "/", "/"], replies);
  expect(second).toHaveLength(180);
  expect(third).toHaveLength(180);
  expect(third).toContain("c0=2");
});
