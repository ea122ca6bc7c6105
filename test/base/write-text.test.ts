import { PassThrough, Writable } from "node:stream";
import { expect, it } from "vitest";
import { writeText } from "../../src/base/write-text.ts";

it("returns at once while the stream takes more", () => {
  const stream = new PassThrough();
  expect(writeText(stream, "a")).toBeUndefined();
  expect(stream.read().toString()).toBe("a");
});

it("waits for a stream that fell behind", async () => {
  const taken: string[] = [];
  let goOn = () => {};
  const stream = new Writable({
    highWaterMark: 1,
    write(chunk, _encoding, done) {
      taken.push(String(chunk));
      goOn = done;
    },
  });
  let caughtUp = false;
  const waiting = Promise.resolve(writeText(stream, "slow")).then(() => {
    caughtUp = true;
  });
  await new Promise(setImmediate);
  expect([taken, caughtUp]).toEqual([["slow"], false]);
  goOn();
  await waiting;
});

it("waits no longer when the stream fails, and leaves the failure to its listener", async () => {
  const stream = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => void setImmediate(() => done(new Error("broken pipe"))),
  });
  const heard: string[] = [];
  stream.on("error", (error) => heard.push(error.message));
  await writeText(stream, "x");
  expect(heard).toEqual(["broken pipe"]);
  expect(writeText(stream, "to nobody")).toBeUndefined();
});

it("leaves no listener behind", async () => {
  const stream = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => void setImmediate(done),
  });
  for (let i = 0; i < 30; i++) await writeText(stream, "x");
  expect(["drain", "close", "error"].map((event) => stream.listenerCount(event))).toEqual([
    0, 0, 0,
  ]);
});
