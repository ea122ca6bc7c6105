import { expect, it, onTestFinished } from "vitest";
import { runCli, startCli } from "../helpers/cli.ts";
import { startServer } from "../helpers/http-server.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

it("a 429 that asks for decades: told before the next request, shown and cleared by doctor", async () => {
  let asked = 0;
  const { url } = await startServer((request, response) => {
    asked += request.path === "/api/games" ? 1 : 0;
    if (asked === 1)
      response.writeHead(429, { "retry-after": `${Math.round(Date.now() / 1_000) + 1e8}` }).end();
    else response.writeHead(200, { "content-type": "application/json" }).end("[]");
  });
  const env = { ARC_API_KEY: "key", XDG_DATA_HOME: createTempDir() };
  const at = ["--base-url", url, "--rpm", "600", "--data-dir", createTempDir()];
  const waiting = () => {
    const run = startCli(["train", "--json", ...at], { env });
    onTestFinished(() => void run.child.kill("SIGKILL"));
    return run;
  };

  const first = waiting();
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(1);
  // It waits for its next try, as long as the server asked.
  await new Promise((resolve) => setTimeout(resolve, 300));
  first.child.kill("SIGKILL");

  const doctor = await runCli(["doctor", ...at], { env });
  expect(doctor.stdout).toMatch(
    /^FAIL limits +.*next request goes in (1:00:0|59:).*--clear-limits/m,
  );
  expect(doctor.code).toBe(1);

  const second = waiting();
  expect(await second.until("STORE")).toMatch(/the server asked for a pause \(429\)/);
  second.child.kill("SIGKILL");
  expect(asked).toBe(1);

  const unsure = await runCli(["doctor", "--clear-limits", ...at], { env });
  expect(unsure).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") });
  const cleared = await runCli(["doctor", "--clear-limits", "--yes", ...at], { env });
  expect(cleared).toMatchObject({ code: 0, stderr: expect.stringContaining("cleared") });
  expect(cleared.stdout).toMatch(/^ok {3}limits /m);
});
