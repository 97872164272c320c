/** What a text says as JSON; undefined where it is none. What it says is not to be believed before a schema has read it. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
