/**
 * The hosted service runs on several instances behind a load balancer; cards and games live in the
 * memory of one of them, and two cookies say which: the balancer's and the application's, both needed.
 * Here an instance is only a name. A request without both cookies leads to none: it is to reach one of its
 * own, which knows nothing, the worst case of the hosted lottery, every time.
 */
const BALANCER = "AWSALBAPP-0";
const SESSION = "GAMESESSION";

/** Seconds a cookie lives, as observed of the hosted one (arc-agi-3-benchmarking PR 25). */
const MAX_AGE_S = 7200;

export interface Affinity {
  /** The instance that `cookieHeader` leads to, if any. */
  route(cookieHeader: string | undefined): string | undefined;
  /** `Set-Cookie` values that keep a client on `instance`; new ones every time, old ones stay good. */
  cookies(instance: string): string[];
}

/** The names of instances are letters, digits and dashes. */
export function createAffinity(): Affinity {
  let issued = 0;
  return {
    route(cookieHeader) {
      const instances = readCookies(cookieHeader);
      const instance = instances.get(BALANCER);
      return instance === instances.get(SESSION) ? instance : undefined;
    },
    cookies(instance) {
      issued += 1;
      const rest = `${instance}.${issued.toString(36)}; Max-Age=${MAX_AGE_S}; Path=/`;
      return [`${BALANCER}=${rest}`, `${SESSION}=${rest}; HttpOnly`];
    },
  };
}

/** Cookie name → the instance its value names; what is not ours or damaged is left out. */
function readCookies(header: string | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, instance] of header?.matchAll(
    /(?:^|;\s*)([\w-]+)=([\w-]{1,64})\.\w+(?=;|$)/g,
  ) ?? []) {
    if (name !== undefined && instance !== undefined) found.set(name, instance);
  }
  return found;
}
