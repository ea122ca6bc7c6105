import { STEPS } from "../ground.ts";
import { type LayRule, raise } from "../rule.ts";

/**
 * A field to be coloured whole by walking, in which no square bears a second step.
 *
 * Measures: planning a Hamiltonian path: every square once.
 */
export const trail: LayRule = ({ ground, random, start, hardness }) => {
  // The field is a walk that never crosses itself, so there is a way to colour it.
  const field: number[] = [];
  const wanted = 5 + random.int(3) + 2 * hardness;
  for (let at = start; field.length < wanted; ) {
    const ways = STEPS.map((step) => at + step).filter((square) => ground.isFree(square));
    if (ways.length === 0) return null;
    at = random.pick(ways);
    ground.takeThis(at);
    field.push(at);
  }
  return {
    start: field.map(() => 0),
    enter: (done, square) => raise(done, field, square),
    blocks: (done, square) => done[field.indexOf(square)] === 1,
    isDone: (done) => !done.includes(0),
    draw(done, easel) {
      const { avatar, looks } = easel.theme;
      for (const [at, square] of field.entries()) {
        easel.tile(square, done[at] ? avatar.colour : looks.stain.colour);
      }
    },
  };
};
