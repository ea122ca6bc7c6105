import type { Turn } from "../../agents/ask.ts";

/** A model's turn in its service's form, tagged: another service, or model, is told its text in place of it. */
export const nativeOf = (dialect: string, model: string, value: unknown) => ({
  dialect,
  model,
  value,
});

/** What `nativeOf` wrapped; undefined for a turn of another dialect or model, or without one. */
export function nativeIn({ native }: Turn, dialect: string, model: string): unknown {
  const tagged = native as Partial<ReturnType<typeof nativeOf>> | null | undefined;
  return tagged?.dialect === dialect && tagged.model === model ? tagged.value : undefined;
}
