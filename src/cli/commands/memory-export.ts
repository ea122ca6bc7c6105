import { count } from "../../base/count.ts";
import { printable } from "../../base/errors.ts";
import { writeWholeFile } from "../../base/write-file.ts";
import { writeText } from "../../base/write-text.ts";
import { encodeMemoryFile, isPortable } from "../../memory/store/memory-file.ts";
import { listMemory } from "../../memory/store/memory-rows.ts";
import { EXIT } from "../exit.ts";
import {
  filterOf,
  type MemoryFlags,
  nothingRemembered,
  outlineOf,
  withMemory,
} from "../open-memory.ts";
import { print, printError } from "../terminal.ts";

/** `arc-train memory export`: into a file, or to stdout. */
export async function memoryExportCommand(
  file: string | undefined,
  flags: MemoryFlags & { game?: readonly string[] },
): Promise<number> {
  const filter = filterOf(flags, flags.game);
  const rows = await withMemory(flags, (database) => listMemory(database, filter));
  const sound = rows.filter((row) => outlineOf(row) !== undefined && isPortable(row));
  for (const { agent, gameId } of rows.filter((row) => !sound.includes(row))) {
    printError(printable(`left out, it could not be read back: ${gameId} (${agent})`));
  }
  if (sound.length === 0) throw nothingRemembered(flags, flags.game);
  const bytes = encodeMemoryFile(sound, file?.endsWith(".gz") === true);
  if (file === undefined) {
    await writeText(process.stdout, bytes.toString("utf8"));
    return EXIT.done;
  }
  writeWholeFile(file, bytes);
  print(printable(`exported to ${file}: ${count(sound.length, "entry", "entries")}`));
  return EXIT.done;
}
