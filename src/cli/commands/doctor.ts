import { statfsSync } from "node:fs";
import { CookieJar } from "tough-cookie";
import { systemClock } from "../../base/clock.ts";
import { count } from "../../base/count.ts";
import { messageOf, printable } from "../../base/errors.ts";
import { openDatabase } from "../../base/open-database.ts";
import { milliseconds } from "../../display/format.ts";
import { checkLimits, clearLimits, type Finding } from "../check-limits.ts";
import { checkModel } from "../check-model.ts";
import { type Connection, connect } from "../connect.ts";
import type { ConnectionFlags } from "../connection-options.ts";
import { apiKeyFromEnvironment } from "../environment.ts";
import { EXIT } from "../exit.ts";
import type { ModelAccess } from "../model-options.ts";
import { openModel } from "../open-model.ts";
import { print, printJson } from "../terminal.ts";

const LEAST_FREE_BYTES = 200e6;
/** Beyond this the server's log and ours are hard to compare; nothing breaks. */
const CLOCK_TOLERANCE_MS = 5_000;

interface DoctorFlags extends ConnectionFlags, ModelAccess {
  readonly dataDir: string;
  readonly json?: true;
  readonly clearLimits?: true;
  readonly yes?: true;
}

/** `arc-train doctor`: what a run needs, checked one by one. Exit code 1 when something is amiss. */
export async function doctorCommand(flags: DoctorFlags): Promise<number> {
  const notices: string[] = [];
  const note = ({ message }: { message: string }) => void notices.push(message);
  const model = await openModel(
    { ...flags, maxCalls: 1, maxTries: 1 },
    (line) => notices.push(line),
    note,
  );
  const connection = await connect(flags, apiKeyFromEnvironment(), note);
  try {
    if (flags.clearLimits) await clearLimits(connection, flags.yes === true);
    const { finding: limits, isBlocked } = await checkLimits(connection, notices);
    const findings = [
      checkNode(),
      checkKey(connection),
      limits,
      ...(isBlocked ? [] : await checkServer(connection)),
      ...(model ? [await checkModel(model)] : []),
      checkDisk(flags.dataDir),
    ];
    if (flags.json) printJson(findings);
    else print(asText(findings));
    return findings.every((finding) => finding.ok) ? EXIT.done : EXIT.failed;
  } finally {
    await connection.close();
    await model?.close();
  }
}

function asText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map((finding) => finding.check.length));
  return findings
    .map(
      ({ check, ok, detail }) =>
        `${ok ? "ok  " : "FAIL"} ${check.padEnd(width)}  ${printable(detail)}`,
    )
    .join("\n");
}

/** That it is new enough was seen before anything was imported. */
const checkNode = (): Finding => ({ check: "node", ok: true, detail: process.versions.node });

function checkKey({ hasKey, isEmbedded }: Connection): Finding {
  const detail = isEmbedded
    ? "none needed for the embedded arcade"
    : hasKey
      ? "ARC_API_KEY is set"
      : "ARC_API_KEY is not set; an anonymous key is asked for, which opens few games";
  return { check: "key", ok: true, detail };
}

async function checkServer(connection: Connection): Promise<Finding[]> {
  const via = connection.proxy ? ` through the proxy ${connection.proxy}` : "";
  const where = connection.isEmbedded ? "embedded arcade" : connection.baseUrl + via;
  try {
    const { games, leftOut } = await (await connection.client()).games();
    const unusable = leftOut.length === 0 ? "" : ` (and ${leftOut.length} that cannot be played)`;
    return [
      {
        check: "server",
        ok: true,
        detail: `${where} offers ${count(games.length, "game")}${unusable}, pace ${connection.pace}`,
      },
      ...(await checkReply(connection)),
    ];
  } catch (error) {
    return [{ check: "server", ok: false, detail: messageOf(error) }];
  }
}

/** Cookies and clock, from any one reply. */
async function checkReply({ http }: Connection): Promise<Finding[]> {
  const jar = new CookieJar();
  const send = http.sendWith(jar);
  const sentMs = systemClock.now();
  const reply = await send({
    method: "GET",
    path: "/api/healthcheck",
    lane: "doctor",
    repeatable: true,
  });
  const tookMs = systemClock.now() - sentMs;
  const kept = jar.serializeSync()?.cookies.length ?? 0;
  const cookies =
    kept > 0
      ? `${kept} kept, the session stays on one instance`
      : "the server sets none (right for a server of one instance)";
  const findings = [
    { check: "response", ok: true, detail: milliseconds(tookMs) },
    { check: "cookies", ok: true, detail: cookies },
  ];
  if (reply.serverTimeMs === undefined) return findings;
  // The Date header counts whole seconds.
  const offMs = Math.abs(systemClock.wallMs() - reply.serverTimeMs - 500);
  const ok = offMs <= CLOCK_TOLERANCE_MS;
  return [
    ...findings,
    { check: "clock", ok, detail: ok ? "agrees with the server" : `off by ${milliseconds(offMs)}` },
  ];
}

function checkDisk(dataDir: string): Finding {
  try {
    openDatabase(dataDir, []).close();
    const { bavail, bsize } = statfsSync(dataDir);
    const free = bavail * bsize;
    const detail = `${dataDir} is writable, ${(free / 1e9).toFixed(1)} GB free`;
    return { check: "disk", ok: free >= LEAST_FREE_BYTES, detail };
  } catch (error) {
    return { check: "disk", ok: false, detail: messageOf(error) };
  }
}
