import { RESET } from "../../../game/action.ts";
import { DEATH, GOAL } from "../../../memory/state-graph.ts";
import type { Strategy } from "../strategy.ts";
import { spotCode } from "../tour/reach.ts";
import type { Spot } from "../tour/sprite.ts";
import { findPlan, type Planned } from "./find-plan.ts";
import { type Goal, isMet } from "./goal.ts";
import { listGoals, listMarks, type Window } from "./list-goals.ts";
import { createPushModel } from "./push-model.ts";
import { stepsTo, walkAbout } from "./walk-about.ts";
import type { Yard } from "./yard.ts";

/** Arrangements of boxes looked at for a plan, and plans sought before one action. */
const MAX_LOOKED = 1_500;
const MAX_SOUGHT = 4;
/** How often in a level a plan for one goal may not be found, and the level be started again. */
const MAX_FAILURES = 6;
const MAX_RESETS = 5;
/** Keys with another result than thought that are let pass in a level, and the share of all keys. */
const MISSES = 10;
const MISS_SHARE = 0.3;

/** What a mover may stand in: a square as wide as its step, around it. */
function surround({ mover, keys }: Yard): Window {
  const step = Math.max(...keys.map(({ dx, dy }) => Math.max(Math.abs(dx), Math.abs(dy))));
  const width = Math.max(mover.width, step);
  const height = Math.max(mover.height, step);
  return {
    width,
    height,
    left: -Math.floor((width - mover.width) / 2),
    top: -Math.floor((height - mover.height) / 2),
  };
}

/**
 * Pushes things to where they might belong. Evidence comes first: until something was seen to give way
 * to what the keys move it proposes nothing. Then it takes each goal in turn that the look of the level
 * suggests, plans it in a model, and checks every step; with a goal met, the mover goes to all else
 * there is, for the level may want that too.
 */
