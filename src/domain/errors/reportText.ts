/** What tells a terminal how to write: colours, the cursor, links, the title of its window. */

const told =
  /\u001b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)?|[ -/]{0,4}[0-Z\\^-~])?|\u009b[0-?]{0,40}[ -/]{0,4}[@-~]/g;
/** The same for colours, where the character that begins it was written out or made visible. */
const written = /(?:\\u001b|\\x1b|\\033|\\e|\^\[|[\u241b\ufffd])\[[\d;]{0,40}m/gi;
/** The same where that character was lost. `rate(mails[5m])` is none. */
const left = /\[\d{1,3}(?:;\d{1,3}){0,8}m(?!\])/g;
/** What ends a colour, and stands for little else. */
const endOfColour = /\[(?:0|22|39|49)m(?!\])/;

/** The beginning of a text in a log line: `"stack":"…`, `error="…`. */
const beforeValue = /[:=]\s{0,3}$/;
const escaped = /\\(?:u([0-9a-f]{4})|(.))/gis;
/** What turns a line around, or shows as a box, once it is no longer written out. */
const unseen = /(?![\n\t\u001b])[\p{Cc}\p{Cf}\p{Cs}]/u;
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '\n' };

/** A text without what tells a terminal how to write it: of a record that holds it a page would show boxes. */
export function withoutEscapes(text: string): string {
  return text.replace(told, '');
}

/**
 * A report as whoever wrote it saw it: without what colours a terminal, each line on a line of its own, also where a log has put them into a
 * string (`{"stack":"Error: …\n    at …"}`). Linear in the length of the text.
 */
export function reportText(text: string): string {
  const unfolded = text.includes('\\n') ? text.split('\n').map(unfold).join('\n') : text;
  const plain = withoutEscapes(unfolded).replace(written, '');
  return (endOfColour.test(plain) ? plain.replace(left, '') : plain).replace(/\r\n?/g, '\n');
}

/** A line of a log with the texts in it that have several lines unfolded; the rest of it stands around them. */
function unfold(line: string): string {
  if (!line.includes('\\n')) return line;
  let [unfolded, from] = ['', 0];
  for (let open = line.indexOf('"'); open >= 0;) {
    const close = endOfString(line, open);
    const inside = line.slice(open + 1, close);
    if (inside.includes('\\n') && beforeValue.test(line.slice(Math.max(0, open - 4), open))) {
      unfolded += `${line.slice(from, open)}\n${unescaped(inside)}\n`;
      from = close + 1;
    }
    open = line.indexOf('"', close + 1);
  }
  return unfolded + line.slice(from);
}

/** Where the string ends whose first quote stands at `open`; at the end of the line where it was cut off. */
function endOfString(line: string, open: number): number {
  for (let at = open + 1; at < line.length; at++) {
    if (line[at] === '"') return at;
    if (line[at] === '\\') at += 1;
  }
  return line.length;
}

function unescaped(text: string): string {
  return text.replace(escaped, (_, code: string | undefined, character: string) =>
    code === undefined ? (controls[character] ?? character) : String.fromCharCode(parseInt(code, 16)).replace(unseen, ''),
  );
}
