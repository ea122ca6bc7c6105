import { CLICK } from "../../../game/action.ts";
import { isClickCode } from "../../../memory/action-code.ts";
import { GOAL } from "../../../memory/state-graph.ts";
import type { Place } from "../level-play.ts";
import type { Strategy } from "../strategy.ts";
import { type Board, readBoard } from "./board.ts";
import { findPlan, type PlannedPress } from "./find-plan.ts";
import { type Goal, listGoals } from "./goal.ts";
import { createModel, type Model } from "./model.ts";
import { findPatches, type Patch } from "./pattern.ts";
import { createSpotKinds, kindOf, nextProbe } from "./probe.ts";
import { areEqual } from "./rule.ts";
import { hold, readSituation, type Situation, showsEffect } from "./situation.ts";
import { solveWheel } from "./solve-wheel.ts";

/** Predictions that the search for plans may make at one moment: about 20 ms. */
const EFFORT = 15_000;
/** What one goal may take of it. */
const EFFORT_PER_GOAL = 5_000;

/** What is known of one level. */
interface Level {
  readonly board: Board;
  readonly model: Model;
  readonly patches: readonly Patch[];
  readonly start: Place;
  /** Ids of goals that were met and did not end the level. */
  readonly refuted: Set<string>;
  /** Colours seen on the tiles of each panel. */
  readonly colours: Map<number, Set<number>>;
}

/**
 * Finds out what presses do to the tiles of panels, guesses what the tiles should look like, and plans
 * the presses that make them so.
 */
export function createAim(): Strategy {
  const confirmed = new Map<string, number>();
  const doubted = new Map<string, number>();
  const kinds = createSpotKinds();
  let level: Level | undefined;
  let held: readonly number[] = [];
  let plan: PlannedPress[] = [];
  let found = 0;
  let goals: readonly Goal[] = [];
  /** Ids of goals no plan was found for, with how much was known then. */
  let failures = new Map<string, number>();

  const takeUp = (place: Place): Level | undefined => {
    const board = readBoard(place.view);
    if (board.panels.length === 0) return undefined;
    return {
      board,
      model: createModel(board),
      patches: findPatches(place.view),
      start: place,
      refuted: new Set(),
      colours: new Map(),
    };
  };

  const note = (known: Map<string, number>, kind: string) =>
    known.set(kind, (known.get(kind) ?? 0) + 1);

  const see = ({ board, colours }: Level, { values }: Situation) => {
    for (const [at, { panel }] of board.tiles.entries()) {
      const seen = colours.get(panel) ?? new Set();
      colours.set(panel, seen.add(values[at] as number));
    }
  };

  const relist = ({ board, model, patches, start, colours }: Level, { values }: Situation) => {
    goals = [...model.changing].flatMap((panel) =>
      listGoals(panel, {
        view: start.view,
        board,
        patches,
        colours: colours.get(panel) ?? new Set(),
        values,
      }),
    );
  };

  const aim = (on: Level, situation: Situation): PlannedPress[] | undefined => {
    relist(on, situation);
    const rank = ({ kind, oddity, cost }: Goal) =>
      cost(situation.values) +
      3 * (oddity + 2 * (doubted.get(kind) ?? 0)) -
      (confirmed.has(kind) ? 100 : 0);
    const { model, board, refuted } = on;
    const shown = (panel: number) =>
      situation.values.filter((_, tile) => board.tiles[tile]?.panel === panel);
    const isPossible = ({ panel, wanted }: Goal) =>
      !wanted || !model.conserved.has(panel) || isSameMix(wanted, shown(panel));
    const open = goals
      .filter((goal) => !refuted.has(goal.id) && isPossible(goal))
      .filter(({ id }) => failures.get(id) !== model.version())
      .map((goal) => ({ goal, rank: rank(goal) }))
      .sort((a, b) => a.rank - b.rank);
    const spots = model.usefulSpots();
    for (let left = EFFORT, at = 0; left > 0 && at < open.length; at++) {
      const { goal } = open[at] as (typeof open)[number];
      const effort = { predictions: Math.min(left, EFFORT_PER_GOAL) };
      left -= effort.predictions;
      const rule = model.panelRule(goal.panel);
      const presses =
        (rule && solveWheel(situation, goal, board, rule)) ??
        findPlan(situation, goal, spots, model.predict, effort);
      left += Math.max(0, effort.predictions);
      if (presses) return presses;
      failures.set(goal.id, model.version());
    }
    return undefined;
  };

  return {
    name: "aiming",

    begin(place, isNew) {
      plan = [];
      if (isNew) {
        const takesClicks = place.frame.availableActions.includes(CLICK);
        level = takesClicks ? takeUp(place) : undefined;
        failures = new Map();
        goals = [];
      }
      held = level?.board.panels.map(() => -1) ?? [];
    },

    propose({ view }) {
      if (!level) return undefined;
      const { board, model } = level;
      const situation = readSituation(view, board, held);
      see(level, situation);
      if (plan.length === 0 && model.changing.size > 0) plan = aim(level, situation) ?? [];
      const spot = plan[0]?.spot ?? nextProbe(board, model, kinds, situation);
      return spot === undefined ? undefined : board.spots[spot];
    },

    observe({ from, code, to }) {
      if (!level) return;
      const { board, model, refuted } = level;
      const spot = isClickCode(code) ? board.spotAt(code) : undefined;
      const before = readSituation(from.view, board, held);
      const planned = plan.shift();
      if (typeof to === "number") {
        const end = spot === undefined ? undefined : model.predict(before, spot);
        if (to === GOAL && end) {
          if (goals.length === 0) relist(level, before);
          for (const { kind, cost } of goals) if (cost(end.values) === 0) note(confirmed, kind);
          if (planned) found += 1;
        }
        plan = [];
        return;
      }
      if (spot !== undefined) held = hold(board, held, spot);
      const after = readSituation(to.view, board, held);
      if (spot !== undefined) {
        const predicted = model.predict(before, spot);
        if (!predicted || !areEqual(predicted.values, after.values)) {
          found += Number(predicted === undefined && !areEqual(before.values, after.values));
        }
        model.learn({ before, spot, after });
        kinds.note(kindOf(board, spot), showsEffect(before, after));
      }
      const isAsPlanned =
        planned?.spot === spot && planned && areEqual(planned.expected.values, after.values);
      if (!isAsPlanned) plan = [];
      for (const { id, kind, cost } of goals) {
        if (refuted.has(id) || cost(after.values) > 0) continue;
        refuted.add(id);
        note(doubted, kind);
        if (isAsPlanned && plan.length === 0) found += 1;
      }
    },

    paid() {
      const paid = found > 0;
      found = 0;
      return paid;
    },
  };
}

function isSameMix(a: readonly number[], b: readonly number[]): boolean {
  const sorted = (values: readonly number[]) => [...values].sort((x, y) => x - y);
  return a.length === b.length && areEqual(sorted(a), sorted(b));
}
