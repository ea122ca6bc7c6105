import type { Clock } from "../../base/clock.ts";
import { parseJson } from "../../base/json.ts";
import { createPool, REPLY_LIMITS } from "../../http/create-pool.ts";
import { ConnectionError } from "../../http/errors.ts";
import type { HttpReply } from "../../http/request.ts";
import { createSend } from "../../http/send.ts";
import { AskError, NO_USAGE } from "../errors.ts";
import type { Dialect, Form } from "./dialect.ts";
import { readEventStream } from "./event-stream.ts";
import type { Effort, Provider } from "./provider.ts";
import {
  type Asked,
  failureOf,
  faultIn,
  type ServiceFault,
  serviceError,
} from "./service-fault.ts";

export interface HttpProviderOptions extends Asked {
  readonly dialect: Dialect;
  readonly model: string;
  readonly effort: Effort;
  /** To which the dialect's path is added. */
  readonly baseUrl: string;
  /** From connecting to the last byte of an answer, however slowly it drips. */
  readonly timeoutMs: number;
  readonly proxy?: URL;
  readonly userAgent: string;
  readonly clock: Clock;
}

/** Statuses by which services say that they lack something; llama.cpp says 500. */
const COMPLAINTS = new Set([400, 404, 422, 500, 501]);

/**
 * A service that is asked over HTTP, in its dialect. The whole stream is read before it is judged: it may say
 * after a 200 that it failed. What a service complains of is left out from then on: compatible ones lack this or that.
 */
export function createHttpProvider(options: HttpProviderOptions): Provider {
  const { name, dialect, model, effort, key, timeoutMs } = options;
  const pool = createPool(options);
  const send = createSend(pool, options, REPLY_LIMITS);
  const lacking = new Set<string>();
  const form: Form = { model, effort, has: (feature) => !lacking.has(feature) };
  const headers = { accept: "text/event-stream", ...dialect.headers(key) };

  /** Leaves out what the service complains of; false where it is nothing that can be. */
  const adapts = ({ status, words, message }: ServiceFault): boolean => {
    if (status === undefined || !COMPLAINTS.has(status)) return false;
    const lacks = dialect.features.find(
      (feature) => form.has(feature.name) && feature.complaint.test(`${words} ${message}`),
    );
    if (lacks) lacking.add(lacks.name);
    return lacks !== undefined;
  };

  return {
    name,
    identity: JSON.stringify([name, options.baseUrl, dialect.path, effort]),
    countsCached: dialect.countsCached,
    async ask(request, signal) {
      signal.throwIfAborted();
      const body = dialect.body(request, form);
      const post = send({ method: "POST", path: dialect.path, body, headers, lane: name, signal });
      const reply = await orAborted(post, signal).catch((error) => {
        throw error instanceof ConnectionError ? lost(error, options) : error;
      });
      const wait = reply.retryAfterMs !== undefined && { retryAfterMs: reply.retryAfterMs };
      if (reply.status < 200 || reply.status > 299) {
        const fault = faultIn(reply.body, reply.status);
        const isPassing = failureOf(fault) === "too-long" || failureOf(fault) === "filtered";
        if (!isPassing && adapts(fault)) {
          const message = `${name}: asked again without what the service lacks`;
          throw new AskError("adapted", message, { usage: NO_USAGE });
        }
        throw serviceError(fault, options, { ...wait, usage: NO_USAGE });
      }
      const reading = dialect.read(eventsOf(reply, options), form);
      if (!("fault" in reading)) return reading;
      throw serviceError(reading.fault, options, { ...wait, usage: reading.usage });
    },
    close: () => pool.destroy(),
  };

  function lost({ reason, sent, message }: ConnectionError, { baseUrl }: HttpProviderOptions) {
    if (reason === "timeout") {
      const limit = `no full answer within ${timeoutMs / 1_000} s; --model-timeout raises the wait`;
      return new AskError("timeout", `${name}: ${limit}`);
    }
    if (!sent) {
      const told = { usage: NO_USAGE };
      return new AskError("unreachable", `${name}: ${message}`, told);
    }
    if (reason === "too-large") return new AskError("gone", `${name}: ${message}`);
    return new AskError("overloaded", `${name}: the connection to ${baseUrl} broke`);
  }
}

/** The events of a reply; a service that does not stream sends one object. */
function eventsOf({ body, contentType = "" }: HttpReply, { name, baseUrl }: HttpProviderOptions) {
  const events = /json/i.test(contentType) ? [parseJson(body)] : readEventStream(body);
  if (events.some((event) => typeof event === "object" && event !== null)) return events;
  const isStream = /event-stream/i.test(contentType);
  // A stream that broke off before its first event is a passing fault.
  if (isStream) return [];
  throw new AskError("gone", `${name}: ${baseUrl} is no service of this kind; check --model-url`);
}

/** What is asked is given up at once where the signal aborts; the exchange itself ends within its grace. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
