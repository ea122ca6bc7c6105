import { execFile } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What became of a command. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command line by `sh` in `dir`, under this Node, as a user who has no key and whose data is below
 * `dir`.
 */
export function runIn(
  dir: string,
  line: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ARC_|npm_|VITEST|FORCE_COLOR$)/.test(name),
  );
  const options = {
    cwd: dir,
    env: {
      ...Object.fromEntries(inherited),
      // npm and npx run under this Node, too.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
      XDG_DATA_HOME: join(dir, "user-data"),
      ...env,
    },
  };
  return new Promise((resolve) => {
    execFile("sh", ["-ec", line], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
  });
}