export function createPush(): Strategy {
  const model = createPushModel();
  /** How often goals were met in vain, and to which levels' ends they led. */
  const vain = new Map<string, number>();
  const proven = new Map<string, number>();
  let steps: Planned[] = [];
  let expected: Planned | undefined;
  let goals: readonly Goal[] = [];
  /** Goals that were met in this level, and all else was visited, in vain. */
  let refuted = new Set<string>();
  let failures = new Map<string, number>();
  /** Where the mover was since the goal that holds was met. */
  let visited = new Set<number>();
  let held: string | undefined;
  let probed = new Set<number>();
  let spent = 0;
  let resets = 0;
  let hits = 0;
  let misses = 0;
  /** Whether any plan was found in this level, and whether one was sought at its start. */
  let hadPlan = false;
  let sawStart = false;
  let earned = false;
  let called = false;

  const rank = ({ id, score }: Goal) => score + 10 * (proven.get(id) ?? 0) - (vain.get(id) ?? 0);
  const codesMet = (goal: Goal, boxes: readonly { readonly spot: Spot }[]) =>
    isMet(goal, boxes, spotCode);

  /** The way to the nearest thing that the mover was not at yet. */
  const visit = (yard: Yard): Planned[] => {
    const targets = new Set<number>();
    for (const mark of listMarks(model.ground, yard.floor, surround(yard))) {
      for (const spot of mark.spots) targets.add(spotCode(spot));
    }
    const walk = walkAbout(yard, 0, yard.places);
    const spotOf = (place: number) => yard.floor.spots[place] as Spot;
    const end = walk.places.find((place) => {
      const code = spotCode(spotOf(place));
      return targets.has(code) && !visited.has(code);
    });
    if (end === undefined) return [];
    const boxes = yard.boxes.map(({ spot }) => spot);
    let at = 0;
    return stepsTo(walk, end).map((index) => {
      at = yard.floor.next[at * yard.keys.length + index] as number;
      return { key: yard.keys[index]?.key as number, mover: spotOf(at), boxes };
    });
  };

  const think = (yard: Yard): Planned[] => {
    sawStart ||= spent === 0;
    goals = listGoals(model.ground, yard);
    (globalThis as any).PUSHLOG?.(
      "think",
      yard.boxes.map((b) => [b.colour, b.spot.x, b.spot.y, b.sprite.width]),
      "mover",
      yard.floor.spots[0],
      "floor",
      yard.floor.spots.length,
      yard.floors.map((f) => f.spots.length),
      "keys",
      yard.keys,
      goals.map((g) => [
        g.id,
        g.score,
        refuted.has(g.id),
        failures.get(g.id),
        g.wants.map((w) => w.boxes.length + "/" + w.spots.size),
      ]),
    );
    const open = goals.filter(({ id }) => !refuted.has(id)).sort((a, b) => rank(b) - rank(a));
    let sought = 0;
    for (const goal of open) {
      if (codesMet(goal, yard.boxes)) {
        if (held !== goal.id) visited = new Set();
        held = goal.id;
        const way = visit(yard);
        if (way.length > 0) return way;
        refuted.add(goal.id);
        vain.set(goal.id, (vain.get(goal.id) ?? 0) + 1);
        continue;
      }
      const failed = failures.get(goal.id) ?? 0;
      if (failed >= MAX_FAILURES || sought === MAX_SOUGHT) continue;
      sought += 1;
      held = undefined;
      const plan = findPlan(yard, goal, MAX_LOOKED);
      (globalThis as any).PUSHLOG?.("plan", goal.id, plan.kind, plan.steps.length, plan.looked);
      if (plan.kind === "found") {
        hadPlan = true;
        return [...plan.steps];
      }
      if (plan.kind === "unknown") failures.set(goal.id, failed + 1);
    }
    return [];
  };

  const isHopeless = () => misses > MISSES && misses > MISS_SHARE * (hits + misses);

  const mayRestart = () =>
    spent > 0 &&
    resets < MAX_RESETS &&
    (hadPlan || !sawStart) &&
    goals.some(({ id }) => !refuted.has(id) && (failures.get(id) ?? 0) < MAX_FAILURES);

  const isAsExpected = ({ mover, boxes }: Planned): boolean => {
    const same = (a: Spot | undefined, b: Spot | undefined) => a?.x === b?.x && a?.y === b?.y;
    return (
      same(model.mover?.spot, mover) &&
      boxes.length === model.boxes.length &&
      boxes.every((spot, box) => same(spot, model.boxes[box]?.spot))
    );
  };

  const won = () => {
    const boxes = expected ? expected.boxes.map((spot) => ({ spot })) : model.boxes;
    if (boxes.length === 0) return;
    for (const goal of goals) {
      if (codesMet(goal, boxes)) proven.set(goal.id, (proven.get(goal.id) ?? 0) + 1);
    }
    earned = true;
  };

  return {
    name: "pushing",

    begin(place, isNew) {
      steps = [];
      expected = undefined;
      held = undefined;
      spent = 0;
      if (isNew) {
        goals = [];
        refuted = new Set();
        failures = new Map();
        probed = new Set();
        resets = 0;
        hits = 0;
        misses = 0;
        hadPlan = false;
        sawStart = false;
        called = false;
      }
      model.begin(place.view, isNew);
    },

    propose(place) {
      if (isHopeless()) return undefined;
      if (steps.length === 0) {
        const { availableActions } = place.frame;
        const probe = model.probes(availableActions).find((key) => !probed.has(key));
        if (probe !== undefined) {
          probed.add(probe);
          return probe;
        }
        const yard = model.layOut(availableActions);
        if (!yard) return undefined;
        steps = think(yard);
        if (steps.length === 0 && mayRestart()) {
          resets += 1;
          return RESET.id;
        }
      }
      expected = steps.shift();
      return expected?.key;
    },

    observe({ from, code, to }) {
      const stood = model.mover?.spot;
      spent += 1;
      if (expected?.key !== code) expected = undefined;
      if (to === GOAL) won();
      else if (to === DEATH) model.died(code);
      if (typeof to === "number") return;
      model.watch(from.view, code, to.view);
      const { mover } = model;
      if (mover) visited.add(spotCode(mover.spot));
      if (!expected || !isAsExpected(expected)) {
        if (expected)
          (globalThis as any).PUSHLOG?.(
            "MISS",
            expected,
            model.mover?.spot,
            model.boxes.map((b) => b.spot),
            hits,
            misses,
          );
        // To be stopped teaches what stops it.
        const stopped = stood?.x === mover?.spot.x && stood?.y === mover?.spot.y;
        if (expected && !stopped) misses += 1;
        if (expected && stopped) visited.add(spotCode(expected.mover));
        steps = [];
      } else {
        hits += 1;
        if (goals.some((goal) => !refuted.has(goal.id) && codesMet(goal, model.boxes)))
          earned = true;
      }
      expected = undefined;
    },

    calls() {
      const calls = !called && model.boxes.length > 0;
      called ||= calls;
      return calls;
    },

    paid() {
      const was = earned;
      earned = false;
      return was;
    },
  };
}
