type Write = typeof process.stdout.write;

/** Writes to stdout, also while it is reserved. */
export const writeStdout: Write = process.stdout.write.bind(process.stdout);

/**
 * Keeps stdout for `writeStdout` alone: what anybody else writes there from now on, as an agent's
 * `console.log`, goes to stderr.
 */
export function reserveStdout(): void {
  const { stdout, stderr } = process;
  const writeElsewhere: Write = stderr.write.bind(stderr);
  // Nothing is written to learn when all before is written.
  const isQuestion = (chunk: unknown) => chunk === "";
  stdout.write = ((...args: Parameters<Write>) =>
    isQuestion(args[0]) ? writeStdout(...args) : writeElsewhere(...args)) as Write;
}
