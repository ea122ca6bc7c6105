import { existsSync } from "node:fs";
import { messageOf, UsageError } from "../base/errors.ts";

/** Reads `.env` of the working directory; what the environment has already, stays. */
export function loadDotEnv(): void {
  if (!existsSync(".env")) return;
  try {
    process.loadEnvFile(".env");
  } catch (error) {
    throw new UsageError(`.env cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** The API key; empty where none is set. It is sent to the server and shown to nobody. */
export const apiKeyFromEnvironment = (): string => process.env.ARC_API_KEY?.trim() ?? "";
