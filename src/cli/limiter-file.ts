import { join } from "node:path";
import { userStateDir } from "../base/user-data-dir.ts";

/** One file for the user, wherever the runs keep their data: the services count them together. */
export const limiterFile = (): string => join(userStateDir, "limiter.db");
