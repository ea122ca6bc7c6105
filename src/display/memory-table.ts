import Table from "cli-table3";
import { count } from "../base/count.ts";
import { printable } from "../base/errors.ts";
import { splitGameId } from "../game/game.ts";
import type { MemoryRow } from "../memory/memory-rows.ts";
import type { LevelOutline, MemoryOutline } from "../memory/outline-game-memory.ts";
import { bytesText } from "./format.ts";

/** A row and its figures: undefined where it is damaged, null where only its agent understands it. */
export interface OutlinedRow {
  readonly row: MemoryRow;
  readonly outline: MemoryOutline | undefined | null;
}

/** What is remembered, an agent's game a line. */
export function memoryTable(rows: readonly OutlinedRow[]): string {
  const table = new Table({
    head: [
      "agent",
      "game",
      "version",
      "level: shortest way",
      "states",
      "tested",
      "learned from",
      "saved",
      "size",
    ],
    colAligns: ["left", "left", "left", "left", "right", "right", "left", "left", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { row, outline } of rows) {
    const { name, version } = splitGameId(row.gameId);
    table.push([
      printable(row.agent),
      printable(name),
      printable(version),
      ...figures(outline),
      `${new Date(row.savedAt).toISOString().slice(0, 16).replace("T", " ")}Z`,
      bytesText(row.bytes),
    ]);
  }
  const isUncertain = rows.some(({ outline }) => outline?.levels.some((level) => !level.verified));
  return isUncertain
    ? `${table.toString()}\n? in another version of the game, not yet tried in this one`
    : table.toString();
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
