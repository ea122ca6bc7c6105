import type { Usage } from "../budget/budget.ts";
import { planOf, sustainedPerMs } from "../budget/plan.ts";
import type { Rules } from "../budget/rules.ts";
import type {
  Forecast,
  Incident,
  LaneFigures,
  LimiterSnapshot,
  Outcome,
  WaitReason,
} from "../limiter.ts";
import { createEfficiency } from "./efficiency.ts";
import { createSamples } from "./samples.ts";

/** Counts what a limiter does, in an amount of memory that grows with the lanes only. */
export interface Statistics {
  granted(lane: string, wait: { waitedMs: number; waitReason: WaitReason; retry: boolean }): void;
  settled(lane: string, outcome: Outcome, responseMs: number): void;
  incident(incident: Incident): void;
  /** How far off a foreseen wait was. */
  foreseen(errorMs: number): void;
  /** How long a reply takes of late, the mean; 0 before the first. */
  responseMs(): number;
  /** Whether from now on somebody waits for the limit. */
  demand(isWanted: boolean, nowMs: number): void;
  snapshot(now: {
    usage: Usage;
    forecast: Forecast;
    queued: number;
    nowMs: number;
  }): LimiterSnapshot;
}

const SAMPLES = 1024;
const INCIDENTS = 100;
/**
 * How many replies the mean is taken over, older ones with ever less weight. Waits of minutes are
 * foreseen from it: over fewer replies its noise alone made such forecasts twice as wrong.
 */
const MEAN_OVER = 128;

export function createStatistics(rules: Rules): Statistics {
  const total = emptyFigures();
  const lanes = new Map<string, Figures>();
  const failures = new Map<string, number>();
  const waitReasons = new Map<WaitReason, number>();
  const waits = createSamples(SAMPLES);
  const responses = createSamples(SAMPLES);
  const forecastErrors = createSamples(SAMPLES);
  let meanResponseMs = 0;
  let replies = 0;
  const efficiency = createEfficiency(sustainedPerMs(planOf(rules)));
  const incidents: Incident[] = [];

  function laneOf(name: string): Figures {
    let figures = lanes.get(name);
    if (!figures) {
      figures = emptyFigures();
      lanes.set(name, figures);
    }
    return figures;
  }

  return {
    granted(lane, { waitedMs, waitReason, retry }) {
      for (const figures of [total, laneOf(lane)]) {
        figures.requests += 1;
        if (retry) figures.retries += 1;
      }
      increment(waitReasons, waitReason);
      waits.add(waitedMs);
      efficiency.countGrant();
    },
    settled(lane, outcome, responseMs) {
      const figure = outcome.kind === "ok" || outcome.kind === "limited" ? outcome.kind : "failed";
      total[figure] += 1;
      laneOf(lane)[figure] += 1;
      if (figure === "failed") increment(failures, (outcome as { reason: string }).reason);
      // Without a reply there is no response time.
      if (outcome.kind === "unknown") return;
      responses.add(responseMs);
      replies += 1;
      meanResponseMs += (responseMs - meanResponseMs) / Math.min(replies, MEAN_OVER);
    },
    incident(incident) {
      incidents.push(incident);
      if (incidents.length > INCIDENTS) incidents.shift();
    },
    foreseen: forecastErrors.add,
    responseMs: () => meanResponseMs,
    demand: efficiency.demand,
    snapshot({ usage, forecast, queued, nowMs }) {
      const { requests, ok, limited, failed } = total;
      const settled = ok + limited + failed;
      const hitRate = requests === 0 ? 0 : limited / requests;
      const { inputTokens, outputTokens, ...requestUsage } = usage;
      const tokenLimits = [rules.inputTokensPerMinute, rules.outputTokensPerMinute];
      return {
        ...total,
        ...requestUsage,
        ...(tokenLimits.some((limit) => limit !== null) && {
          tokens: {
            input: { used: inputTokens, limit: rules.inputTokensPerMinute },
            output: { used: outputTokens, limit: rules.outputTokensPerMinute },
          },
        }),
        failures: Object.fromEntries(failures),
        perMinuteLimit: rules.perMinute,
        perSecondLimit: rules.perSecond,
        queued,
        hitRate,
        successRate: settled === 0 ? 1 : ok / settled,
        efficiency: efficiency.value(nowMs),
        waitMs: waits.percentiles(),
        waitReasons: Object.fromEntries(waitReasons),
        responseMs: responses.percentiles(),
        forecast,
        forecastErrorMs: forecastErrors.percentiles(),
        lanes: Object.fromEntries([...lanes].map(([name, figures]) => [name, { ...figures }])),
        incidents: [...incidents],
        recommendation: recommend(hitRate),
      };
    },
  };
}

type Figures = { -readonly [K in keyof LaneFigures]: LaneFigures[K] };

function emptyFigures(): Figures {
  return { requests: 0, retries: 0, ok: 0, limited: 0, failed: 0 };
}

function increment<K>(counts: Map<K, number>, key: K) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function recommend(hitRate: number): string {
  const share = `${(hitRate * 100).toFixed(1)} % of the requests drew a 429`;
  if (hitRate < 0.05) return `All is good: ${share}.`;
  if (hitRate < 0.15) return `Consider slowing down: ${share}.`;
  return `Slow down: ${share}.`;
}
