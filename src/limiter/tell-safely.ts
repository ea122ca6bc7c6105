import { messageOf } from "../base/errors.ts";
import { warn } from "../base/warn.ts";

/**
 * Tells a listener of the user's in a microtask of its own. What it throws, or rejects with, hurts nobody
 * who sends: it becomes a warning, each text once.
 */
export function tellSafely<Event>(
  listener: ((event: Event) => unknown) | undefined,
): (event: Event) => void {
  if (!listener) return () => undefined;
  const warned = new Set<string>();
  const tell = async (event: Event) => {
    try {
      await listener(event);
    } catch (error) {
      const text = `a listener of the limiter failed: ${messageOf(error)}`;
      if (!warned.has(text)) warn(text);
      warned.add(text);
    }
  };
  return (event) => queueMicrotask(() => void tell(event));
}
