import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createLimiter, openSharedStore, PROFILES } from "../src/index.ts";
import { createTempDir } from "./helpers/temp-dir.ts";

it("guards another program's API, one budget for two limiters", async () => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end("well");
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const rules = { ...PROFILES.arc, perMinute: 5, perSecond: null, spacingMs: 0, reserve: 0 };
  const at = { file: join(createTempDir(), "limiter.db") };
  const limiters = [0, 1].map(() =>
    createLimiter(rules, { store: openSharedStore({ at, key: "an-api", rules }) }),
  );
  onTestFinished(async () => {
    for (const limiter of limiters) await limiter.close();
  });
  const [one, two] = limiters.map((limiter) => limiter.wrap(fetch, { lane: "search" }));
  for (const limited of [one, two, one, two, one]) {
    expect(await (await limited?.(url))?.text()).toBe("well");
  }
  const giveUp = AbortSignal.timeout(300);
  await expect(two?.(url, { signal: giveUp })).rejects.toThrow();
  expect(requests).toBe(5);
});
