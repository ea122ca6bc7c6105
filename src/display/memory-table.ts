import { count } from "../base/count.ts";
import { splitGameId } from "../game/game.ts";
import type { MemoryRow } from "../memory/store/memory-rows.ts";
import type {
  AdviceOutline,
  LevelOutline,
  MemoryOutline,
} from "../memory/store/outline-game-memory.ts";
import { borderedTable } from "./bordered-table.ts";
import { bytesText } from "./format.ts";

/** A row and its figures: undefined where it is damaged, null where only its agent understands it. */
export interface OutlinedRow {
  readonly row: MemoryRow;
  readonly outline: MemoryOutline | undefined | null;
}

const HEAD = [
  "agent",
  "game",
  "version",
  "level: shortest way",
  "states",
  "tested",
  "learned from",
  "saved",
  "size",
];
const ALIGNS = ["left", "left", "left", "left", "right", "right", "left", "left", "right"] as const;

/** What is remembered, an agent's game a line. */
export function memoryTable(rows: readonly OutlinedRow[]): string {
  const isAdvised = rows.some(({ outline }) => outline?.advice);
  const table = isAdvised
    ? borderedTable([...HEAD, "advice"], rows.map(withAdvice), { colAligns: [...ALIGNS, "left"] })
    : borderedTable(HEAD, rows.map(cells), { colAligns: ALIGNS });
  const isUncertain = rows.some(({ outline }) => outline?.levels.some((level) => !level.verified));
  return isUncertain
    ? `${table}\n? in another version of the game, not yet tried in this one`
    : table;
}

const withAdvice = (row: OutlinedRow): string[] => [...cells(row), adviceText(row.outline?.advice)];

/** `12 notes, 8 functions, model, 29 calls`. */
function adviceText(advice: AdviceOutline | undefined): string {
  if (!advice) return "–";
  const { notes, functions, hasModel, calls, unchecked } = advice;
  return [
    count(notes, "note"),
    count(functions, "function"),
    ...(hasModel ? ["model"] : []),
    ...(unchecked > 0 ? [`${unchecked} unchecked`] : []),
    count(calls, "call"),
  ].join(", ");
}

function cells({ row, outline }: OutlinedRow): string[] {
  const { name, version } = splitGameId(row.gameId);
  const saved = new Date(row.savedAt).toISOString().slice(0, 16).replace("T", " ");
  return [row.agent, name, version, ...figures(outline), `${saved}Z`, bytesText(row.bytes)];
}

function figures(outline: OutlinedRow["outline"]): string[] {
  if (outline === undefined) return ["damaged, not used", "–", "–", "–"];
  if (outline === null) return ["–", "–", "–", "–"];
  const { levels, states, tested, actions, runs } = outline;
  return [
    levels.map(way).join(", ") || "none won",
    `${states}`,
    `${tested}`,
    `${count(actions, "action")}, ${count(runs, "run")}`,
  ];
}

const way = ({ level, shortest, verified }: LevelOutline): string =>
  `${level}: ${shortest}${verified ? "" : "?"}`;
