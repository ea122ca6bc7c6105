// What the engine's host gives to this library, which runs inside of it: functions of texts. The host takes
// them out of the code's sight once the library is loaded.
declare global {
  function $show(picture: string): string;
  function $diff(before: string, after: string): string;
  function $diffText(before: string, after: string): string;
  function $objects(picture: string): string;
  function $squares(picture: string): string;
  function $background(picture: string): string;
  function $effects(): string;
  function $picture(number: string): string;
  function $print(text: string): void;
  function $note(text: string): void;
  function $surprise(text: string): void;
  function $call(call: string): string | undefined;
  function $ended(error: string): void;
  function $leftMs(): string;
}

/** The host's functions. */
const $time = $leftMs;
export const host = {
  show: $show,
  diff: $diff,
  diffText: $diffText,
  objects: $objects,
  squares: $squares,
  background: $background,
  effects: $effects,
  /** JSON of the rows of a picture of that number. */
  picture: $picture,
  print: $print,
  note: $note,
  surprise: $surprise,
  /** Has the player play; the reply comes later. Returns why not, where the player is not asked. */
  call: $call,
  /** The code has ended; with an error, or "". */
  ended: $ended,
  /** Milliseconds of computing that the code has left. */
  leftMs: () => Number($time()),
};
