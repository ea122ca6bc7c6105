import { defineConfig } from "vitest/config";

/** Folders whose tests share nothing and change nothing outside: their files may share a worker's modules. */
const UNIT = "test/{agents/explorer,display,evaluation,game,memory,stats}/**/*.test.ts";

export default defineConfig({
  test: {
    setupFiles: ["test/helpers/fixed-seed.ts"],
    reporters: ["default", "./test/helpers/skip-reporter.ts"],
    // Hooks start processes and servers as tests do.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // Two workers: the end-to-end tests start processes of their own.
    maxWorkers: 2,
    projects: [
      // To load the modules once per worker, not once per file, halves the CPU of these tests.
      { extends: true, test: { name: "unit", include: [UNIT], isolate: false } },
      { extends: true, test: { name: "apart", include: ["test/**/*.test.ts"], exclude: [UNIT] } },
    ],
  },
});
