import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/helpers/fixed-seed.ts"],
    reporters: ["default", "./test/helpers/skip-reporter.ts"],
    // Hooks start processes and servers as tests do.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // Two workers: the end-to-end tests start processes of their own.
    maxWorkers: 2,
  },
});
