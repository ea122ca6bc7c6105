// A process of its own that counts a tally up: node party.js '{"kind": "sqlite", ...}' <times>
// It says "begun" after the first, and "done" after the last. Infinity: until it is killed.
import { systemClock } from "../../../dist/base/clock.js";

const empty = { count: 0, lastMs: 0, timesBack: 0, isDoubtful: false };
const form = {
  version: 7,
  initial: empty,
  unknown: (nowMs) => ({ ...empty, lastMs: nowMs, isDoubtful: true }),
  parse: (state) => state,
  memoryMs: 95_000,
  withSlack: (state) => state,
};
const countUp = (tally, nowMs) => ({
  state: {
    ...tally,
    count: tally.count + 1,
    lastMs: nowMs,
    timesBack: tally.timesBack + (nowMs < tally.lastMs ? 1 : 0),
  },
  result: tally.count,
});

const { kind, ...where } = JSON.parse(process.argv[2]);
const CREATE = { sqlite: "createSqliteCell", redis: "createRedisCell" };
const { [CREATE[kind]]: create } = await import(`../../../dist/limiter/cells/${kind}-cell.js`);
const cell = create({ ...where, form, clock: systemClock });
for (let i = 0; i < Number(process.argv[3]); i += 1) {
  await cell.update(countUp);
  if (i === 0) process.send("begun");
  // Yields, so that the parent's messages and kills come through.
  if (i % 16 === 0) await new Promise(setImmediate);
}
await cell.close();
process.send("done", () => process.disconnect());
