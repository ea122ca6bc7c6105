import { hostname } from "node:os";

/** What this machine calls itself: for messages, no proof of anything. */
export const readMachineName = (): string => hostname();
