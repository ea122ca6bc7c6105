import type { View } from "./view.ts";

/** Remembers what a pure function read off each view, as long as there is the view: several readers ask for the same. */
export function oncePerView<T>(read: (view: View) => T): (view: View) => T {
  const known = new WeakMap<View, T>();
  return (view) => {
    const result = known.get(view) ?? read(view);
    known.set(view, result);
    return result;
  };
}
