import { expect, it } from "vitest";
import { prometheusText } from "../../src/display/prometheus.ts";
import { limiterSnapshot, runSnapshot } from "../helpers/run.ts";

const SAMPLE =
  /^([a-z_]+)\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)*)\} (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

it("is the text format: families in one piece, each with help and type, each sample once", () => {
  const text = prometheusText([
    runSnapshot({ runId: "one", limiter: limiterSnapshot() }),
    runSnapshot({ runId: 'a "hostile"\\\nname', limiter: limiterSnapshot() }),
  ]);
  expect(text.endsWith("\n")).toBe(true);
  const seen = new Set<string>();
  const families: string[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const help = /^# HELP (\w+) \S/.exec(line);
    if (help) {
      families.push(help[1] as string);
      continue;
    }
    if (line.startsWith("# TYPE")) {
      expect(line).toMatch(new RegExp(`^# TYPE ${families.at(-1)} (counter|gauge|summary)$`));
      expect(line.endsWith("counter")).toBe(families.at(-1)?.endsWith("_total"));
      continue;
    }
    const [, name, labels] = SAMPLE.exec(line) ?? [];
    expect(name, line).toBe(families.at(-1));
    expect(seen.has(`${name}{${labels}}`), line).toBe(false);
    seen.add(`${name}{${labels}}`);
  }
  expect(new Set(families).size).toBe(families.length);
  expect(families).toContain("arc_train_requests_total");
});

it("leaves out what a run cannot tell", () => {
  const text = prometheusText([runSnapshot({ limiter: null })]);
  expect(text).not.toContain("window_requests");
  expect(text).toContain("arc_train_game_actions_total");
});
