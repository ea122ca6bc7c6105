/**
 * What code of a language model may look like that has understood a game on squares of five cells: it reads the
 * squares of a picture off their middle and their corner.
 */
const SQUARES = `
function readSquares(grid, avatar) {
  const body = objects(grid).find((one) => one.colour === avatar && one.width === 5 && one.height === 5);
  const ox = body.x % 5, oy = body.y % 5;
  const w = Math.floor((64 - ox) / 5), hgt = Math.floor((64 - oy) / 5);
  const cells = [];
  for (let y = 0; y < hgt; y++) for (let x = 0; x < w; x++) {
    cells.push([grid[oy + 5 * y + 2][ox + 5 * x + 2], grid[oy + 5 * y][ox + 5 * x], grid[oy + 5 * y][ox + 5 * x + 2]]);
  }
  return { ox, oy, w, cells, at: (body.x - ox) / 5 + w * ((body.y - oy) / 5) };
}
`;

/** A piece that slides until a wall stops it, pits, gems, and a goal that holds it once no gem is left. */
export const SLIP_MODEL = `${SQUARES}
model({
  init(grid) {
    const { ox, oy, w, cells, at } = readSquares(grid, 9);
    const map = cells.map(([middle, corner], i) =>
      i === at ? "." : corner === 8 ? "o" : corner === 14 ? "E" : middle === 4 ? "#" : ".").join("");
    const gems = cells.flatMap(([middle], i) => (middle === 11 ? [i] : []));
    return { ox, oy, w, map, gems, at };
  },
  step(s, action) {
    const d = { 1: -s.w, 2: s.w, 3: -1, 4: 1 }[action];
    let { at, gems } = s;
    for (;;) {
      const to = at + d;
      if (s.map[to] === "#") break;
      at = to;
      if (gems.includes(at)) gems = gems.filter((one) => one !== at);
      if (s.map[at] === "o") return null;
      if (s.map[at] === "E" && gems.length === 0) break;
    }
    return { ...s, at, gems };
  },
  goal: (s) => s.map[s.at] === "E" && s.gems.length === 0,
  fits(grid, s) {
    const { cells, at } = readSquares(grid, 9);
    if (at !== s.at) return "the piece is at " + at + ", not at " + s.at;
    return cells.every(([middle], i) => i === at || (middle === 11) === s.gems.includes(i)) || "other gems are left";
  },
  at: (s) => [s.ox + 5 * (s.at % s.w) + 2, s.oy + 5 * Math.floor(s.at / s.w) + 2],
})`;

/** A walker in a maze who knows neither keys nor that doors open: the exit is to be reached. */
export const MAZE_MODEL = `${SQUARES}
model({
  init(grid) {
    const { ox, oy, w, cells, at } = readSquares(grid, 12);
    const map = cells.map(([middle, corner, top], i) =>
      i === at ? "." : corner === 14 ? "E" : corner === 5 ? "#" : corner === 4 ? "#" : corner === 8 && top === 8 ? "D" : ".").join("");
    return { ox, oy, w, map, at };
  },
  step(s, action) {
    const to = s.at + { 1: -s.w, 2: s.w, 3: -1, 4: 1 }[action];
    return s.map[to] === "#" || s.map[to] === "D" ? { ...s } : { ...s, at: to };
  },
  goal: (s) => s.map[s.at] === "E",
  fits: (grid, s) => readSquares(grid, 12).at === s.at,
  at: (s) => [s.ox + 5 * (s.at % s.w) + 2, s.oy + 5 * Math.floor(s.at / s.w) + 2],
})`;

/** Lamps that a click switches, with neighbours to the sides, above and below as their shape shows. */
export const LAMP_MODEL = `
const middleOf = ({ x, y, width, height }) => [x + (width >> 1), y + (height >> 1)];
const lampsOf = (grid) => objects(grid).filter(({ colour }) => colour === 9 || colour === 11)
  .map((one) => ({ at: middleOf(one), wide: one.width > 3, tall: one.height > 3, lit: one.colour === 11 }))
  .sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0]);
model({
  init(grid) {
    const all = lampsOf(grid);
    const switches = all.map(({ at: [x, y], wide, tall }) => all.flatMap(({ at: [u, v] }, i) =>
      (u === x && v === y) || (wide && v === y && Math.abs(u - x) === 8) || (tall && u === x && Math.abs(v - y) === 8) ? [i] : []));
    return { at: all.map(({ at }) => at), switches, lit: all.map(({ lit }) => lit) };
  },
  step(s, action) {
    const [x, y] = action.slice(2).split(",").map(Number);
    const hit = s.at.findIndex(([u, v]) => Math.abs(u - x) <= 2 && Math.abs(v - y) <= 2);
    return { ...s, lit: s.lit.map((one, i) => (hit >= 0 && s.switches[hit].includes(i) ? !one : one)) };
  },
  goal: (s) => s.lit.every((one) => one),
  fits: (grid, s) => same([lampsOf(grid).map(({ lit }) => +lit)], [s.lit.map((one) => +one)]),
  actions: (s) => s.at.map(([x, y]) => "6:" + x + "," + y),
  h: (s) => Math.ceil(s.lit.filter((one) => !one).length / 5),
  key: (s) => s.lit.map((one) => +one).join(""),
})`;
