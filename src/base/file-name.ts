/** An id as a file's name: ids come from the server, and nothing of them may leave the directory. */
export const fileName = (id: string): string => id.replaceAll(/[^\w.-]/g, "_").replace(/^\.+/, "_");
