import { type Action, type ActionId, CLICK, click } from "../../game/action.ts";
import { MAX_SIDE } from "../../game/frame.ts";

/** An action as a model writes it: `1`, `6:12,40`, `0`. */
export const formatAction = ({ id, x, y }: Action): string =>
  id === CLICK ? `${id}:${x},${y}` : String(id);

/** The action of such a text; undefined where it is none. */
export function parseAction(text: string): Action | undefined {
  const match = /^\s*(?:ACTION)?([0-7])(?:\s*[: ]\s*(\d{1,2})\s*,\s*(\d{1,2}))?\s*$/i.exec(text);
  if (!match) return undefined;
  const [, id, x, y] = match;
  if (Number(id) !== CLICK) return x === undefined ? { id: Number(id) as ActionId } : undefined;
  if (x === undefined || Number(x) >= MAX_SIDE || Number(y) >= MAX_SIDE) return undefined;
  return click(Number(x), Number(y));
}

/** The actions told of a long sequence. */
const MAX_TOLD = 60;

/** A sequence of actions in short: `1×3 4 6:12,40`. */
export function describeActions(actions: readonly string[]): string {
  const runs: { action: string; times: number }[] = [];
  for (const action of actions) {
    const latest = runs.at(-1);
    if (latest?.action === action) latest.times += 1;
    else runs.push({ action, times: 1 });
  }
  const told = runs
    .slice(-MAX_TOLD)
    .map(({ action, times }) => (times > 1 ? `${action}×${times}` : action));
  return `${runs.length > MAX_TOLD ? "… " : ""}${told.join(" ")}`;
}
