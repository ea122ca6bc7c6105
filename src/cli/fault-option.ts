import { InvalidArgumentError, Option } from "commander";
import {
  type Faults,
  MISHAPS,
  type Mishap,
  NO_FAULTS,
  RETRY_AFTER_FORMS,
  type RetryAfterForm,
} from "../arcade/faults.ts";
import { numberIn } from "./numbers.ts";

/** The mishaps that take seconds after `@`: the field they set, and the most they may be. */
const TIMED: Readonly<
  Partial<Record<Mishap, { readonly field: "outageMs" | "byteMs"; readonly max: number }>>
> = {
  "503": { field: "outageMs", max: 3600 },
  slow: { field: "byteMs", max: 60 },
};

/** Words without a share: what they set, and what `arcade --help` says of them. */
const SWITCHES: Readonly<Record<string, { readonly set: Partial<Faults>; readonly help: string }>> =
  {
    everywhere: {
      set: { everywhere: true },
      help: "all requests suffer, not the commands alone",
    },
    "refused-resets": {
      set: { levelResetsOnly: true },
      help: "RESET starts the level again, billed, never the game (the toolkit's ONLY_RESET_LEVELS)",
    },
  };

const RETRY_AFTER_HELP = `429s say how long to wait; =${RETRY_AFTER_FORMS.join(", =")}: in which form`;

export const faultOption = (): Option =>
  new Option("--faults <list>", "what goes wrong on purpose, see below")
    .default(NO_FAULTS, "none")
    .argParser(parseFaults);

/** The end of `arcade --help`: every fault in a line. */
export function faultHelp(): string {
  const lines = [
    ...Object.entries(MISHAPS).map(([name, help]) => [`${name}=<share>`, help]),
    ["retry-after", RETRY_AFTER_HELP],
    ...Object.entries(SWITCHES).map(([name, { help }]) => [name, help]),
  ];
  return [
    "",
    "Faults, joined by commas, such as 500=0.05,503=0.01@45,retry-after. Shares are of all commands, 0 to 1:",
    ...lines.map(([name = "", help]) => `  ${name.padEnd(16)} ${help}`),
  ].join("\n");
}

/** `500=0.05,503=0.01@45,retry-after`: mishaps with their shares, and switches. */
export function parseFaults(text: string): Faults {
  let faults = NO_FAULTS;
  for (const part of text.split(",")) faults = { ...faults, ...readFault(part.trim(), faults) };
  const sum = Object.values(faults.shares).reduce((total, share) => total + share, 0);
  // A little more than 1 is what shares such as 0.7, 0.2 and 0.1 may add up to.
  if (sum <= 1 + 1e-9) return faults;
  throw new InvalidArgumentError(`The shares add up to ${sum}, and 1 is the most.`);
}

function readFault(part: string, faults: Faults): Partial<Faults> {
  const [name = "", value] = part.split(/=(.*)/s);
  const asSwitch = SWITCHES[name];
  if (asSwitch && value === undefined) return asSwitch.set;
  if (name === "retry-after") return { retryAfter: readForm(value) };
  if (!Object.hasOwn(MISHAPS, name)) {
    const names = [...Object.keys(MISHAPS), "retry-after", ...Object.keys(SWITCHES)];
    throw new InvalidArgumentError(`'${part}' is no fault; there are ${names.join(", ")}.`);
  }
  return readMishap(name as Mishap, value ?? "", faults);
}

function readForm(text: string = RETRY_AFTER_FORMS[0]): RetryAfterForm {
  const form = RETRY_AFTER_FORMS.find((known) => known === text);
  if (form) return form;
  throw new InvalidArgumentError(
    `retry-after: one of ${RETRY_AFTER_FORMS.join(", ")} is wanted, not '${text}'.`,
  );
}

/** `<share>`, or `<share>@<seconds>` where the mishap takes time. */
function readMishap(name: Mishap, value: string, faults: Faults): Partial<Faults> {
  const [share = "", seconds] = value.split(/@(.*)/s);
  const shares = { ...faults.shares, [name]: numberIn(0, 1, ` after ${name}=`)(share) };
  if (seconds === undefined) return { shares };
  const timed = TIMED[name];
  if (!timed) throw new InvalidArgumentError(`${name} takes no seconds after @.`);
  const wait = numberIn(0, timed.max, ` after ${name}=${share}@`)(seconds);
  return { shares, [timed.field]: wait * 1000 };
}
