import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";

/** env-paths fails as it is imported where the system knows no home, as in containers of a nameless user. */
const paths = await import("env-paths").then(
  ({ default: envPaths }) => envPaths("arc-train", { suffix: "" }),
  () => null,
);

/** Where the platform's convention has a user's data; null where no home directory is known. */
export const userDataDir: string | null = paths && isAbsolute(paths.data) ? paths.data : null;

/** The same for what may be lost when the machine starts anew: a place for it there always is. */
export const userStateDir: string =
  userDataDir ?? join(tmpdir(), `arc-train-${process.getuid?.() ?? "user"}`);
