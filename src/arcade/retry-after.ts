import type { RetryAfterForm } from "./faults.ts";

/** A Retry-After header that asks for `waitMs`, told at `wallMs` (milliseconds since 1970). */
export function retryAfter(form: RetryAfterForm, waitMs: number, wallMs: number) {
  const untilS = Math.ceil((wallMs + waitMs) / 1000);
  const values: Record<RetryAfterForm, string> = {
    seconds: String(Math.ceil(waitMs / 1000)),
    date: new Date(untilS * 1000).toUTCString(),
    epoch: String(untilS),
  };
  return { "retry-after": values[form] };
}
