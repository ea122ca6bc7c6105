import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { runCli } from "../helpers/cli.ts";
import { startServer } from "../helpers/http-server.ts";
import { startTlsServer } from "../helpers/tls-server.ts";

/** A proxy on loopback that knows every name as this machine's own; `asked` is what it was asked for. */
async function startProxy(status = 200) {
  const asked: { target: string; user: string | undefined }[] = [];
  const server = createServer((_, response) => void response.writeHead(500).end());
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    const { url = "", headers } = request;
    const user = headers["proxy-authorization"]?.replace("Basic ", "");
    asked.push({ target: url, user: user && Buffer.from(user, "base64").toString() });
    socket.on("error", () => undefined);
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const target = connect(Number(url.split(":").at(-1)), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("close", () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

const GAMES = '[{"game_id":"far-0001"}]';

it("reaches an https server through HTTPS_PROXY, and trusts whom NODE_EXTRA_CA_CERTS names", async () => {
  const proxy = await startProxy();
  const { port, certificate } = await startTlsServer("api.test", (_, response) => {
    response.end(GAMES);
  });
  const baseUrl = `https://api.test:${port}`;
  const env = {
    HTTPS_PROXY: `http://me:secret@127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: certificate,
    ARC_API_KEY: "key",
  };
  const listed = await runCli(["games", "--json", "--base-url", baseUrl], { env });
  expect(listed).toMatchObject({ code: 0 });
  expect(listed.stdout).toContain("far-0001");
  expect(proxy.asked[0]).toEqual({ target: `api.test:${port}`, user: "me:secret" });

  const checked = await runCli(["doctor", "--base-url", baseUrl], { env });
  expect(checked.stdout).toContain(`${baseUrl} through the proxy http://127.0.0.1:${proxy.port}`);
  expect(checked.stdout + checked.stderr).not.toContain("secret");

  const { NODE_EXTRA_CA_CERTS: _, ...untrusting } = env;
  const refused = await runCli(["games", "--base-url", baseUrl], { env: untrusting });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/through the proxy http:\/\/127.*NODE_EXTRA_CA_CERTS/);

  const other = await runCli(["games", "--base-url", `https://other.test:${port}`], { env });
  expect(other.stderr).toMatch(/certificate is for another host \(.*api\.test/);
});

it("goes past HTTP_PROXY to this machine", async () => {
  const proxy = await startProxy(502);
  const { url } = await startServer((_, response) => void response.end(GAMES));
  const env = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
  expect(await runCli(["games", "--base-url", url], { env })).toMatchObject({ code: 0 });
  expect(proxy.asked).toEqual([]);
});

it.each([
  [407, "write its address as http://user:password@host:port"],
  [502, "the proxy does not connect to the server (502)"],
])("says that a proxy refused with %i", async (status, said) => {
  const proxy = await startProxy(status);
  const env = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, ARC_API_KEY: "key" };
  const run = await runCli(["games", "--base-url", "http://api.test"], { env });
  expect(run.code).toBe(1);
  expect(run.stderr).toContain(`through the proxy http://127.0.0.1:${proxy.port}: `);
  expect(run.stderr).toContain(said);
});
