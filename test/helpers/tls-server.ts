import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createTempDir } from "./temp-dir.ts";

export interface TlsServer {
  readonly port: number;
  /** The file of its certificate, which nobody else has signed. */
  readonly certificate: string;
}

/** An HTTPS server on loopback whose certificate is for `host`; it is closed when the test ends. */
export async function startTlsServer(
  host: string,
  answer: RequestListener = (_, response) => void response.end("{}"),
): Promise<TlsServer> {
  const dir = createTempDir();
  const [key, certificate] = [join(dir, "key.pem"), join(dir, "certificate.pem")];
  const subject = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  const files = ["-keyout", key, "-out", certificate];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  execFileSync("openssl", ["req", "-x509", ...curve, ...subject, ...files], {
    stdio: "ignore",
  });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, certificate };
}
