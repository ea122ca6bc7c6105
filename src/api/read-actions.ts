import type { ActionId } from "../game/action.ts";

/** The API of 2025 did not list them; then any of these may be tried. */
const DEFAULT_ACTIONS: readonly ActionId[] = [1, 2, 3, 4, 5, 6];

/** An action as the wire has it: 3, "3" or "ACTION3", "RESET" for 0; undefined for anything else. */
export function actionIdOf(wire: unknown): ActionId | undefined {
  const text = wire === "RESET" ? "0" : String(wire).replace(/^ACTION(?=[1-7]$)/, "");
  const isTold = typeof wire === "number" || typeof wire === "string";
  return isTold && /^[0-7]$/.test(text) ? (Number(text) as ActionId) : undefined;
}

/** The actions a reply offers, each once and in its order; RESET and what is unheard of is left out. */
export function offeredActions(list: readonly unknown[] | null | undefined): readonly ActionId[] {
  if (!list) return DEFAULT_ACTIONS;
  const offered = new Set(list.map(actionIdOf));
  return [...offered].filter((id) => id !== undefined && id !== 0) as ActionId[];
}
