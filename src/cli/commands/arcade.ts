import type { Faults } from "../../arcade/faults.ts";
import type { Selection } from "../../arcade/generator/generated-set.ts";
import { createArcadeServer } from "../../arcade/server.ts";
import { systemClock } from "../../base/clock.ts";
import { count } from "../../base/count.ts";
import { printable } from "../../base/errors.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { openGames } from "../open-games.ts";
import { print, printError } from "../terminal.ts";

export interface ArcadeFlags {
  readonly port: number;
  readonly generated?: Selection;
  readonly rpm: number;
  /** Seconds, the fastest and the slowest. */
  readonly latency: readonly [number, number];
  readonly faults: Faults;
  readonly log?: true;
}

/** Told once: as on the hosted service, an open card is found only by who sends its cookies back. */
const COOKIE_HINT =
  "arcade: a request came without the cookies that its scorecard's opening set, so nothing was found; send them back (curl -b jar -c jar)";

/** `arc-train arcade`: serves the embedded games until Ctrl-C. */
export async function arcadeCommand(flags: ArcadeFlags): Promise<number> {
  const games = openGames(flags.generated);
  const startedMs = systemClock.now();
  let cookiesWereMissed = false;
  const server = createArcadeServer({
    games,
    clock: systemClock,
    rpm: flags.rpm,
    latencyMs: [flags.latency[0] * 1000, flags.latency[1] * 1000],
    faults: flags.faults,
    onRequest({ t, method, path, status, gameId, lacksCookies }) {
      const seconds = ((t - startedMs) / 1000).toFixed(3);
      if (flags.log) {
        printError(printable(`${seconds} ${method} ${path} ${status} ${gameId ?? "-"}`));
      }
      if (lacksCookies && !cookiesWereMissed) printError(COOKIE_HINT);
      cookiesWereMissed ||= lacksCookies;
    },
  });
  const url = await server.listen(flags.port);
  print(
    `arcade: ${count(games.length, flags.generated ? "generated game" : "game")} at ${url}, any key, ${count(flags.rpm, "request")} a minute\n` +
      `play them with: arc-train --base-url ${url}`,
  );
  const { signal, dispose } = interruptSignal(() => undefined);
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  dispose();
  await server.close();
  return EXIT.done;
}
