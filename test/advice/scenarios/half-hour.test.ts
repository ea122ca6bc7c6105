import { expect, it } from "vitest";
import { createAsk } from "../../../src/advice/create-ask.ts";
import { AskError, NO_USAGE } from "../../../src/advice/errors.ts";
import type { ProviderRequest } from "../../../src/advice/providers/provider.ts";
import type { Answer } from "../../../src/agents/ask.ts";
import type { Clock } from "../../../src/base/clock.ts";
import { createRandom, type Random } from "../../../src/base/random.ts";
import { askParts } from "../../helpers/ask-parts.ts";

const HALF_HOUR_MS = 1_800_000;
const LIMIT = { requests: 50, input: 40_000, output: 8_000 };
const WINDOW_MS = 60_000;

/** A call that the service has counted. */
interface Counted {
  readonly atMs: number;
  readonly answerMs: number;
  /** Tokens; `most`: what it may answer, `output`: what counts of its answer so far. */
  readonly input: number;
  readonly most: number;
  output: number;
}

/** A service with sliding windows that counts a call from its arrival on; what it answers is left to chance. */
function createService(clock: Clock, random: Random, holdsMost: boolean) {
  const counted: Counted[] = [];
  let limited = 0;
  const used = (what: "input" | "output") =>
    counted.reduce((sum, call) => sum + (call.atMs > clock.now() - WINDOW_MS ? call[what] : 0), 0);
  return {
    counted,
    limited: () => limited,
    async ask({ system, turns, maxOutputTokens: most }: ProviderRequest): Promise<Answer> {
      const characters = system.length + (turns[0]?.text.length ?? 0);
      // 0.3 to 3 times what is thought at first, as often less as more.
      const input = Math.round((characters / 3.2) * 0.3 * 10 ** random.next());
      const output = Math.min(most, Math.round(250 * 10 ** random.next()));
      const answerMs = 2_000 + output * (8 + 12 * random.next());
      const arriveMs = answerMs * 0.1 * random.next();
      await clock.sleep(arriveMs);
      const atMs = clock.now();
      const requests = counted.filter((call) => call.atMs > atMs - WINDOW_MS).length;
      if (
        requests >= LIMIT.requests ||
        used("input") + input > LIMIT.input ||
        used("output") + (holdsMost ? most : 0) > LIMIT.output
      ) {
        limited += 1;
        throw new AskError("limited", "slow down", { retryAfterMs: 60_000, usage: NO_USAGE });
      }
      const call = { atMs, answerMs, input, most, output: holdsMost ? most : 0 };
      counted.push(call);
      await clock.sleep(answerMs - arriveMs);
      call.output = output;
      if (used("output") > LIMIT.output) limited += 1;
      return {
        text: "{}",
        isCut: output === most,
        usage: { input, cached: 0, output, reasoning: 0 },
      };
    },
  };
}

async function playHalfHour(seed: number, holdsMost: boolean) {
  const random = createRandom(seed);
  const parts = askParts((request) => service.ask(request));
  const { clock } = parts;
  const service = createService(clock, random.fork("service"), holdsMost);
  const calls = new Map<string, number>();
  const play = async (gameId: string) => {
    const ask = createAsk(gameId, { ...parts, maxCalls: 1_000 });
    for (;;) {
      const text = "x".repeat(2_000 + Math.floor(12_000 * random.next()));
      const request = { system: "S".repeat(2_000), turns: [{ by: "user" as const, text }] };
      await ask(request, new AbortController().signal);
      calls.set(gameId, (calls.get(gameId) ?? 0) + 1);
      // The actions that were advised.
      await clock.sleep(3_000 + 12_000 * random.next());
    }
  };
  for (let at = 0; at < 20; at++) play(`game-${at}`).catch(() => undefined);
  await clock.advance(HALF_HOUR_MS);
  const answered = service.counted.filter(({ atMs, answerMs }) => atMs + answerMs <= HALF_HOUR_MS);
  return { calls: [...calls.values()], answered, limited: service.limited() };
}

const useOf = (calls: readonly Counted[], ms: number): number =>
  calls.reduce((sum, { output }) => sum + output, 0) / (ms / WINDOW_MS) / LIMIT.output;

/**
 * The part of the output limit that is used if the same calls go in the same order, each as soon as it can be held at
 * the most that it may answer, beside those in flight, held alike, and what was answered in the last minute.
 */
function bestUse(calls: readonly Counted[]): number {
  const sent: { readonly endMs: number; readonly most: number; readonly output: number }[] = [];
  let nowMs = 0;
  const held = () =>
    sent.reduce((sum, { endMs, most, output }) => {
      if (endMs > nowMs) return sum + most;
      return endMs + WINDOW_MS > nowMs ? sum + output : sum;
    }, 0);
  for (const { most, output, answerMs } of calls) {
    while (held() + most > LIMIT.output) {
      const changes = sent.flatMap(({ endMs }) => [endMs, endMs + WINDOW_MS]);
      nowMs = Math.min(...changes.filter((ms) => ms > nowMs));
    }
    sent.push({ endMs: nowMs + answerMs, most, output });
  }
  return useOf(calls, Math.max(...sent.map(({ endMs }) => endMs)));
}

it.each([
  [1, true, "holds the most that a call may answer"],
  [2, true, "holds the most that a call may answer"],
  [3, false, "counts what was answered"],
])(
  "20 games draw no 429 and use what can be used (seed %i, holds: %s): a service that %s",
  async (seed, holdsMost) => {
    const played = await playHalfHour(seed, holdsMost);
    const [use, best] = [useOf(played.answered, HALF_HOUR_MS), bestUse(played.answered)];
    expect(played.limited).toBe(0);
    expect(use).toBeGreaterThanOrEqual(best - 0.1);
    // Nobody is held up by the others' calls: all games are asked for about as often.
    expect(Math.max(...played.calls) - Math.min(...played.calls)).toBeLessThanOrEqual(2);
  },
);
