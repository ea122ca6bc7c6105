import { z } from "zod";
import { ArcTrainError, messageOf, printable } from "../base/errors.ts";
import { parseJson } from "../base/json.ts";
import type { HttpReply } from "../http/request.ts";
import { wireErrorSchema } from "./schemas.ts";

/**
 * What a refusal means, whatever its status (the API has three kinds of 400):
 * - `not-started`: the game is over or was not begun; RESET is what it wants.
 * - `not-found`: the game, session or card is unknown here: closed, timed out, or the cookies were lost.
 * - `invalid`: the request itself is wrong.
 * - `unauthorized`: the key. - `limited`: 429s outlasted all tries. - `refused`: any other 4xx.
 * - `server`: a 5xx. - `unreadable`: a 2xx whose body is not what the API promises, or is out of bounds.
 */
export type ApiErrorKind =
  | "not-started"
  | "not-found"
  | "invalid"
  | "unauthorized"
  | "limited"
  | "refused"
  | "server"
  | "unreadable";

/** The server answered, but not with what was asked for. */
export class ApiError extends ArcTrainError {
  constructor(
    readonly kind: ApiErrorKind,
    readonly status: number,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(`API_${kind.toUpperCase().replace("-", "_")}`, message, options);
  }
}

const ADVICE: Record<ApiErrorKind, string> = {
  "not-started": "The game needs a RESET.",
  "not-found":
    "The scorecard or the game's session is gone: closed, idle for 15 minutes, or on another instance.",
  invalid: "This is a fault of the request; please report it.",
  unauthorized: "The key was refused: check ARC_API_KEY (keys: https://arcprize.org/platform).",
  limited: "The rate limit stayed exhausted: is another program using this key?",
  refused: "The server refused the request.",
  server: "The server failed; it may recover by itself.",
  unreadable: "Does the server speak this API? Check the base URL.",
};

/**
 * The error for a reply that is not a 2xx.
 *
 * @param what the command and its subject, e.g. `RESET ls20-1234`
 * @param secret removed from the server's text, which may echo the key
 */
export function apiError(reply: HttpReply, what: string, secret: string): ApiError {
  const wire = wireErrorSchema.safeParse(parseJson(reply.body)).data;
  const kind = kindOf(reply.status, wire?.error, wire?.message);
  const said = wire ? `${wire.error}${wire.message ? `: ${wire.message}` : ""}` : "no JSON body";
  return new ApiError(
    kind,
    reply.status,
    `${what}: ${reply.status} (${redact(said, secret)}). ${ADVICE[kind]}`,
  );
}

/** The error for a 2xx whose body cannot be used; `cause` says why, and quotes nothing but ids. */
export function unreadableError(
  reply: HttpReply,
  what: string,
  cause: unknown,
  secret: string,
): ApiError {
  const why = redact(reasonOf(cause), secret);
  return new ApiError(
    "unreadable",
    reply.status,
    `${what}: ${reply.status}, but the reply cannot be used (${why}). ${ADVICE.unreadable}`,
    { cause },
  );
}

function kindOf(status: number, error = "", message = ""): ApiErrorKind {
  if (status === 401) return "unauthorized";
  if (status === 429) return "limited";
  if (status >= 500) return "server";
  if (error === "GAME_NOT_STARTED_ERROR") return "not-started";
  if (status === 404 || / not found$/.test(message)) return "not-found";
  if (error === "VALIDATION_ERROR" || status === 400 || status === 415) return "invalid";
  return "refused";
}

/** What is wrong with a reply, where a schema found it the first thing that is. */
function reasonOf(cause: unknown): string {
  const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
  if (!issue) return messageOf(cause);
  return `${issue.path.join(".") || "it"}: ${issue.message}`;
}

const redact = (text: string, secret: string): string =>
  printable(
    (secret === "" ? text : text.replaceAll(secret, "***")).replaceAll(/\s+/g, " ").slice(0, 300),
  );
