import type { Lasting } from "../../advice/lasting.ts";
import { parseJson } from "../../base/json.ts";
import { type Head, MAX_MEMORY, type Saved } from "./saved.ts";

const UNCHECKED = "(imported, unchecked) ";
/** Characters of imported code that a model may read. */
const MAX_IMPORTED = 30_000;

/**
 * What a run begins with, of all heads: the later of two declarations of a name, all notes. Imported notes are
 * marked, and imported code is given to the model as text alone, in `mem.imported`: it reads what it wants to adopt, and
 * declares that itself.
 */
export function recallSaved({ heads, spent }: Saved): Lasting {
  const calls = ({ run }: Head) => spent[run]?.calls ?? 0;
  const sorted = [...heads].sort((a, b) => calls(a) - calls(b) || a.seq - b.seq);
  const own = sorted.filter(({ isForeign }) => !isForeign);
  const foreign = sorted.filter(({ isForeign }) => isForeign);
  const model = own.findLast((head) => head.model !== undefined)?.model;
  const imported = importedCode(foreign);
  const notes = [
    ...own.flatMap((head) => head.notes),
    ...foreign.flatMap((head) => head.notes.map((note) => asUnchecked(note))),
    ...(Object.keys(imported).length > 0 ? [importedNote(imported)] : []),
  ];
  return {
    notes: [...new Set(notes)],
    kept: Object.assign({}, ...own.map((head) => head.kept)),
    memory: withImported(own.at(-1)?.memory ?? "{}", imported),
    ...(model !== undefined && { model }),
    tried: own.at(-1)?.tried ?? [],
  };
}

const asUnchecked = (note: string): string =>
  note.startsWith(UNCHECKED) ? note : `${UNCHECKED}${note}`;

const importedNote = (imported: Readonly<Record<string, string>>): string =>
  `${UNCHECKED}code of another player lies as text in mem.imported, and does not run: ${Object.keys(imported).join(", ")}. Read it with print(mem.imported.name); what you find right, declare yourself.`;

/** The code of heads that are not the user's own, by name, as much of it as there is room for. */
function importedCode(foreign: readonly Head[]): Record<string, string> {
  const all = foreign.flatMap(({ kept, model }) => [
    ...Object.entries(kept),
    ...(model === undefined ? [] : [["model", model] as const]),
  ]);
  let room = MAX_IMPORTED;
  const fitting = all.filter(([, source]) => {
    const fits = source.length <= room;
    if (fits) room -= source.length;
    return fits;
  });
  return Object.fromEntries(fitting);
}

/** `mem` with the imported code in it, where it is an object; JSON. */
function withImported(memory: string, imported: Readonly<Record<string, string>>): string {
  if (Object.keys(imported).length === 0) return memory;
  const parsed = parseJson(memory);
  const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  const joined = JSON.stringify({ ...(isObject ? parsed : {}), imported });
  return joined.length <= MAX_MEMORY ? joined : memory;
}
