// A run of the advised agent on one game of a server, in a process of its own that ends itself with SIGKILL where
// it is told to. It keeps its steps in a file and goes on from there, as a run that is resumed does.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logPath, openLog } from "../../dist/advice/log-file.js";
import { createAdvised } from "../../dist/agents/advised/advised.js";
import { decodeFrame } from "../../dist/api/decode-frame.js";
import { systemClock } from "../../dist/base/clock.js";
import { createRandom } from "../../dist/base/random.js";
import { reply } from "./push-advisor.mjs";

const { url, dir, gameId, levels, maxActions, killAt } = JSON.parse(process.argv[2]);
const die = () => process.kill(process.pid, "SIGKILL");
/** Ends the process at the `nth` time that it comes to `place`. */
const seen = new Map();
function mayDie(place) {
  seen.set(place, (seen.get(place) ?? 0) + 1);
  if (killAt?.place === place && killAt.nth === seen.get(place)) die();
}

mkdirSync(dir, { recursive: true });
const file = (name) => join(dir, name);
const lines = (name) =>
  existsSync(file(name)) ? readFileSync(file(name), "utf8").split("\n").filter(Boolean) : [];

const log = openLog(logPath(dir, "run", gameId), {
  clock: systemClock,
  failed: (error) => {
    throw error;
  },
});
log.write({ type: "begun", version: 1, run: "run", game: gameId, model: "script" });
const saved = existsSync(file("memory.json"))
  ? JSON.parse(readFileSync(file("memory.json"), "utf8"))
  : undefined;
const agent = await createAdvised({
  gameId,
  runId: "run",
  random: createRandom(1),
  saved,
  maxActions,
  canRestartGame: true,
  journal: {
    earlier: log.earlier,
    now: () => systemClock.now(),
    write(record) {
      mayDie(`before ${record.type}`);
      log.write(record);
      mayDie(`after ${record.type}`);
    },
  },
  async ask(request) {
    appendFileSync(file("asked.jsonl"), `${JSON.stringify(request.turns.at(-1).text)}\n`);
    mayDie("asking");
    const text = reply(request);
    if (text === undefined) throw new Error("out of order");
    return { text, isCut: false };
  },
});

// The server, as a plain client meets it.
let jar = lines("cookies.json").map((line) => JSON.parse(line))[0] ?? { cookie: "", card: "" };
async function send(method, path, body) {
  const response = await fetch(url + path, {
    method,
    headers: { "x-api-key": "k", "content-type": "application/json", cookie: jar.cookie },
    ...(body && { body: JSON.stringify(body) }),
  });
  const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  if (cookies.length > 0) jar = { ...jar, cookie: cookies.join("; ") };
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return text;
}
if (jar.card === "") {
  const { card_id: card } = JSON.parse(await send("POST", "/api/scorecard/open", {}));
  jar = { ...jar, card };
}

let frame = null;
let index = 0;
let onLevel = 0;
let billedInAll = 0;
function stepOf(action, text) {
  const after = { ...decodeFrame(text), gameId };
  const before = frame;
  const startsPlay = before === null;
  const levelCompleted = before !== null && after.levelsCompleted > before.levelsCompleted;
  const billed = startsPlay ? 0 : 1;
  onLevel = startsPlay ? 0 : onLevel + 1;
  billedInAll += billed;
  index += 1;
  frame = after;
  const step = { index, before, action, after, billed, startsPlay, actionsOnLevel: onLevel };
  if (levelCompleted) onLevel = 0;
  return { ...step, levelCompleted };
}

for (const line of lines("steps.jsonl")) {
  const { action, text } = JSON.parse(line);
  await agent.observe(stepOf(action, text));
}
while (
  frame?.state !== "WIN" &&
  (frame?.levelsCompleted ?? 0) < levels &&
  billedInAll < maxActions
) {
  const playable = frame !== null && frame.state === "NOT_FINISHED";
  const { reasoning: _, ...action } = playable ? await agent.choose(frame) : { id: 0 };
  const name = action.id === 0 ? "RESET" : `ACTION${action.id}`;
  const text = await send("POST", `/api/cmd/${name}`, {
    game_id: gameId,
    ...(frame && { guid: frame.guid }),
    ...(action.id === 0 && { card_id: jar.card }),
    ...(action.id === 6 && { x: action.x, y: action.y }),
  });
  writeFileSync(file("cookies.json"), JSON.stringify(jar));
  appendFileSync(file("steps.jsonl"), `${JSON.stringify({ action, text })}\n`);
  mayDie("step");
  const step = stepOf(action, text);
  await agent.observe(step);
  if (step.levelCompleted) {
    writeFileSync(file("memory.json"), JSON.stringify(agent.save()));
    mayDie("saved");
  }
}
writeFileSync(
  file("end.json"),
  JSON.stringify({ levels: frame.levelsCompleted, saved: agent.save() }),
);
process.exit(0);
