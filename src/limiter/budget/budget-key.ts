import { createHash } from "node:crypto";

/**
 * The name of the budget that everybody who sends to `baseUrl` with `apiKey` shares: the address,
 * normalised, a space, and 32 hexadecimal digits of a SHA-256 over address and key. The key cannot be
 * read from it, and without the address in the hash one key would show as one at several addresses.
 *
 * Normalised means: scheme and host in lower case, no default port, no user, query, fragment or
 * trailing slash. Throws TypeError where `baseUrl` is no URL.
 */
export function budgetKey(baseUrl: string, apiKey: string): string {
  const { protocol, host, pathname } = new URL(baseUrl);
  const address = `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
  const digest = createHash("sha256").update(`${address}\n${apiKey}`).digest("hex");
  return `${address} ${digest.slice(0, 32)}`;
}
