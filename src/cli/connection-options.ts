import { type Command, InvalidArgumentError, Option } from "commander";
import type { Selection } from "../arcade/generator/generated-set.ts";
import { messageOf } from "../base/errors.ts";
import { userDataDir } from "../base/user-data-dir.ts";
import { profileFromJson } from "../limiter/budget/profiles.ts";
import type { Rules } from "../limiter/budget/rules.ts";
import { generatedOption } from "./generated-option.ts";
import { numberIn } from "./numbers.ts";
import { readJson } from "./read-json.ts";

/** Flags of every command that talks to a server. */
export interface ConnectionFlags {
  readonly baseUrl?: string;
  readonly embedded?: true;
  /** Implies `embedded`. */
  readonly generated?: Selection;
  readonly pace?: "api" | "max" | "off";
  readonly rpm?: number;
  readonly rps?: number;
  readonly actionDelay?: number;
  readonly timeout: number;
  readonly backoffBase: number;
  readonly backoffMax: number;
  /** Limits read from a file, in place of a pace. */
  readonly limits?: Rules;
  /** `machine`, `none` or a redis:// address. */
  readonly share: string;
  readonly weight: number;
}

/** Adds them; each also has an environment variable, validated the same way. */
export function addConnectionOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--base-url <url>",
        "API to use; default: the hosted one with ARC_API_KEY, else the embedded arcade",
      )
        .env(baseUrlVariable())
        .argParser(parseBaseUrl),
    )
    .addOption(new Option("--embedded", "play the embedded arcade even where a key is set"))
    .addOption(generatedOption("the same with generated games: n of the set train or held-out"))
    .addOption(
      new Option(
        "--pace <pace>",
        "api: documented delays, 8/s; max: all of 600/min; off: no limits (default: api, on loopback off)",
      ).choices(["api", "max", "off"]),
    )
    .addOption(new Option("--rpm <n>", "requests per minute").argParser(numberIn(1, 1e6)))
    .addOption(new Option("--rps <n>", "requests per second").argParser(numberIn(0.1, 1e5)))
    .addOption(
      new Option("--action-delay <s>", "between actions of one game, seconds").argParser(
        numberIn(0, 3600, " seconds"),
      ),
    )
    .addOption(
      new Option("--timeout <s>", "per request, seconds")
        .default(30)
        .argParser(numberIn(0.1, 3600, " seconds")),
    )
    .addOption(
      new Option("--backoff-base <s>", "first wait after a 429, seconds")
        .default(1)
        .argParser(numberIn(0.01, 3600, " seconds")),
    )
    .addOption(
      new Option("--backoff-max <s>", "longest wait after a 429, seconds")
        .default(60)
        .argParser(numberIn(0.01, 3600, " seconds")),
    )
    .addOption(
      new Option(
        "--limits <file>",
        "limits of the service in place of a pace, see the README",
      ).argParser(parseLimits),
    )
    .addOption(
      new Option("--share <machine|none|redis://…>", "who shares the limit of this key")
        .default("machine")
        .argParser(parseShare),
    )
    .addOption(
      new Option("--weight <n>", "this process' part of a shared limit, relative to the others'")
        .default(1)
        .argParser(numberIn(0.01, 100)),
    );
}

/** The name that all tools of ARC know, or that of the flag where it is set. */
const baseUrlVariable = (): string =>
  process.env.ARC_TRAIN_BASE_URL === undefined ? "ARC_BASE_URL" : "ARC_TRAIN_BASE_URL";

/** Reads `{limits: {rpm, itpm, otpm}, safety: {margin, cooldown}}`. */
export function parseLimits(file: string): Rules {
  const json = readJson(file);
  try {
    return profileFromJson(json);
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}

function parseShare(text: string): string {
  if (text === "machine" || text === "none") return text;
  if (URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError("machine, none or a redis:// address is wanted.");
}

/** Adds `--data-dir`, default as the platform's convention has it; without a home it must be given. */
export function addDataDirOption(command: Command): Command {
  const option = new Option("--data-dir <dir>", "memory, runs and recordings").env(
    "ARC_TRAIN_DATA_DIR",
  );
  return command.addOption(
    userDataDir === null ? option.makeOptionMandatory() : option.default(userDataDir),
  );
}

/** An address without user, query, fragment or trailing slash. */
export function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new InvalidArgumentError("An http:// or https:// address is wanted.");
  }
  if (url.username !== "" || url.search !== "" || url.hash !== "") {
    throw new InvalidArgumentError("An address without user, query or fragment is wanted.");
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}
