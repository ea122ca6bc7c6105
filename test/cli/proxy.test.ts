import { expect, it } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import { proxyFor } from "../../src/cli/proxy.ts";

const URL_OF_API = "https://three.example.org";
const PROXY = "http://proxy.corp:3128";

it.each<[string, string, Record<string, string>, string | null]>([
  ["none where none is named", URL_OF_API, {}, null],
  ["HTTPS_PROXY for https", URL_OF_API, { HTTPS_PROXY: PROXY }, PROXY],
  ["HTTP_PROXY where https has none", URL_OF_API, { HTTP_PROXY: PROXY }, PROXY],
  ["HTTPS_PROXY not for http", "http://gateway:8001", { HTTPS_PROXY: PROXY }, null],
  ["small letters first", URL_OF_API, { https_proxy: PROXY, HTTPS_PROXY: "http://other" }, PROXY],
  ["none for one left empty", URL_OF_API, { HTTPS_PROXY: " " }, null],
  ["a scheme left out", URL_OF_API, { HTTPS_PROXY: "proxy.corp:3128" }, PROXY],
  [
    "a name that looks like a scheme",
    URL_OF_API,
    { HTTPS_PROXY: "proxy:3128" },
    "http://proxy:3128",
  ],
  ["none for this machine", "http://127.0.0.1:8001", { HTTP_PROXY: PROXY }, null],
  ["none for localhost", "http://localhost:8001", { HTTP_PROXY: PROXY }, null],
  ["none for all", URL_OF_API, { HTTPS_PROXY: PROXY, NO_PROXY: "*" }, null],
  [
    "none for the host",
    URL_OF_API,
    { HTTPS_PROXY: PROXY, NO_PROXY: "a.b, Three.example.org" },
    null,
  ],
  ["none below a domain", URL_OF_API, { HTTPS_PROXY: PROXY, no_proxy: "a.b .example.org" }, null],
  [
    "none below a starred domain",
    URL_OF_API,
    { HTTPS_PROXY: PROXY, NO_PROXY: "*.example.org" },
    null,
  ],
  ["one beside a domain", URL_OF_API, { HTTPS_PROXY: PROXY, NO_PROXY: "ample.org" }, PROXY],
  ["none at the port", URL_OF_API, { HTTPS_PROXY: PROXY, NO_PROXY: "example.org:443" }, null],
  ["one at another port", URL_OF_API, { HTTPS_PROXY: PROXY, NO_PROXY: "example.org:80" }, PROXY],
])("finds %s", (_name, baseUrl, environment, expected) => {
  expect(proxyFor(baseUrl, environment)?.origin ?? null).toBe(expected);
});

it.each(["socks5://user:secret@host", "http://", "ht tp://user:secret@host"])(
  "refuses %s and does not quote it",
  (address) => {
    const find = () => proxyFor(URL_OF_API, { HTTPS_PROXY: address });
    expect(find).toThrow(UsageError);
    expect(find).toThrow(/^HTTPS_PROXY is no http/);
  },
);
