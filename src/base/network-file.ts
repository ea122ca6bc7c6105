import { statfsSync } from "node:fs";

/** Types of file systems (Linux, `man 2 statfs`) whose files other machines may have open too. */
const NETWORK_TYPES: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x01021997, // 9p, of virtual machines
  0x65735546, // FUSE, among them virtiofs and sshfs
  0x0bd00bd0, // Lustre
  0x00c36400, // Ceph
  0x47504653, // GPFS
  0x5346414f, // AFS
  0x013111a8, // IBRIX
  0x19830326, // BeeGFS
]);

/** Whether a file that exists lies where other machines may reach it, as far as the system tells. */
export const isNetworkFile = (file: string): boolean =>
  // Some systems give the type as a signed number.
  process.platform === "linux" && isNetworkType(statfsSync(file).type);

export const isNetworkType = (type: number): boolean => NETWORK_TYPES.has(type >>> 0);
