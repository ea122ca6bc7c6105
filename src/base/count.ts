/** `1 level`, `2 levels`: a number and what is counted; `nouns` where an s alone does not make many of one. */
export const count = (number: number, noun: string, nouns = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : nouns}`;
