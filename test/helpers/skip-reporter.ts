import type { Reporter, TestModule } from "vitest/node";

/** Says at the end, in one line for each reason, how many tests were skipped and what has them run. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests("skipped")) {
        const { note } = test.result() as { note?: string };
        if (note) counts.set(note, (counts.get(note) ?? 0) + 1);
      }
    }
    for (const [note, count] of counts) {
      process.stdout.write(`skipped: ${count} ${count === 1 ? "test" : "tests"}, ${note}\n`);
    }
  }
}
