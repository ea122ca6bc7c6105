import { expect, it } from "vitest";
import { runCli, startCli } from "../helpers/cli.ts";
import { type Answer, startServer } from "../helpers/http-server.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

/** Begins a reply, then sends a byte each half second for as long as anybody listens. */
const drip: Answer = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write("{");
  const timer = setInterval(() => response.write(" "), 500);
  response.on("close", () => clearInterval(timer));
};

/** Lists one game and opens a card; commands and the closing fare as `answer` has it. */
const playing =
  (answer: Answer): Answer =>
  (request, response, drop) => {
    if (request.path === "/api/games") return void response.end('[{"game_id":"slow-0001"}]');
    if (request.path === "/api/scorecard/open") return void response.end('{"card_id":"c"}');
    return answer(request, response, drop);
  };

const flags = (url: string) => ["--base-url", url, "--json", "--data-dir", createTempDir()];

it("ends soon after its time is up though the server drips every reply", async () => {
  const { url } = await startServer(playing(drip));
  const run = await runCli([...flags(url), "--timeout", "2", "--max-minutes", "0.05"]);
  const ended = run.events().at(-1);
  expect(ended).toMatchObject({ type: "run.ended", reason: "error" });
  // Three seconds of play, then the grace, then the closing.
  expect(ended?.t).toBeLessThan(15_000);
  expect(run.stdout).toContain("scorecard c closes by itself");
});

it("cuts off a command that hangs when its time is up, and tells it as no error", async () => {
  const { url } = await startServer(
    playing(({ path }, response) => {
      if (path === "/api/scorecard/close") response.end(CLOSED);
    }),
  );
  const run = await runCli([...flags(url), "--timeout", "60", "--max-minutes", "0.05"]);
  expect(run.code).toBe(0);
  expect(run.events().filter(({ type }) => type === "error")).toEqual([]);
  expect(run.events().at(-1)).toMatchObject({ type: "run.ended", reason: "time" });
});

it.each(["/api/games", "/api/scorecard/open"])(
  "is gone soon after Ctrl-C while the server is mute at %s",
  async (mute) => {
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { url } = await startServer((request, response, drop) => {
      if (request.path === mute) return arrived();
      return playing(() => undefined)(request, response, drop);
    });
    const { child, done } = startCli(flags(url));
    await arrival;
    const startedMs = performance.now();
    child.kill("SIGINT");
    const run = await done;
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(run.code).toBe(130);
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended", reason: "interrupted" });
  },
);

it("lets many games wait for replies at once without a warning of Node's", async () => {
  const games = Array.from({ length: 30 }, (_, n) => ({ game_id: `slow${n}-0001` }));
  const { url } = await startServer((request, response, drop) => {
    if (request.path === "/api/games") return void response.end(JSON.stringify(games));
    if (request.path === "/api/scorecard/close") return void response.end(CLOSED);
    return playing(() => undefined)(request, response, drop);
  });
  const run = await runCli([...flags(url), "--games", "all", "--swarm", "--max-minutes", "0.02"]);
  expect(run.events().at(-1)).toMatchObject({ type: "run.ended", reason: "time" });
  expect(run.stderr).not.toContain("MaxListeners");
});

const CLOSED = JSON.stringify({ card_id: "c", score: 0, environments: [] });
