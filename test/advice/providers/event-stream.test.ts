import fc from "fast-check";
import { expect, it } from "vitest";
import { readEventStream } from "../../../src/advice/providers/event-stream.ts";

it("reads what was sent, whatever ends its lines, and nothing else", () => {
  const value = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()));
  fc.assert(
    fc.property(fc.array(value), fc.constantFrom("\n", "\r\n", "\r"), (values, end) => {
      const body = values
        .map((data) => `: a comment${end}event: x${end}data: ${JSON.stringify(data)}${end}${end}`)
        .join("");
      expect(readEventStream(`${body}data: [DONE]${end}${end}`)).toEqual(
        JSON.parse(JSON.stringify(values)),
      );
    }),
  );
});

it("joins data of several lines, and reads a last event without its empty line", () => {
  expect(readEventStream('data: {"a":\ndata: 1}\n\ndata:{"b":2}')).toEqual([{ a: 1 }, { b: 2 }]);
});

it("leaves out an event that broke off", () => {
  expect(readEventStream('data: {"a":1}\n\ndata: {"b":')).toEqual([{ a: 1 }]);
});
