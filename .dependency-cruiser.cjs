// The table of ARCHITECTURE.md: each layer names what it may import, lower layers only.
const may = {
  base: [],
  game: ["base"],
  limiter: ["base"],
  http: ["limiter", "base"],
  api: ["http", "limiter", "game", "base"],
  env: ["api", "game", "base"],
  memory: ["game", "base"],
  picture: ["game", "base"],
  sandbox: ["picture", "game", "base"],
  advice: ["sandbox", "picture", "memory", "limiter", "http", "game", "base"],
  agents: ["memory", "game", "base"],
  arcade: ["game", "base"],
  training: ["game", "base"],
  stats: ["training", "limiter", "game", "base"],
  recording: ["training", "game", "base"],
  evaluation: ["stats", "training", "limiter", "game", "base"],
  display: ["evaluation", "stats", "recording", "training", "memory", "limiter", "game", "base"],
};
// Single files that a layer may import beside its layers: interfaces, wire schemas, event types.
const files = {
  advice: ["^src/agents/(ask|journal)\\.ts$"],
  env: ["^src/http/errors\\.ts$"],
  arcade: ["^src/api/schemas\\.ts$"],
  training: ["^src/env/env\\.ts$", "^src/agents/(agent|ask)\\.ts$", "^src/limiter/limiter\\.ts$"],
  stats: ["^src/agents/(agent|ask)\\.ts$"],
  evaluation: ["^src/agents/agent\\.ts$", "^src/game/grid-hash\\.ts$"],
};
// Of the agents the advised one alone stands on the model's advice and on the sandbox.
const advised = ["advice", "sandbox", "picture"];
// The limiter's rooms: what each may import beside base, and `limiter.ts`, `errors.ts`, `tell-safely.ts`.
const rooms = {
  budget: [],
  forecast: ["budget"],
  queue: ["budget"],
  cells: ["forecast", "budget"],
  report: ["cells", "queue", "forecast", "budget"],
};
// The explorer's stages: each builds on those before it.
const stages = ["perception", "tracking", "model", "planning", "goals", "strategies"];

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    ...Object.entries(may).map(([layer, allowed]) => ({
      name: `${layer}-imports-downward-only`,
      severity: "error",
      from: { path: `^src/${layer}/`, pathNot: "^src/agents/advised/" },
      to: {
        path: "^src/",
        pathNot: [`^src/(${[layer, ...allowed].join("|")})/`, ...(files[layer] ?? [])],
      },
    })),
    {
      name: "agents-advised-imports-downward-only",
      severity: "error",
      from: { path: "^src/agents/advised/" },
      to: {
        path: "^src/",
        pathNot: `^src/(${["agents", ...advised, ...may.agents].join("|")})/`,
      },
    },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `limiter-${room}-imports-downward-only`,
      severity: "error",
      from: { path: `^src/limiter/${room}/` },
      to: {
        path: "^src/limiter/",
        pathNot: `^src/limiter/((${[room, ...allowed].join("|")})/|(limiter|errors|tell-safely)\\.ts$)`,
      },
    })),
    {
      name: "memory-map-imports-no-store",
      severity: "error",
      from: { path: "^src/memory/map/" },
      to: { path: "^src/memory/store/" },
    },
    {
      name: "siblings-meet-in-a-catalog",
      comment: "Games, rules and commands do not know one another; only a catalog knows them all.",
      severity: "error",
      from: {
        path: "^src/arcade/(games|generator/rules)/([^/]+)\\.ts$",
        pathNot: "/catalog\\.ts$",
      },
      to: { path: "^src/arcade/$1/", pathNot: "/catalog\\.ts$" },
    },
    ...stages.map((stage, at) => ({
      name: `explorer-${stage}-imports-earlier-stages-only`,
      severity: "error",
      from: { path: `^src/agents/explorer/${stage}/` },
      to: {
        path: `^src/agents/explorer/(${["explorer\\.ts", ...stages.slice(at + 1)].join("|")})`,
      },
    })),
    {
      name: "strategies-import-nothing-of-one-another",
      severity: "error",
      from: { path: "^src/agents/explorer/strategies/([^/]+)/" },
      to: {
        path: "^src/agents/explorer/strategies/[^/]+/",
        pathNot: "^src/agents/explorer/strategies/$1/",
      },
    },
    {
      name: "commands-are-siblings",
      severity: "error",
      from: { path: "^src/cli/commands/" },
      to: { path: "^src/cli/commands/" },
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules|^dist/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
