/** The words of a command line: parted by blanks, but for those in single or double quotes. No shell reads it. */
export function splitCommand(line: string): string[] {
  const words: string[] = [];
  for (const [, double, single, bare] of line.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|(\S+)/g)) {
    words.push(double?.replaceAll(/\\(.)/g, "$1") ?? single ?? (bare as string));
  }
  return words;
}
