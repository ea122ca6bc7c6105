import { STATUS_CODES } from "node:http";

/** What the server answers, ready to be sent. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** Beside the content type. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The words the API's error bodies carry in `error`. */
type ErrorCode =
  | "VALIDATION_ERROR"
  | "SERVER_ERROR"
  | "GAME_NOT_STARTED_ERROR"
  | "RATE_LIMIT_EXCEEDED"
  | "UNAUTHORIZED";

/** A 200 whose JSON text is already made. */
export const ok = (body: string): Reply => ({ status: 200, type: "application/json", body });

export const json = (value: unknown, status = 200): Reply => ({
  status,
  type: "application/json",
  body: JSON.stringify(value),
});

export const text = (body: string): Reply => ({ status: 200, type: "text/plain", body });

/** An error the API words itself. */
export const failure = (status: number, error: ErrorCode, message: string): Reply =>
  json({ error, message }, status);

/** An error that the web framework answers before the API sees the request: a page, not JSON. */
export function page(status: number): Reply {
  const title = STATUS_CODES[status] ?? "Error";
  return {
    status,
    type: "text/html; charset=utf-8",
    body: `<!doctype html>\n<html lang="en">\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n`,
  };
}

/** The answer to anything that concerns a game, session or card this instance does not know. */
export const gameNotFound = (gameId: string): Reply =>
  failure(400, "SERVER_ERROR", `game ${gameId} not found`);
