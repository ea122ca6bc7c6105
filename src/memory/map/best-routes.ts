import type { RouteStep } from "./state-graph.ts";

/** Routes kept per level. */
const MAX_ROUTES = 3;

/** The shortest few of some routes, each once, the shortest first. The order they come in is of no account. */
export function bestRoutes(routes: Iterable<RouteStep[]>): RouteStep[][] {
  const byText = new Map<string, RouteStep[]>();
  for (const route of routes) {
    byText.set(route.map(({ key, code }) => `${key} ${code}`).join(), route);
  }
  return [...byText]
    .sort(([a, one], [b, other]) => one.length - other.length || (a < b ? -1 : 1))
    .slice(0, MAX_ROUTES)
    .map(([, route]) => route);
}
