import { ArcTrainError, messageOf } from "./errors.ts";

/** A file, the database or the disk under them failed. */
export class DiskError extends ArcTrainError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("DISK", message, options);
  }
}

const EXPLANATIONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  SQLITE_FULL: "the disk is full",
  EDQUOT: "your share of the disk is used up",
  // The file of memory that a database is shared by cannot grow.
  SQLITE_IOERR_SHMSIZE: "the disk is full",
  EROFS: "the file system is read-only",
  // What Node says when it makes several directories below a read-only one.
  ENOENT: "it cannot be made there: is the file system read-only?",
  SQLITE_READONLY: "it is read-only",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOTDIR: "a part of the path is not a directory",
  EEXIST: "a file of that name is in the way",
  SQLITE_CANTOPEN: "it cannot be opened: check permissions and free space",
  SQLITE_NOTADB: "it is not a database; the next run sets it aside and begins a new one",
  SQLITE_CORRUPT: "it is damaged; the next run sets it aside and begins a new one",
  SQLITE_BUSY: "another program holds it locked",
  SQLITE_IOERR: "reading or writing it failed",
};

const FULL = new Set(["ENOSPC", "EDQUOT", "SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"]);

/** Whether it failed for want of room alone. */
export const isFull = ({ cause }: DiskError): boolean =>
  FULL.has(String((cause as { code?: unknown } | undefined)?.code));

/** The error for what failed while doing `what` (e.g. `writing /data/x`). */
export function diskError(what: string, cause: unknown): DiskError {
  if (cause instanceof DiskError) return cause;
  const code = String((cause as { code?: unknown })?.code ?? "");
  // SQLite extends its codes: SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR.
  const known = Object.keys(EXPLANATIONS).find((key) => code === key || code.startsWith(`${key}_`));
  return new DiskError(`${what}: ${known ? EXPLANATIONS[known] : messageOf(cause)}`, { cause });
}
