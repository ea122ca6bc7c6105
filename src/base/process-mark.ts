import { readFileSync, readlinkSync } from "node:fs";
import { readBootId } from "./boot-id.ts";

/**
 * Names a process among all that its machine has had since it started: the machine's boot, the space its
 * process ids are counted in (a container has its own), and when the process began. Empty where the
 * system does not tell (only Linux does), or where there is no such process.
 */
export function processMark(pid: number = process.pid): string {
  const beganAt = beginningOf(pid);
  return beganAt === "" ? "" : `${placeOfIds()}/${beganAt}`;
}

/** Whether the process lives that had this mark; null where that cannot be known from here. */
export function isAlive(pid: number, mark: string): boolean | null {
  const place = placeOfIds();
  if (mark === "" || place === "" || !mark.startsWith(`${place}/`)) return null;
  return processMark(pid) === mark;
}

function placeOfIds(): string {
  try {
    return `${readBootId()}/${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return "";
  }
}

/** In clock ticks since the boot; empty for one that is no more, or has ended and is waited for. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name of the program, in parentheses, may hold spaces and parentheses itself.
    const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return /[ZX]/.test(state) ? "" : (fields[18] ?? "");
  } catch {
    return "";
  }
}
