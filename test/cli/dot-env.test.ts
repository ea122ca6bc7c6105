import { describe, expect, it } from "vitest";
import { parseDotEnv } from "../../src/cli/dot-env.ts";

const read = (text: string) => Object.fromEntries(parseDotEnv(text, ".env").values);

describe("parseDotEnv", () => {
  it.each([
    ["A=1\nB=2", { A: "1", B: "2" }],
    ["A=1\r\nB=2\r\n", { A: "1", B: "2" }],
    ["A=1\rB=2", { A: "1", B: "2" }],
    ["export A=1\nset B=2", { A: "1", B: "2" }],
    ["  A = 1  \n\n# B=2\n", { A: "1" }],
    [`A="one two"\nB='one # two' # three\nC=\`it's\``, { A: "one two", B: "one # two", C: "it's" }],
    ["A=http://x/#y # comment\nB=# empty", { A: "http://x/#y", B: "" }],
    ['A="one\r\ntwo"\r\nB=3', { A: "one\ntwo", B: "3" }],
    ["A=\"one\\ntwo\"\nB='one\\ntwo'", { A: "one\ntwo", B: "one\\ntwo" }],
    ["A=a=b==\nA=last", { A: "last" }],
    ['A={"json": "yes"}', { A: '{"json": "yes"}' }],
  ])("reads %j as people mean it", (text, values) => {
    expect(read(text)).toEqual(values);
  });

  it("leaves out lines of other tools, and tells which", () => {
    const { values, skipped } = parseDotEnv(
      "source ./x\nA=1\nB: 2\nC='no end\nARC_API_KEY=k",
      ".env",
    );
    expect(Object.fromEntries(values)).toEqual({ A: "1", ARC_API_KEY: "k" });
    expect(skipped).toEqual([1, 3, 4]);
  });

  it.each(["ARC_API_KEY: secret", "$env:ARC_API_KEY='secret'", "ARC_API_KEY='secret"])(
    "refuses %j, without showing it",
    (line) => {
      const read = () => parseDotEnv(`A=1\n${line}\n`, "/x/.env");
      expect(read).toThrow(/^\/x\/\.env: line 2 is not read; NAME=value is wanted$/);
    },
  );
});
