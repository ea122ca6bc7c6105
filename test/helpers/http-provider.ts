import type { Dialect } from "../../src/advice/providers/dialect.ts";
import { createHttpProvider } from "../../src/advice/providers/http-provider.ts";
import { systemClock } from "../../src/base/clock.ts";

/** A provider of a dialect for tests. */
export const openDialect =
  (dialect: Dialect, keyVariable: string) =>
  ({ url, key, timeoutMs }: { url: string; key: string; timeoutMs: number }) =>
    createHttpProvider({
      name: "some:model-1",
      dialect,
      model: "model-1",
      effort: "medium",
      baseUrl: url,
      key,
      keyVariable,
      timeoutMs,
      userAgent: "test",
      clock: systemClock,
    });
