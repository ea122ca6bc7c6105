import type { HttpRequest, Send } from "../http/request.ts";
import { apiError, unreadableError } from "./errors.ts";

/**
 * Sends a request with the key and reads its reply; throws an ApiError or a ConnectionError. What may be
 * sent twice is, where its reply cannot be read.
 */
export type Call = <T>(send: Send, request: HttpRequest, read: (body: string) => T) => Promise<T>;

/** Binds the key, which is sent as a header and shown nowhere. */
export function createCall(apiKey: string): Call {
  return async (send, request, read) => {
    const what = `${request.method} ${request.path}`;
    const key = apiKey === "" ? {} : { "x-api-key": apiKey };
    for (let mayRepeat = request.repeatable === true; ; mayRepeat = false) {
      const reply = await send({ ...request, headers: { ...key, ...request.headers } });
      if (reply.status < 200 || reply.status >= 300) throw apiError(reply, what, apiKey);
      try {
        return read(reply.body);
      } catch (error) {
        if (!mayRepeat) throw unreadableError(reply, what, error, apiKey);
      }
    }
  };
}
