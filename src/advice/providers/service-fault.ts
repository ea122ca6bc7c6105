import type { Usage } from "../../agents/ask.ts";
import { messageOf, printable } from "../../base/errors.ts";
import { parseJson } from "../../base/json.ts";
import { AskError, type AskFailure } from "../errors.ts";

/** What a service says is wrong, whatever its dialect. */
export interface ServiceFault {
  /** Missing where it comes inside a stream that began with 200. */
  readonly status?: number;
  /** Its stable words: `type`, `code`, and the parameter that it complains of. */
  readonly words: string;
  readonly message: string;
}

/** Characters of a service's own words that are told. */
const MAX_TOLD = 300;

const TOO_LONG =
  /context_length_exceeded|request_too_large|string_above_max_length|prompt is too long|maximum context|context (length|window|size)|exceed\w* (the )?(available )?context|too many (input )?tokens/i;
const FILTERED =
  /content_filter|content_policy|content.management.policy|responsible_?ai|invalid_prompt|bio_policy|moderation|was flagged|content filter/i;
const NO_CREDIT = /insufficient_quota|billing|credit balance|payment/i;
const LIMITED = /rate_limit|too_many_requests/i;
const UNWELL = /overloaded|server_error|api_error|timeout|unavailable|internal|try again/i;

/** Of which kind a fault is. Inside a stream that began well an unknown one is a passing one. */
export function failureOf({ status, words, message }: ServiceFault): AskFailure {
  const text = `${words} ${message}`;
  if (status === 413 || (status !== 429 && TOO_LONG.test(text))) return "too-long";
  if (FILTERED.test(words) || (status === 400 && FILTERED.test(message))) return "filtered";
  if (status === 402 || NO_CREDIT.test(text)) return "refused";
  if (status === 429 || LIMITED.test(words)) return "limited";
  if (status === undefined) return "overloaded";
  if (status >= 500 || status === 408 || status === 425 || status === 409) return "overloaded";
  return status < 400 || UNWELL.test(words) ? "overloaded" : "refused";
}

/** Reads the body of a reply that is no answer: `{error: {type, code, param, message}}`, `{error: "…"}`, any text. */
export function faultIn(body: string, status: number): ServiceFault {
  const json = parseJson(body);
  const inner = faultOf(json);
  return { status, words: inner?.words ?? "", message: inner?.message ?? body };
}

/** The fault that an object tells, in any of the usual forms; undefined where it tells none. */
export function faultOf(value: unknown): ServiceFault | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { error, detail, message, type, code, param } = value as Record<string, unknown>;
  if (typeof error === "object" && error !== null) {
    const within = faultOf({ message: "", ...error });
    return within;
  }
  if (typeof error === "string") return { words: "", message: error };
  const said = typeof message === "string" ? message : detail === undefined ? null : asText(detail);
  if (said === null) return undefined;
  const status = typeof code === "number" && code >= 400 && code < 600 ? code : undefined;
  const words = [type, code, param].filter((word) => typeof word === "string").join(" ");
  return { ...(status !== undefined && { status }), words, message: said };
}

const asText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** What an error is built for. */
export interface Asked {
  /** `openai:gpt-5`. */
  readonly name: string;
  /** The variable that the key is from. */
  readonly keyVariable: string;
  readonly key: string;
}

/** The error for a fault. `told.usage`: what it cost. */
export function serviceError(
  fault: ServiceFault,
  { name, keyVariable, key }: Asked,
  told: { readonly retryAfterMs?: number; readonly usage?: Usage | undefined } = {},
): AskError {
  const failure = failureOf(fault);
  const { status } = fault;
  const code = status === undefined ? "" : ` (${status})`;
  // Some services quote a part of the key that they refuse.
  if (status === 401 || (status === 403 && !FILTERED.test(fault.message))) {
    return new AskError(
      "refused",
      `${name}: the service refused the key${code}: check ${keyVariable}`,
      told,
    );
  }
  const said = toldText(fault.message, key);
  const text: Readonly<Partial<Record<AskFailure, string>>> = {
    limited: `the service's limit is reached${code}`,
    overloaded: `the service is unwell${code}`,
    filtered: `its content filter stopped the request or the answer${code}`,
    "too-long": `the request is longer than the model's context${code}`,
  };
  const kind =
    text[failure] ??
    (NO_CREDIT.test(`${fault.words} ${fault.message}`)
      ? `the account has no credit${code}`
      : status === 404
        ? `no such model or address${code}`
        : `the service refused the request${code}`);
  return new AskError(failure, `${name}: ${kind}${said && `: ${said}`}`, told);
}

/** A service's words on one line, without the key or what looks like a part of one. */
export function toldText(text: string, key: string): string {
  const line = printable(messageOf(text));
  const open = key === "" ? line : line.replaceAll(key, "…");
  return open.replaceAll(/\b(sk|key|pk)[-_][\w*.…-]{6,}/gi, "…").slice(0, MAX_TOLD);
}
