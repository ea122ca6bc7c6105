import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/helpers/fixed-seed.ts"],
    testTimeout: 90_000,
    // Two workers: the end-to-end tests start processes of their own.
    maxWorkers: 2,
  },
});
