import { printable, UsageError } from "../../base/errors.ts";
import { forgetMemory, listMemory, type MemoryRow } from "../../memory/store/memory-rows.ts";
import { confirm } from "../confirm.ts";
import { EXIT } from "../exit.ts";
import { filterOf, type MemoryFlags, nothingRemembered, withMemory } from "../open-memory.ts";
import { print } from "../terminal.ts";

/** `arc-train memory forget`: the games whose id begins with `prefix`, or `all`. */
export async function memoryForgetCommand(
  prefix: string,
  flags: MemoryFlags & { yes?: true },
): Promise<number> {
  const games = prefix === "all" ? undefined : [prefix];
  const filter = filterOf(flags, games);
  return await withMemory(flags, async (database) => {
    const rows = listMemory(database, filter);
    if (rows.length === 0) throw nothingRemembered(flags, games);
    if (!flags.yes && !(await agrees(rows))) {
      print("nothing forgotten");
      return EXIT.done;
    }
    for (const row of forgetMemory(database, filter)) {
      print(`forgotten: ${nameOf(row)}`);
    }
    return EXIT.done;
  });
}

async function agrees(rows: readonly MemoryRow[]): Promise<boolean> {
  const names = rows.map(nameOf).join(", ");
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UsageError(`forgetting ${names}: say --yes, since nobody can be asked here`);
  }
  return await confirm(`Forget what was learned of ${names}?`, process.stdin, process.stdout);
}

const nameOf = ({ agent, gameId }: MemoryRow): string => printable(`${gameId} (${agent})`);
