import { ArcTrainError } from "../../base/errors.ts";

/** The place where a budget is shared cannot be used now. What was asked of it may have been done. */
export class StoreError extends ArcTrainError {
  /**
   * Whether all who share it must feel the same: it is full, or the server itself closed or refused
   * the connection. Anything else may be felt here alone, while the others go on.
   */
  readonly isFeltByAll: boolean;

  constructor(message: string, options: { cause?: unknown } = {}) {
    super("STORE", message, options);
    this.isFeltByAll = FELT_BY_ALL.test(`${codeIn(options.cause)} ${message}`);
  }
}

const FELT_BY_ALL =
  /SQLITE_FULL|ENOSPC|EDQUOT|ECONNREFUSED|ECONNRESET|EPIPE|Connection is closed|\b(?:LOADING|OOM|MISCONF|READONLY)\b/;

const codeIn = (cause: unknown): string => String((cause as { code?: unknown } | null)?.code ?? "");
