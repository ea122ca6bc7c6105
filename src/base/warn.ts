/** A line on standard error for whoever runs the program, in the way Node warns. */
export const warn = (text: string): void => process.emitWarning(text, "ArcTrainWarning");
