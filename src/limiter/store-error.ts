import { ArcTrainError } from "../base/errors.ts";

/** The place where a budget is shared cannot be used now. What was asked of it may have been done. */
export class StoreError extends ArcTrainError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("STORE", message, options);
  }
}
