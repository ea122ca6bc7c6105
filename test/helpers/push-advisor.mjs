// Answers as a language model might that plays the arcade's game of crates: with notes, functions, errors,
// expectations that fail, and in the end an executable model.

const answer = (fields) =>
  JSON.stringify({ why: "because", note: null, code: null, act: [], pass: 0, ...fields });

const PARSE = `
function parse(g) {
  let x0 = 64, y0 = 64, x1 = 0, y1 = 0;
  for (let y = 0; y < 64; y++) for (let x = 0; x < 64; x++) if (g[y][x] === 3) {
    x0 = Math.min(x0, x); y0 = Math.min(y0, y); x1 = Math.max(x1, x); y1 = Math.max(y1, y);
  }
  const w = (x1 - x0 + 1) / 5, h = (y1 - y0 + 1) / 5;
  const state = { w, walls: "", marks: [], crates: [], at: -1 };
  for (let i = 0; i < w * h; i++) {
    const x = x0 + (i % w) * 5, y = y0 + Math.floor(i / w) * 5;
    const corner = g[y][x];
    state.walls += corner === 3 ? "#" : ".";
    if (corner === 8 || corner === 14) state.marks.push(i);
    if (corner === 12 || corner === 14) state.crates.push(i);
    if (g[y + 2][x + 1] === 9) state.at = i;
  }
  return state;
}`;

const MODEL = `
const fit = model({
  init: (g) => parse(g),
  step(s, a) {
    if (a === "7") return s.before ?? s;
    const to = s.at + ({ 1: -s.w, 2: s.w, 3: -1, 4: 1 })[a];
    if (!(to >= 0) || s.walls[to] === "#") return s;
    if (!s.crates.includes(to)) return { ...s, at: to, before: s };
    const beyond = to + (to - s.at);
    if (s.walls[beyond] === "#" || s.crates.includes(beyond)) return s;
    return { ...s, at: to, before: s, crates: s.crates.map((c) => (c === to ? beyond : c)).sort((p, q) => p - q) };
  },
  goal: (s) => s.marks.every((m) => s.crates.includes(m)),
  fits(g, s) {
    const seen = parse(g);
    return seen.at === s.at && JSON.stringify(seen.crates) === JSON.stringify(s.crates);
  },
  actions: () => ["1", "2", "3", "4"],
  key: (s) => s.at + "/" + s.crates,
});
console.log(JSON.stringify(fit));
note("the goal: crates on marks");
console.log(await cruise({ levels: 1 }));`;

const FIRST_LEVEL = [
  answer({
    note: "3 is a wall",
    code: `${PARSE}\nmem.seen = [1, 2];\nvar ways = ["1", "2"];\nconsole.log(parse(now).at);`,
    act: ["1"],
  }),
  "I would rather not say.",
  answer({ code: `await act(["2", "1"], { expect: () => false });\nmem.more = ways.length;` }),
  answer({ code: `await explore(3);\nthrow new Error("on purpose");` }),
];
const SECOND_LEVEL = [answer({ note: "0 begins again", act: ["1", "0"] }), answer({ code: MODEL })];

/** The reply to a request: by how many came before on this level, whatever they say; undefined for a failure. */
export function reply({ turns }) {
  const level = Number(/LEVEL (\d+),/.exec(turns.at(-1).text)?.[1]);
  const replies = turns.filter(({ by }) => by === "model").length;
  const script = level === 1 ? FIRST_LEVEL : SECOND_LEVEL;
  return script[replies];
}
