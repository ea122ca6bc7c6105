import { onTestFinished } from "vitest";
import { type ArcadeOptions, createArcadeServer } from "../../src/arcade/server.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createWalkGame } from "./tiny-games.ts";

/** A reply, its body parsed where it is JSON. */
export interface VisitorReply {
  readonly status: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

/** A plain client with one key and one cookie jar. */
export interface Visitor {
  readonly jar: Map<string, string>;
  get(path: string): Promise<VisitorReply>;
  post(path: string, body: unknown): Promise<VisitorReply>;
  /** Opens a card and returns its id. */
  open(body?: object): Promise<string>;
  send(path: string, init: RequestInit): Promise<VisitorReply>;
}

export const WALK = "walk-0001";
export const JUMP = "jump-0001";

/** A server on a fake clock with the games WALK and JUMP; it is closed when the test ends. */
export async function startArcade(
  options: Partial<ArcadeOptions> = {},
): Promise<{ url: string; clock: FakeClock; visit: (key?: string) => Visitor }> {
  const clock = createFakeClock();
  const games = [createWalkGame(WALK), createWalkGame(JUMP, { tags: ["tiny", "high"] })];
  const server = createArcadeServer({ games, clock, ...options });
  const url = await server.listen();
  onTestFinished(() => server.close());
  return { url, clock, visit: (key = "a-key") => createVisitor(url, key) };
}

function createVisitor(url: string, key: string): Visitor {
  const jar = new Map<string, string>();
  const visitor: Visitor = {
    jar,
    get: (path) => visitor.send(path, {}),
    post: (path, body) =>
      visitor.send(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    async open(body = {}) {
      return (await visitor.post("/api/scorecard/open", body)).body.card_id;
    },
    async send(path, init) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(url + path, {
        ...init,
        headers: { ...init.headers, "x-api-key": key, ...(cookie && { cookie }) },
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const type = response.headers.get("content-type") ?? "";
      const text = await response.text();
      return {
        status: response.status,
        type,
        body: type.includes("json") ? JSON.parse(text) : text,
      };
    },
  };
  return visitor;
}
