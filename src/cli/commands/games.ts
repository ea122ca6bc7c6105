import Table from "cli-table3";
import { type Connection, connect } from "../connect.ts";
import type { ConnectionFlags } from "../connection-options.ts";
import { apiKeyFromEnvironment } from "../environment.ts";
import { EXIT } from "../exit.ts";
import { leftOutLines } from "../select-games.ts";

/** `arc-train games`: what can be played, in the server's order. */
export async function gamesCommand(flags: ConnectionFlags & { json?: true }): Promise<number> {
  const connection: Connection = await connect(flags, apiKeyFromEnvironment());
  try {
    const list = await (await connection.client()).games();
    const { games } = list;
    for (const line of leftOutLines(list)) process.stderr.write(`${line}\n`);
    if (flags.json) {
      const rows = games.map((game) => ({
        game_id: game.gameId,
        title: game.title,
        tags: game.tags,
        baseline_actions: game.baselines,
      }));
      process.stdout.write(`${JSON.stringify(rows)}\n`);
      return EXIT.done;
    }
    const table = new Table({
      head: ["game", "title", "tags", "human actions per level"],
      style: { head: [], border: [], compact: true },
    });
    for (const { gameId, title, tags, baselines } of games) {
      table.push([gameId, title, tags.join(", "), baselines.join(" ") || "not told"]);
    }
    process.stdout.write(`${table.toString()}\n`);
    return EXIT.done;
  } finally {
    await connection.close();
  }
}
