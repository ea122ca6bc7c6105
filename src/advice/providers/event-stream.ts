import { parseJson } from "../../base/json.ts";

/**
 * The JSON values of a stream of server-sent events, in order. Comments, names of events and data that are no JSON
 * (`[DONE]`) are left out: the services that are read here repeat an event's type within its data. The last event
 * counts without its empty line too.
 */
export function readEventStream(body: string): unknown[] {
  const events: unknown[] = [];
  let data: string[] = [];
  const end = () => {
    const value = data.length > 0 ? parseJson(data.join("\n")) : undefined;
    if (value !== undefined) events.push(value);
    data = [];
  };
  for (const line of body.split(/\r\n|\r|\n/)) {
    if (line === "") end();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  end();
  return events;
}
