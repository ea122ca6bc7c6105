import { printable } from "../base/errors.ts";
import type { RunSnapshot } from "../stats/run-snapshot.ts";

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/** One metric: its name without the common prefix, type, meaning, and how a run yields its samples. */
type Metric = readonly [
  name: string,
  type: "counter" | "gauge" | "summary",
  help: string,
  samples: (run: RunSnapshot) => readonly Sample[],
];

const TOKENS = ["input", "cached", "output", "reasoning"] as const;

const METRICS: readonly Metric[] = [
  ["requests_total", "counter", "Requests sent.", perLane("requests")],
  ["replies_ok_total", "counter", "Requests answered with a 2xx.", perLane("ok")],
  ["replies_limited_total", "counter", "Requests answered with a 429.", perLane("limited")],
  ["requests_failed_total", "counter", "Requests that failed in another way.", perLane("failed")],
  [
    "failures_total",
    "counter",
    "Failures by kind.",
    ({ limiter }) =>
      Object.entries(limiter?.failures ?? {}).map(([reason, count]) => [{ reason }, count]),
  ],
  ["window_requests", "gauge", "Requests counted in the last minute.", one((l) => l.lastMinute)],
  ["window_limit_requests", "gauge", "Requests allowed in a minute.", one((l) => l.perMinuteLimit)],
  [
    "last_second_requests",
    "gauge",
    "Requests counted in the last second.",
    one((l) => l.lastSecond),
  ],
  ["in_flight_requests", "gauge", "Requests without a reply yet.", one((l) => l.inFlight)],
  ["queued_requests", "gauge", "Requests waiting for a grant.", one((l) => l.queued)],
  [
    "cooldown_seconds",
    "gauge",
    "Left of the shared wait after a 429.",
    one((l) => l.cooldownMs / 1000),
  ],
  [
    "throttle_ratio",
    "gauge",
    "The part of the known limits that is used after 429s.",
    one((l) => l.throttle),
  ],
  ["window_use_ratio", "gauge", "Of what ordinary requests may use.", one((l) => l.windowUse)],
  ["retries_total", "counter", "Requests sent again.", perLane("retries")],
  [
    "forecast_wait_seconds",
    "gauge",
    "What a request issued now would wait.",
    one((l) => l.forecast.waitMs / 1000),
  ],
  ["hit_ratio", "gauge", "429s per request sent.", one((l) => l.hitRate)],
  ["success_ratio", "gauge", "2xx per settled request.", one((l) => l.successRate)],
  [
    "efficiency_ratio",
    "gauge",
    "Granted per what the limit allowed under demand.",
    one((l) => l.efficiency),
  ],
  ["wait_seconds", "summary", "Wait for a grant, by quantile.", quantiles("waitMs")],
  [
    "response_seconds",
    "summary",
    "Time from grant to reply, by quantile.",
    quantiles("responseMs"),
  ],
  ["game_actions_total", "counter", "Actions billed.", perGame((game) => game.actions)],
  [
    "game_levels_completed",
    "gauge",
    "Most levels completed in a play.",
    perGame((game) => game.bestLevels),
  ],
  ["advice_calls_total", "counter", "Requests to the model.", perAdvice("calls")],
  ["advice_failures_total", "counter", "Requests without an answer.", perAdvice("failed")],
  [
    "advice_tokens_total",
    "counter",
    "Tokens of the model; cached are among input, reasoning among output.",
    (run) =>
      TOKENS.flatMap((kind) =>
        perAdvice(kind)(run).map(([labels, value]): Sample => [{ ...labels, kind }, value]),
      ),
  ],
  ["advice_cost_usd_total", "counter", "Cost of the model, where known.", perAdvice("cost")],
  ["advice_answer_seconds_total", "counter", "Waited for answers.", perAdvice("ms", 1e-3)],
  ["advice_surprises_total", "counter", "Expectations not met.", perAdvice("surprises")],
  ["game_episodes_total", "counter", "Episodes begun.", perGame((game) => game.episode)],
];

/** The text exposition format of Prometheus (version 0.0.4), each sample labelled with its run. */
export function prometheusText(runs: readonly RunSnapshot[]): string {
  const families = METRICS.flatMap(([name, type, help, samples]) => {
    const lines = runs.flatMap((run) =>
      samples(run).map(
        ([labels, value]) =>
          `arc_train_${name}${labelText({ run: run.runId, ...labels })} ${value}`,
      ),
    );
    if (lines.length === 0) return [];
    return [`# HELP arc_train_${name} ${help}`, `# TYPE arc_train_${name} ${type}`, ...lines];
  });
  return `${families.join("\n")}\n`;
}

type Limiter = NonNullable<RunSnapshot["limiter"]>;

function perLane(figure: "requests" | "ok" | "limited" | "failed" | "retries"): Metric[3] {
  return ({ limiter }) =>
    Object.entries(limiter?.lanes ?? {}).map(([lane, figures]) => [{ lane }, figures[figure]]);
}

/** Samples of the games that a model is asked about; none where a figure is not known. */
function perAdvice(
  figure: "calls" | "failed" | "cost" | "ms" | "surprises" | (typeof TOKENS)[number],
  unit = 1,
): Metric[3] {
  return ({ games }) =>
    games.flatMap(({ gameId, advice }) => {
      const value = advice?.[figure] ?? null;
      return value === null ? [] : [[{ game: gameId }, value * unit]];
    });
}

function perGame(figure: (game: RunSnapshot["games"][number]) => number): Metric[3] {
  return ({ games }) => games.map((game) => [{ game: game.gameId }, figure(game)]);
}

function one(figure: (limiter: Limiter) => number | null): Metric[3] {
  return ({ limiter }) => {
    const value = limiter && figure(limiter);
    return value === null ? [] : [[{}, value]];
  };
}

function quantiles(figure: "waitMs" | "responseMs"): Metric[3] {
  return ({ limiter }) => {
    if (!limiter) return [];
    const { p50, p95, p99 } = limiter[figure];
    return [
      [{ quantile: "0.5" }, p50 / 1000],
      [{ quantile: "0.95" }, p95 / 1000],
      [{ quantile: "0.99" }, p99 / 1000],
    ];
  };
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(",")}}`;
}

/** A line break is the one thing for which the format has an escape. */
const escaped = (value: string): string =>
  value
    .split("\n")
    .map((line) => printable(line).replaceAll("\\", "\\\\").replaceAll('"', '\\"'))
    .join("\\n");
