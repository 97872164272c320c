import fc from 'fast-check';

/** Something that a disk, an editor, a merge or an attacker does to the text of a store file. Numbers are taken modulo what is there. */
export type Mutation = (text: string) => string;

const digits = '0123456789abcdef';
const place = fc.nat(1_000_000);
/** What is put into a text: what JSON, git and people leave behind, and what tries to pass as something else. */
const snippets = [
  '',
  ' ',
  ',',
  '"',
  '\\',
  '\\u0000',
  '{}',
  '[]',
  'null',
  '-0',
  '1e400',
  '9007199254740993',
  '\u2028',
  '\uFEFF',
  '\r',
  '\n',
  '"__proto__":{"x":1},',
  '"constructor":1,',
  '"data":null,',
  '<<<<<<< ours\n',
  '=======\n',
  '>>>>>>> theirs\n',
] as const;

/** Any of the mutations, small and large, of the text, of its lines or of its values. */
export function mutation(): fc.Arbitrary<Mutation> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(place, fc.nat(15)).map(([at, digit]) => flipHex(at, digit)) },
    fc.tuple(place, fc.string({ unit: 'binary', minLength: 1, maxLength: 3 })).map(([at, text]) => splice(at, text.length, text)),
    fc.tuple(place, fc.nat(200)).map(([at, length]) => splice(at, length, '')),
    fc.tuple(place, fc.constantFrom(...snippets)).map(([at, text]) => splice(at, 0, text)),
    fc.tuple(place, fc.nat(200)).map(
      ([at, length]) =>
        (text: string) =>
          splice(at, 0, text.slice(at % text.length, (at % text.length) + length))(text),
    ),
    place.map(at => (text: string) => text.slice(0, at % (text.length + 1))),
    { weight: 2, arbitrary: fc.tuple(place, place).map(([from, to]) => moveLine(from, to)) },
    { weight: 2, arbitrary: place.map(at => overLines(lines => lines.splice(at % lines.length, 1))) },
    place.map(at => overLines(lines => lines.splice(at % lines.length, 0, lines[at % lines.length] ?? ''))),
    {
      weight: 4,
      arbitrary: fc.tuple(place, place, fc.jsonValue({ maxDepth: 1 })).map(([entry, part, value]) => changeValue(entry, part, value)),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(place, fc.constantFrom('x', '__proto__', 'constructor', 'toString')).map(([at, key]) => addKey(at, key)),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(place, fc.constantFrom('data', 'parents', 'by', 'type', 'at')).map(([at, key]) => emptyPart(at, key)),
    },
    fc.constantFrom('x', '__proto__', 'constructor', 'record').map(addToHeader),
  );
}

/** Changes one hexadecimal digit of some hash. */
function flipHex(at: number, digit: number): Mutation {
  return text => {
    const hashes = [...text.matchAll(/[0-9a-f]{64}/g)];
    const hash = hashes[at % Math.max(1, hashes.length)];
    if (!hash) return text;
    const target = hash.index + (at % 64);
    return text.slice(0, target) + (digits[digit] ?? '0') + text.slice(target + 1);
  };
}

function splice(at: number, removed: number, inserted: string): Mutation {
  return text => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + inserted + text.slice(start + removed);
  };
}

function overLines(change: (lines: string[]) => void): Mutation {
  return text => {
    const lines = text.split('\n');
    change(lines);
    return lines.join('\n');
  };
}

/** Moves a line, with the comma in front where it then belongs, as a careful forger would. */
function moveLine(from: number, to: number): Mutation {
  return overEntries(entries => {
    const [moved] = entries.splice(from % entries.length, 1);
    if (moved !== undefined) entries.splice(to % (entries.length + 1), 0, moved);
  });
}

function changeValue(entry: number, part: number, value: unknown): Mutation {
  return overEntries(entries => {
    const holders = holdersIn(entries[entry % entries.length]);
    const holder = holders[part % Math.max(1, holders.length)];
    if (holder) Object.defineProperty(holder.in, holder.key, { value, enumerable: true, configurable: true, writable: true });
  });
}

function addKey(at: number, key: string): Mutation {
  return overEntries(entries => {
    const holders = holdersIn(entries[at % entries.length]);
    const target = holders[at % Math.max(1, holders.length)]?.in;
    if (target) Object.defineProperty(target, key, { value: 1, enumerable: true, configurable: true, writable: true });
  });
}

/** Puts a key in front of the header's own. */
function addToHeader(key: string): Mutation {
  return text => text.replace('{', `{${JSON.stringify(key)}:1,`);
}

function emptyPart(at: number, key: string): Mutation {
  return overEntries(entries => {
    const entry = entries[at % entries.length];
    if (typeof entry === 'object' && entry !== null && key in entry) Object.assign(entry, { [key]: key === 'parents' ? [] : null });
  });
}

/** Writes the entries anew after a change of their values, in the form of a store file; a text that is none any more stays as it is. */
function overEntries(change: (entries: unknown[]) => void): Mutation {
  return text => {
    try {
      const { events, ...header } = JSON.parse(text) as { readonly events: unknown[] };
      change(events);
      return `${JSON.stringify(header).slice(0, -1)},"events":[\n${events.map(entry => JSON.stringify(entry)).join('\n,')}\n]}\n`;
    } catch {
      return text;
    }
  };
}

/** Every place of a value that holds another value. */
function holdersIn(value: unknown): readonly { readonly in: object; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [{ in: value, key }, ...holdersIn(part)]);
}
