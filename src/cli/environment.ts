/** An empty variable is one that was left empty, not an empty address; it counts as not set. */
export function dropEmptyVariables(): void {
  for (const [name, value] of Object.entries(process.env)) {
    if (name.startsWith("ARC_") && value?.trim() === "") delete process.env[name];
  }
}

/** The API key; empty where none is set. It is sent to the server and shown to nobody. */
export const apiKeyFromEnvironment = (): string => process.env.ARC_API_KEY?.trim() ?? "";
