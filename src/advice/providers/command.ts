import { spawn } from "node:child_process";
import type { Answer } from "../../agents/ask.ts";
import { messageOf } from "../../base/errors.ts";
import { AskError } from "../errors.ts";
import type { Provider } from "./provider.ts";
import { requestText } from "./request-text.ts";

/** A longer reply is no reply. */
const MAX_REPLY = 1_000_000;
/** Characters of what the program says on stderr that are told. */
const MAX_COMPLAINT = 300;

/** A program that reads a request as text on stdin and writes its reply to stdout; started anew for each. */
export const createCommandProvider = (argv: readonly string[]): Provider => ({
  name: `command:${argv[0]}`,
  identity: JSON.stringify(argv),
  ask: (request, signal) => run(argv, requestText(request), signal),
});

function run(
  [program = "", ...args]: readonly string[],
  input: string,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["pipe", "pipe", "pipe"],
      signal,
      killSignal: "SIGKILL",
    });
    let reply = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      reply += text;
      if (reply.length > MAX_REPLY) child.kill("SIGKILL");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-MAX_COMPLAINT);
    });
    child.once("error", (error) =>
      reject(
        signal.aborted
          ? signal.reason
          : new AskError("gone", `${program} could not be started: ${messageOf(error)}`, {
              cause: error,
            }),
      ),
    );
    child.once("close", (code, killedBy) => {
      if (signal.aborted) return reject(signal.reason);
      if (reply.length > MAX_REPLY)
        return reject(new AskError("gone", `${program} wrote more than 1 MB`));
      const said = complaint.trim() && `: ${messageOf(complaint)}`;
      if (code !== 0)
        return reject(new AskError("gone", `${program} ended with ${killedBy ?? code}${said}`));
      if (reply.trim() === "")
        return reject(new AskError("gone", `${program} wrote no reply${said}`));
      resolve({ text: reply, isCut: false });
    });
    // A program that does not read all has its reasons; what it says in the end counts.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
