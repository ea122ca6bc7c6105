import type { LayRule } from "../rule.ts";
import { bauble } from "./bauble.ts";
import { chaser } from "./chaser.ts";
import { collect } from "./collect.ts";
import { crack } from "./crack.ts";
import { cycleFours, cycleRows } from "./cycles.ts";
import { keyDoor, leverDoor, plateDoor } from "./door.ts";
import { drifter } from "./drifter.ts";
import { dye } from "./dye.ts";
import { exit } from "./exit.ts";
import { flood } from "./flood.ts";
import { hazard } from "./hazard.ts";
import { order } from "./order.ts";
import { pairs } from "./pairs.ts";
import { paint, paintMirrored } from "./palette.ts";
import { patrol } from "./patrol.ts";
import { pick } from "./pick.ts";
import { pipes } from "./pipes.ts";
import { portal } from "./portal.ts";
import { pulse } from "./pulse.ts";
import { push, pushMatched } from "./push.ts";
import { refill } from "./refill.ts";
import { stain } from "./stain.ts";
import { swap } from "./swap.ts";
import { toggle, toggleSample } from "./toggle.ts";
import { trail } from "./trail.ts";

/** Every mechanic by its name. */
export const RULES = {
  bauble,
  chaser,
  collect,
  crack,
  cycleFours,
  cycleRows,
  drifter,
  dye,
  exit,
  flood,
  hazard,
  keyDoor,
  leverDoor,
  order,
  pairs,
  paint,
  paintMirrored,
  patrol,
  pick,
  pipes,
  plateDoor,
  portal,
  pulse,
  push,
  pushMatched,
  refill,
  stain,
  swap,
  toggle,
  toggleSample,
  trail,
} satisfies Record<string, LayRule>;

export type RuleName = keyof typeof RULES;
