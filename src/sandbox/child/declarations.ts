import type { Declared } from "../rewrite.ts";

/** The longest script of one name. */
const MAX_SOURCE = 20_000;

/** What code has declared at top level so far, and the scripts that declare it again elsewhere. */
export interface Declarations {
  /** Takes in what a script declares; what was declared before of these names is gone. */
  add(declared: ReadonlyMap<string, Declared>): void;
  readonly names: readonly string[];
  /** A script for each name, in the order of declaration. `values`: JSON of variables, where that says all of them. */
  scripts(values: Readonly<Record<string, string>>): Record<string, string>;
}

export function createDeclarations(): Declarations {
  const known = new Map<string, Declared>();
  return {
    add(declared) {
      for (const [name, what] of declared) {
        known.delete(name);
        known.set(name, what);
      }
    },
    get names() {
      return [...known.keys()];
    },
    scripts(values) {
      const scripts: Record<string, string> = {};
      for (const [name, { isFunction, source }] of known) {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        const script = isFunction || value === undefined ? source : `var ${name} = ${value};`;
        if (script !== undefined && script.length <= MAX_SOURCE) scripts[name] = script;
      }
      return scripts;
    },
  };
}
