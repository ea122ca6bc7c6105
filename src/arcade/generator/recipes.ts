import type { Control } from "./control.ts";
import type { RuleName } from "./rules/catalog.ts";
import type { StageName } from "./stages.ts";

/** What kind of game is made: rules that are put together, and what may join them in later levels. */
export interface Recipe {
  readonly name: string;
  readonly control: Control;
  readonly stages: readonly StageName[];
  /** The floor's longest side; smaller where the search has much to look at. */
  readonly side: number;
  /** In every level, laid out in this order. */
  readonly rules: readonly RuleName[];
  /** Some of these join in later levels. */
  readonly later: readonly RuleName[];
}

const ROOMS: readonly StageName[] = ["open", "pillars", "pillars"];
const CUT: readonly StageName[] = ["halls", "maze"];
const PERILS: readonly RuleName[] = ["hazard", "patrol", "chaser", "crack"];

const walk = (name: string, rules: readonly RuleName[], more: Partial<Recipe> = {}): Recipe => ({
  name,
  control: "walk",
  stages: ROOMS,
  side: 8,
  rules,
  later: PERILS,
  ...more,
});
const press = (name: string, control: Control, rules: readonly RuleName[]): Recipe => ({
  name,
  control,
  stages: ["bare"],
  side: 0,
  rules,
  later: [],
});

/** All kinds of games. */
export const RECIPES: readonly Recipe[] = [
  walk("walk-exit", ["exit"], { stages: ["maze", "pillars"], later: [...PERILS, "collect"] }),
  walk("walk-collect", ["collect"], { later: [...PERILS, "exit"] }),
  walk("walk-collect-avoid", ["collect", "hazard"], { later: ["patrol", "chaser", "exit"] }),
  walk("walk-patrol-exit", ["patrol", "exit"], { later: ["collect", "hazard", "patrol"] }),
  walk("walk-chase-collect", ["chaser", "collect"], { stages: ["pillars"], later: ["exit"] }),
  walk("walk-key-exit", ["keyDoor", "exit"], { stages: CUT, later: ["collect", "patrol"] }),
  walk("walk-plate-collect", ["plateDoor", "collect"], { stages: CUT, later: ["exit", "pulse"] }),
  walk("reach-lever-exit", ["leverDoor", "exit"], {
    control: "reach",
    stages: CUT,
    later: ["collect", "patrol"],
  }),
  walk("walk-pulse-collect", ["pulse", "collect"], { stages: CUT, later: ["exit", "keyDoor"] }),
  walk("walk-portal-collect", ["portal", "collect"], {
    stages: ["islands"],
    later: ["exit", "hazard"],
  }),
  walk("walk-crack-exit", ["crack", "collect", "exit"], { later: ["hazard"] }),
  walk("walk-order", ["order"], { later: ["hazard", "crack", "exit"] }),
  walk("walk-dye", ["dye"], { later: ["hazard", "patrol", "exit"] }),
  walk("walk-stain", ["stain"], { later: [...PERILS, "exit"] }),
  walk("walk-trail", ["trail"], { stages: ["open"], side: 6, later: ["hazard"] }),
  walk("walk-push", ["push"], { side: 6, later: ["exit", "hazard"] }),
  walk("walk-push-collect", ["push", "collect"], { stages: ["open"], side: 5, later: ["exit"] }),
  walk("walk-push-match", ["pushMatched"], { side: 6, later: ["exit"] }),
  walk("tread-toggle", ["toggle"], { control: "tread", stages: ["open"], later: ["exit"] }),
  walk("slide-exit", ["exit"], { control: "slide", stages: ["pillars"], later: ["collect"] }),
  walk("slide-collect", ["collect"], { control: "slide", stages: ["pillars"], later: ["hazard"] }),
  walk("slide-avoid-exit", ["hazard", "exit"], {
    control: "slide",
    stages: ["pillars"],
    later: ["collect"],
  }),
  walk("arrows-collect", ["collect"], { control: "arrows", later: ["hazard", "exit"] }),
  walk("arrows-push", ["push"], { control: "arrows", side: 6, later: ["exit"] }),
  press("click-toggle", "click", ["toggle"]),
  press("click-toggle-match", "click", ["toggleSample"]),
  press("cursor-toggle-match", "cursor", ["toggleSample"]),
  press("click-pipes", "click", ["pipes"]),
  press("cursor-pipes", "cursor", ["pipes"]),
  press("click-sort", "click", ["swap"]),
  press("cursor-sort", "cursor", ["swap"]),
  press("click-rows-match", "click", ["cycleRows"]),
  press("turn-rows-match", "turn", ["cycleRows"]),
  press("click-fours-match", "click", ["cycleFours"]),
  press("click-paint-match", "click", ["paint"]),
  press("cursor-paint-match", "cursor", ["paint"]),
  press("click-paint-mirror", "click", ["paintMirrored"]),
  press("click-flood", "click", ["flood"]),
  press("turn-flood", "turn", ["flood"]),
  press("click-pick", "click", ["pick"]),
  press("click-pairs", "click", ["pairs"]),
  press("cursor-pairs", "cursor", ["pairs"]),
];
