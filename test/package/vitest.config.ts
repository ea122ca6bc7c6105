import { defineConfig } from "vitest/config";

/** What only the packed and installed package can show. It needs the npm registry: `npm run test:package`. */
export default defineConfig({
  test: {
    include: ["test/package/*.check.ts"],
    // Installing takes its time where the cache is cold.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
