import { borderedTable } from "../../display/bordered-table.ts";
import { type Connection, connect } from "../connect.ts";
import type { ConnectionFlags } from "../connection-options.ts";
import { apiKeyFromEnvironment } from "../environment.ts";
import { EXIT } from "../exit.ts";
import { leftOutLines } from "../select-games.ts";
import { print, printError, printJson } from "../terminal.ts";

/** `arc-train games`: what can be played, in the server's order. */
export async function gamesCommand(flags: ConnectionFlags & { json?: true }): Promise<number> {
  const connection: Connection = await connect(flags, apiKeyFromEnvironment());
  try {
    const list = await (await connection.client()).games();
    const { games } = list;
    for (const line of leftOutLines(list)) printError(line);
    if (flags.json) {
      const rows = games.map((game) => ({
        game_id: game.gameId,
        title: game.title,
        tags: game.tags,
        baseline_actions: game.baselines,
      }));
      printJson(rows);
      return EXIT.done;
    }
    const rows = games.map(({ gameId, title, tags, baselines }) => [
      gameId,
      title,
      tags.join(", "),
      baselines.join(" ") || "not told",
    ]);
    print(borderedTable(["game", "title", "tags", "human actions per level"], rows));
    return EXIT.done;
  } finally {
    await connection.close();
  }
}
