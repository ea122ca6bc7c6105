import type { Tried } from "../../advice/lasting.ts";
import type { Step } from "../../game/step.ts";

/** What was tried on levels that are not won: kept for later runs, which should not try the same again. */
export interface TriedLevels {
  observe(step: Step): void;
  /** A model's reply is carried out; `why` says what for. */
  planned(why: string): void;
  readonly all: readonly Tried[];
  /** For a model, a line each: of earlier runs alone. */
  text(): string;
}

const MAX_PLANS = 6;
const MAX_WHY = 300;

export function createTriedLevels(earlier: readonly Tried[] = []): TriedLevels {
  const before = new Map(earlier.map((one) => [one.level, one]));
  const levels = new Map(before);
  let level = 1;

  const add = (calls: number, actions: number, plans: readonly string[]) => {
    const known = levels.get(level) ?? { level, calls: 0, actions: 0, plans: [] };
    levels.set(level, {
      level,
      calls: known.calls + calls,
      actions: known.actions + actions,
      plans: [...new Set([...known.plans, ...plans])].slice(-MAX_PLANS),
    });
  };

  return {
    observe({ before: shown, after, billed, levelCompleted }) {
      level = (shown ?? after).levelsCompleted + 1;
      if (billed > 0) add(0, billed, []);
      if (levelCompleted) {
        levels.delete(level);
        before.delete(level);
      }
      level = after.levelsCompleted + 1;
    },
    planned(why) {
      const plan = why.trim().slice(0, MAX_WHY);
      add(1, 0, plan === "" ? [] : [plan]);
    },
    get all() {
      return [...levels.values()].sort((a, b) => a.level - b.level);
    },
    text: () =>
      [...before.values()]
        .filter(({ calls }) => calls > 0)
        .map(
          ({ level: number, calls, actions, plans }) =>
            `Level ${number} was not won in earlier sessions: ${actions} actions, ${calls} replies. Tried: ${plans.join(" | ")}`,
        )
        .join("\n"),
  };
}
