import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/** The bit of SIGHUP in the masks of /proc. */
const HANGUP = 1n;

/**
 * Whether this process was started so that it outlives its terminal. Node sets SIGHUP back to its default
 * before any code of ours runs, so that the traces of what started it must do: nohup's name in the
 * environment (bash and zsh leave it there), the write-only stdin that GNU's nohup gives, or a
 * parent that ignores SIGHUP itself (`trap '' HUP`).
 */
export function outlivesTerminal(): boolean {
  if (basename(process.env._ ?? "") === "nohup") return true;
  return hasWriteOnlyStdin() || parentIgnoresHangup();
}

function hasWriteOnlyStdin(): boolean {
  try {
    if (readlinkSync("/proc/self/fd/0") !== "/dev/null") return false;
    const flags =
      /^flags:\s*(\d+)/m.exec(readFileSync("/proc/self/fdinfo/0", "latin1"))?.[1] ?? "0";
    return (Number.parseInt(flags, 8) & 3) === 1;
  } catch {
    return false;
  }
}

function parentIgnoresHangup(): boolean {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, "latin1");
    const mask = /^SigIgn:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "0";
    return (BigInt(`0x${mask}`) & HANGUP) !== 0n;
  } catch {
    return false;
  }
}
