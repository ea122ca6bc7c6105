import { RESET } from "../../../game/action.ts";
import { DEATH, GOAL } from "../../../memory/state-graph.ts";
import type { Place } from "../level-play.ts";
import type { Strategy } from "../strategy.ts";
import type { Field } from "./field.ts";
import { findWalk, type Planned, type Purpose } from "./find-walk.ts";
import { type Goal, listGoals } from "./goal.ts";
import { createGoalBook } from "./goal-book.ts";
import { listTrials } from "./list-trials.ts";
import { createSights } from "./sights.ts";
import { createTreadModel } from "./tread-model.ts";

/** States looked at for one plan, and before one action. */
const MAX_LOOKED = 3_000;
const MAX_TRIES = 2;
/** Things that are gone to with a goal met. */
const MAX_VISITS = 8;
/** How often a level is started again because no plan leads on. */
const MAX_RESETS = 4;
/** How often in a level it asks to act at once because it learned of a goal. */
const MAX_CALLS = 4;
/** How often it may die of its plans on a level. */
const MAX_DEATHS = 2;
/** The least share of steps whose changes must have been foreseen. */
const LEAST_TRUST = 0.4;

/**
 * Plans walks where steps change the floor: learns what becomes of what is stepped on, guesses what the
 * squares should look like in the end, and makes them so. Acts only while it foresees the changes.
 */
export function createTread(): Strategy {
  const model = createTreadModel();
  const book = createGoalBook();
  const sights = createSights();
  let plan: Planned[] = [];
  let expected: Planned | undefined;
  /** The goal that was met and still is. */
  let held: Goal | undefined;
  let visits = 0;
  /** The goal that the plan is for. */
  let aim: Goal | undefined;
  let resets = 0;
  let deaths = 0;
  let spent = 0;
  let calls = 0;
  let goalsKnown = 0;
  let earned = false;
  /** What was known when no plan was found. */
  let failedAt: string | undefined;

  const isTrusted = () => model.trust() >= LEAST_TRUST && deaths <= MAX_DEATHS;

  const search = (field: Field, purpose: Purpose): Planned[] | undefined =>
    findWalk(field, purpose, MAX_LOOKED, model.isBarred, model.rule.closes);

  /** With a goal met, the way to the next thing that the level may want to be come to. */
  const visit = (field: Field, { unwanted }: Goal): Planned[] => {
    const left = sights.list(model.rule, model.looks);
    const alerted = new Set([...left].filter((tile) => sights.alerts.has(tile)));
    for (const ends of alerted.size > 0 ? [alerted, left] : [left]) {
      const found = ends.size > 0 ? search(field, { unwanted, ends }) : undefined;
      if (found && visits < MAX_VISITS) {
        visits += 1;
        return found;
      }
    }
    return [];
  };

  const think = (available: readonly number[]): Planned[] => {
    const field = model.layOut(available);
    aim = undefined;
    if (!field) return [];
    if (held) {
      const way = visit(field, held);
      if (way.length > 0) return way;
      book.refute(held);
      held = undefined;
    }
    const goals = book.open(listGoals(model.rule, model.looks)).filter(({ cost }) => cost > 0);
    for (const goal of goals.slice(0, MAX_TRIES)) {
      const found = search(field, goal);
      if (!found) continue;
      aim = goal;
      return found;
    }
    for (const { tile, mover } of listTrials(model)) {
      const found = search(field, { unwanted: new Set(), ends: new Set([tile]), mover });
      if (found) return found;
    }
    return [];
  };

  /** Whether a plan leads from where the level began to one of its goals. */
  const canBeginAgain = (available: readonly number[]): boolean => {
    const { origin } = model;
    if (spent === 0 || resets >= MAX_RESETS) return false;
    if (!origin) return book.open(listGoals(model.rule, model.looks)).some(({ cost }) => cost > 0);
    const field = model.layOut(available, origin);
    const goals = field ? book.open(listGoals(model.rule, origin.looks)) : [];
    return goals
      .slice(0, MAX_TRIES)
      .some((goal) => field && goal.cost > 0 && search(field, goal) !== undefined);
  };

  /** Takes note of a goal that is met now, and the level goes on. */
  const judge = (before: readonly Goal[], then: readonly number[], isOwn: boolean) => {
    const looks = new Set(model.looks);
    const isMet = ({ unwanted }: Goal) => ![...unwanted].some((look) => looks.has(look));
    if (held && !isMet(held)) held = undefined;
    // A plan at whose end its goal is not met was made in vain.
    if (aim && isOwn && plan.length === 0 && !isMet(aim)) book.met(aim);
    for (const goal of book.open(before)) {
      if (goal.cost === 0 || !isMet(goal)) continue;
      book.met(goal);
      earned ||= isOwn;
      held = goal;
      visits = 0;
      sights.begin(then, model.looks);
      break;
    }
    if (model.tile !== undefined) sights.been(model.tile, model.looks);
  };

  const won = ({ frame: { availableActions } }: Place, code: number) => {
    const field = model.layOut(availableActions);
    const key = field?.keys.findIndex((one) => one.key === code) ?? -1;
    const end = key < 0 ? undefined : field?.step(field.start, key);
    if (!field || !end) return;
    const looks = field.active.map((_, at) => field.lookOf(end, at));
    const costs = new Map(listGoals(model.rule, looks).map(({ id, cost }) => [id, cost]));
    for (const goal of listGoals(model.rule, model.looks)) {
      if ((costs.get(goal.id) ?? 0) === 0) book.confirm(goal);
    }
  };

  return {
    name: "treading",

    begin(place, isNew) {
      plan = [];
      expected = undefined;
      held = undefined;
      spent = 0;
      failedAt = undefined;
      if (isNew) {
        book.begin();
        resets = 0;
        deaths = 0;
        calls = 0;
        goalsKnown = 0;
      }
      model.begin(place.view, isNew);
    },

    propose({ frame: { availableActions } }) {
      if (model.tile === undefined || !isTrusted()) return undefined;
      const next = plan[0];
      if (next && model.isBarred(next.state.tile, 1)) plan = [];
      if (plan.length === 0) {
        const now = `${model.tile} ${model.looks}`;
        if (now === failedAt) return undefined;
        plan = think(availableActions);
        if (plan.length === 0) {
          failedAt = now;
          if (!canBeginAgain(availableActions)) return undefined;
          resets += 1;
          return RESET.id;
        }
      }
      expected = plan.shift();
      return expected?.key;
    },

    observe({ from, code, to }) {
      const planned = expected?.key === code ? expected : undefined;
      expected = undefined;
      spent += 1;
      if (!planned) plan = [];
      if (to === GOAL) {
        earned ||= planned !== undefined;
        won(from, code);
      } else if (to === DEATH) {
        model.died(code);
        deaths += Number(planned !== undefined);
      }
      if (typeof to === "number") return;
      const goals = listGoals(model.rule, model.looks);
      const { looks } = model;
      model.watch(from, code, to);
      judge(goals, looks, planned !== undefined);
      if (planned?.state.tile !== model.tile) plan = [];
    },

    calls() {
      if (calls >= MAX_CALLS || !isTrusted()) return false;
      const goals =
        listGoals(model.rule, model.looks).length + Number(listTrials(model).length > 0);
      if (goals <= goalsKnown) return false;
      goalsKnown = goals;
      calls += 1;
      return true;
    },

    paid() {
      const was = earned;
      earned = false;
      return was;
    },
  };
}
