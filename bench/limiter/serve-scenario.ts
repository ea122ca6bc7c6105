/**
 * A scenario's server in a process of its own. It sends its address to the parent; told to report, it
 * sends the arrivals so far and ends.
 *
 *     node serve-scenario.js <scenario> <window, ms>
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../dist/base/clock.js";
import { createRandom } from "../../dist/base/random.js";
import type { Arrival } from "./arrival.ts";
import { quotaOf } from "./quota.ts";
import { findScenario } from "./scenarios.ts";

const [name = "", windowMs] = process.argv.slice(2);
const scenario = findScenario(name);
const model = scenario.createModel(quotaOf(Number(windowMs)));
const random = createRandom(scenario.name);
const arrivals: Arrival[] = [];

const server = createServer(async ({ url, socket }, response) => {
  const delayMs = 5 + random.next() * (scenario.latencyMs - 5);
  const isLost = random.next() < scenario.lossRate;
  await systemClock.sleep(delayMs);
  const atMs = systemClock.now();
  const waitMs = model.admit(atMs);
  arrivals.push({ atMs, worker: Number(url?.slice(1)), isAccepted: waitMs === 0 });
  if (isLost) return socket.destroy();
  if (waitMs > 0 && scenario.sendsRetryAfter) {
    response.setHeader("retry-after", Math.ceil(waitMs / 1_000));
  }
  return response.writeHead(waitMs === 0 ? 200 : 429).end();
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
await once(process, "message");
process.send?.(arrivals, () => process.exit());
