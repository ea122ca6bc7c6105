import { InvalidArgumentError } from "commander";

/** A flag's parser for numbers in [min, max]; its message names the range, commander adds flag and value. */
export function numberIn(min: number, max: number, unit = "") {
  return (text: string): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`A number from ${min} to ${max}${unit} is wanted.`);
  };
}

/** The same for whole numbers. */
export function wholeNumberIn(min: number, max: number) {
  return (text: string): number => {
    const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`A whole number from ${min} to ${max} is wanted.`);
  };
}
