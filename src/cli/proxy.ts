import { UsageError } from "../base/errors.ts";
import { isLoopback } from "./loopback.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const PORTS: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/**
 * The proxy that the environment names for requests to `baseUrl`, by the usual rules: HTTPS_PROXY for
 * https (HTTP_PROXY where there is none), HTTP_PROXY for http, in small letters first, none where
 * NO_PROXY holds the host or a domain above it, and never for this machine itself.
 *
 * undici's EnvHttpProxyAgent has the same rules but tells nobody what it decided, and errors and
 * `doctor` must name the proxy.
 */
export function proxyFor(baseUrl: string, environment: Environment = process.env): URL | null {
  if (isLoopback(baseUrl)) return null;
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name] ?? "";
  const { protocol, hostname, port } = new URL(baseUrl);
  const names = protocol === "https:" ? ["HTTPS_PROXY", "HTTP_PROXY"] : ["HTTP_PROXY"];
  const name = names.find((candidate) => read(candidate).trim() !== "");
  if (name === undefined) return null;
  if (isExempt(hostname, Number(port) || PORTS[protocol], read("NO_PROXY"))) return null;
  return parseProxy(name, read(name).trim());
}

function isExempt(hostname: string, port: number | undefined, noProxy: string): boolean {
  return noProxy.split(/[,\s]+/).some((entry) => {
    if (entry === "*") return true;
    const [, name = entry, ofPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const domain = name.replace(/^\*?\./, "").toLowerCase();
    if (domain === "" || (ofPort !== undefined && Number(ofPort) !== port)) return false;
    return hostname === domain || hostname.endsWith(`.${domain}`);
  });
}

/** Often written without a scheme: then it is http. Its text may hold a password, so it is not quoted. */
function parseProxy(name: string, text: string): URL {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url && url.hostname !== "" && url.protocol in PORTS) return url;
  throw new UsageError(`${name} is no http:// or https:// address of a proxy`);
}
