import { z } from "zod";
import { ArcTrainError, messageOf, printable } from "../base/errors.ts";
import type { HttpReply } from "../http/request.ts";
import { parseReply } from "./parse-reply.ts";
import { wireErrorSchema } from "./schemas.ts";

/**
 * What a refusal means, whatever its status (the API has three kinds of 400):
 * - `not-started`: the game is over or was not begun; RESET is what it wants.
 * - `not-found`: the game, session or card is unknown here: closed, timed out, or the cookies were lost.
 * - `invalid`: the request itself is wrong.
 * - `unauthorized`: the key. - `limited`: 429s outlasted all tries. - `refused`: any other 4xx.
 * - `server`: a 5xx; `unavailable`: one that
 *   says the server itself is away (502, 503, 504). - `unreadable`: a 2xx whose body is not what the API promises, or is out of bounds.
 */
export type ApiErrorKind =
  | "not-started"
  | "not-found"
  | "invalid"
  | "unauthorized"
  | "limited"
  | "refused"
  | "server"
  | "unavailable"
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
  unavailable: "The server is away; it may come back by itself.",
  unreadable: "Does the server speak this API? Check the base URL.",
};

/**
 * The error for a reply that is not a 2xx.
 *
 * @param what the command and its subject, e.g. `RESET ls20-1234`
 * @param secret removed from the server's text, which may echo the key
 */
export function apiError(reply: HttpReply, what: string, secret: string): ApiError {
  const wire = saidIn(reply.body);
  const kind = kindOf(reply.status, wire?.error, wire?.message);
  const said = wire
    ? redact(`${wire.error}${wire.message ? `: ${wire.message}` : ""}`, secret)
    : `no JSON: ${excerptOf(reply, secret)}`;
  const advice = redirectAdvice(reply, what, secret) ?? ADVICE[kind];
  return new ApiError(kind, reply.status, `${what}: ${reply.status} (${said}). ${advice}`);
}

/** What an error reply says in the API's form; undefined for a page, or what is out of bounds. */
function saidIn(body: string): z.infer<typeof wireErrorSchema> | undefined {
  try {
    return wireErrorSchema.parse(parseReply(body));
  } catch {
    return undefined;
  }
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
    `${what}: ${reply.status}, but the reply cannot be used (${why}; ${excerptOf(reply, secret)}). ${ADVICE.unreadable}`,
    { cause },
  );
}

function kindOf(status: number, error = "", message = ""): ApiErrorKind {
  if (status === 401) return "unauthorized";
  if (status === 429) return "limited";
  if (status >= 502 && status <= 504) return "unavailable";
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

/** Where a redirect leads, which is not followed: a command must not be sent to who knows whom, with the key. */
function redirectAdvice({ status, location }: HttpReply, what: string, secret: string) {
  if (status < 300 || status >= 400 || location === undefined) return null;
  // A query, or a user in an address, may hold secrets.
  const target = redact(location.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//"), secret);
  const path = what.slice(what.indexOf(" ") + 1);
  const base =
    /^https?:/.test(target) && target.endsWith(path) ? target.slice(0, -path.length) : "";
  return `It points to ${target}: ${base ? `try --base-url ${base}` : "check --base-url"}.`;
}

/** What came, for whoever looks for the reason: its type and its beginning. */
function excerptOf({ body, contentType }: HttpReply, secret: string): string {
  const type = redact(contentType ?? "of no type", secret).slice(0, 80);
  const text = redact(body, secret, EXCERPT_LENGTH).trim();
  return text === "" ? `${type}, empty` : `${type}, "${text}"`;
}

const EXCERPT_LENGTH = 200;

/** More of a reply is not looked at: it may be of 20 MiB, and of white space. */
const MOST_LOOKED_AT = 10_000;

/** On one line, without the key; what is cut off is cut last, so that no part of the key is left. */
function redact(text: string, secret: string, length = 300): string {
  const start = without(secret, text.slice(0, MOST_LOOKED_AT));
  const isCut = text.length > MOST_LOOKED_AT;
  const whole = isCut ? start.slice(0, start.length - secret.length) : start;
  return printable(whole.replaceAll(/\s+/g, " ").slice(0, length));
}

/** Words contain a key of a few letters by chance: such a one is taken out where it stands alone. */
const SHORT_KEY = 8;

function without(secret: string, text: string): string {
  if (secret.length >= SHORT_KEY) return text.replaceAll(secret, "***");
  return text.replaceAll(/[\w-]+/g, (word) => (word === secret ? "***" : word));
}
