import { isIP } from "node:net";

/**
 * Whether a Host header may come from somebody who means this server on loopback: a number, or a name
 * without dots, as hosts files and container networks have. A page of the internet could point a name of
 * its own at 127.0.0.1 and so have a browser play here; such a name has dots.
 */
export function isLocalHost(header: string | undefined): boolean {
  if (header === undefined) return true;
  const name = header.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return isIP(name) > 0 || !name.includes(".") || name.toLowerCase().endsWith(".localhost");
}
