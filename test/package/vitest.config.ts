import { defineConfig } from "vitest/config";

/** What only the packed and installed package can show. It needs the npm registry: `npm run test:package`. */
export default defineConfig({
  test: {
    include: ["test/package/*.check.ts"],
    globalSetup: "test/package/install.ts",
    // All of them work in the one project.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
