import type { AskRequest } from "../../agents/ask.ts";
import { messageOf } from "../../base/errors.ts";
import { AskError } from "../errors.ts";
import type { Provider } from "./provider.ts";

/** A module's function that answers in place of a model: for tests and for trying things out. */
export type Script = (request: AskRequest, signal: AbortSignal) => string | Promise<string>;

/** `name`: as the user wrote it. */
export const createScriptProvider = (name: string, script: Script): Provider => ({
  name,
  async ask(request, signal) {
    try {
      return { text: await script(request, signal), isCut: false };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof AskError) throw error;
      throw new AskError("gone", `the script failed: ${messageOf(error)}`, { cause: error });
    }
  },
});
