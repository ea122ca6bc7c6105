/** No reply of the API nests deeper, and none holds more lists and objects: five a play, a card of 28,000 plays. */
const MAX_DEPTH = 64;
const MAX_CONTAINERS = 140_000;
/** Names of fields among them: some five for each list. */
const MAX_STRINGS = 700_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Parses the JSON of a reply. Throws a TypeError for what is no JSON, and for what nests so deep or holds
 * so many lists or texts that it would take many times its length in memory: that is found before it is parsed.
 *
 * @param maxContainers the most lists and objects
 */
export function parseReply(text: string, maxContainers = MAX_CONTAINERS): unknown {
  checkShape(text, maxContainers);
  try {
    return JSON.parse(text);
  } catch {
    // Its message would quote the text, in which there may be the key.
    throw new TypeError("it is not JSON");
  }
}

function checkShape(text: string, maxContainers: number): void {
  let depth = 0;
  let containers = 0;
  let strings = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      if (++strings > MAX_STRINGS) throw new TypeError("it holds too many texts");
      at = endOfString(text, at);
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > MAX_DEPTH) throw new TypeError("it nests too deep");
      if (++containers > maxContainers) throw new TypeError("it holds too many lists");
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      depth -= 1;
    }
  }
}

/** The index of the quote that ends the string which begins at `start`; past the text where none does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
