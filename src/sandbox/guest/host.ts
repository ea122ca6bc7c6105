// What the engine's host gives to this library, which runs inside of it: functions of texts.
declare global {
  function $show(grid: string): string;
  function $diff(before: string, after: string): string;
  function $diffText(before: string, after: string): string;
  function $objects(grid: string): string;
  function $background(grid: string): string;
  function $picture(index: string, which: string): string | undefined;
  function $print(text: string): void;
  function $note(text: string): void;
  function $surprise(text: string): void;
  function $call(call: string): void;
  function $ended(error: string): void;
  function $state(memory: string, model: string): void;
}

/** The host's functions, taken before any code could replace them. */
export const host = {
  show: $show,
  diff: $diff,
  diffText: $diffText,
  objects: $objects,
  background: $background,
  picture: $picture,
  print: $print,
  note: $note,
  surprise: $surprise,
  call: $call,
  ended: $ended,
  state: $state,
};
