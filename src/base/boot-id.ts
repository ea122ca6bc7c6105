import { readFileSync } from "node:fs";

/**
 * Names the time since the machine started: another id means that the monotonic clock began anew.
 * Empty where the system has no such name (only Linux does); there a restart shows only in a clock
 * that is behind what was written down.
 */
export function readBootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
  } catch {
    return "";
  }
}
