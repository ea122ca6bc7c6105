import { existsSync } from "node:fs";
import { messageOf, UsageError } from "../base/errors.ts";

/** Reads `.env` of the working directory; what the environment has already, stays. */
export function loadDotEnv(): void {
  if (existsSync(".env")) {
    try {
      process.loadEnvFile(".env");
    } catch (error) {
      throw new UsageError(`.env cannot be read: ${messageOf(error)}`, { cause: error });
    }
  }
  // A line such as `ARC_BASE_URL=` is a line left empty, not an address.
  for (const [name, value] of Object.entries(process.env)) {
    if (name.startsWith("ARC_") && value?.trim() === "") delete process.env[name];
  }
}

/** The API key; empty where none is set. It is sent to the server and shown to nobody. */
export const apiKeyFromEnvironment = (): string => process.env.ARC_API_KEY?.trim() ?? "";
