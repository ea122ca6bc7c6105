import type { Dispatcher } from "undici";
import { GRACE_MS } from "../base/abort.ts";
import { ringAfter } from "../base/timer.ts";

/** A reply as it arrived. Header names are in lower case. */
export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** How long an exchange may take. */
export interface ExchangeTime {
  /** From the connecting to the last byte of the reply. */
  readonly timeoutMs: number;
  /** Once it has aborted the exchange gets GRACE_MS more, then it is cut. */
  readonly signal?: AbortSignal;
}

/** Why an exchange ended without a reply. `sent`: whether any byte of the request may have left. */
export class ExchangeFailure {
  constructor(
    readonly why: "failed" | "timeout" | "cut",
    readonly sent: boolean,
    /** What undici threw, where it `failed`. */
    readonly cause?: unknown,
  ) {}
}

/**
 * One request over undici's lowest public layer: the body is collected as it comes, without the
 * stream that `request` builds around it, which would be a fifth of what a step costs.
 *
 * One timer spans all of it. Timeouts between two bytes would let a server that drips them hold a
 * request for ever, and one that is still connecting has no controller that could abort it: it is
 * left behind here, and stopped should it ever begin.
 *
 * Rejects with an ExchangeFailure.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { timeoutMs, signal }: ExchangeTime,
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let failure: ExchangeFailure | null = null;
    let status = 0;
    let headers: RawReply["headers"] = {};
    const chunks: Buffer[] = [];

    const stopTimer = ringAfter(timeoutMs, () => fail("timeout"));
    const stopGrace = afterGrace(signal, () => fail("cut"));
    const end = () => {
      stopTimer();
      stopGrace();
    };
    function fail(why: ExchangeFailure["why"], cause?: unknown) {
      if (failure) return;
      failure = new ExchangeFailure(why, controller !== null, cause);
      end();
      reject(failure);
      if (why !== "failed") controller?.abort(new Error(why));
    }

    dispatcher.dispatch(options, {
      // Told when a connection is there, just before the first byte is written to it.
      onRequestStart(started) {
        if (failure) return started.abort(new Error(failure.why));
        controller = started;
      },
      onResponseStart(_controller, statusCode, received) {
        status = statusCode;
        headers = received;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        end();
        const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
        resolve({ status, headers, body: body.toString("utf8") });
      },
      onResponseError(_controller, error) {
        fail("failed", error);
      },
    });
  });
}

/** Calls `cut` GRACE_MS after `signal` has aborted, unless the returned function is called before. */
function afterGrace(signal: AbortSignal | undefined, cut: () => void): () => void {
  if (!signal) return () => undefined;
  let stop = () => signal.removeEventListener("abort", begin);
  function begin() {
    stop = ringAfter(GRACE_MS, cut);
  }
  if (signal.aborted) begin();
  else signal.addEventListener("abort", begin, { once: true });
  return () => stop();
}
