/** Fields of today → their names in the preview of 2025. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  levels_completed: "score",
  win_levels: "win_score",
};

/**
 * A JSON reply in other words that mean the same: field names of 2025, actions by name, nothing where a
 * command is echoed, one field more. What is no JSON object stays as it is.
 */
export function oddJson(text: string): string {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return text;
  const renamed = Object.entries(value).map(([name, part]) => [OLD_NAMES[name] ?? name, part]);
  const odd: Record<string, unknown> = Object.fromEntries(renamed);
  if (Array.isArray(odd.available_actions)) {
    odd.available_actions = odd.available_actions.map((id) => `ACTION${id}`);
  }
  if ("action_input" in odd) odd.action_input = null;
  return JSON.stringify({ ...odd, server_mood: "odd" });
}
