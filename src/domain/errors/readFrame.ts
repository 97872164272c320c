import { named, readLocation, type Frame, type Location } from './frame';
import { readOneLineFrame } from './frameFormats';

/** `at 0x4C2A: name (file.c:12)` and `by 0x…`, as valgrind prints them after its process number. */
const valgrind = /^(?:==\d{1,9}== {1,9})?(?:at|by) 0x[0-9a-f]{1,16}: /i;

/** What follows a frame: the archive it is from (Logback, Log4j), and the brace before what else an error holds (Node). */
const afterFrame = /(?: ~?\[[^[\]]{1,300}\]| \{)$/;

/** Reads a line of a trace; `before` is the line above it, which holds the function in Go and Rust. Undefined for any other line. */
export function readFrame(line: string, before: string): Frame | undefined {
  const text = line.trim();
  if (valgrind.test(text)) return nativeFrame(text.replace(valgrind, '#0 '));
  if (text.startsWith('at ')) return atFrame(text.slice(3).replace(afterFrame, ''), before);
  const whole = readOneLineFrame(text) ?? localizedDotnetFrame(text) ?? rustFrame(line);
  if (whole) return whole;
  if (text.startsWith('File "')) return pythonFrame(text);
  if (text.startsWith('❯ ')) return vitestFrame(text);
  if (text.startsWith('#')) return nativeFrame(text);
  if (line.startsWith('\t') || line.startsWith('    ')) return goFrame(text, before);
  return text.includes('@') ? firefoxFrame(text) : undefined;
}

/** Everything that says `at …`: V8, the JVM, .NET, and the second line of Rust's frames. */
function atFrame(text: string, before: string): Frame | undefined {
  const dotnet = dotnetFrame(text);
  if (dotnet) return dotnet;
  const evaluated = evaluatedFrame(text);
  if (evaluated) return evaluated;
  if (!text.endsWith(')')) {
    const location = readLocation(text);
    if (!location) return undefined;
    if (location.file.endsWith('.rs')) return { language: 'rust', ...named(rustFunction(before)), ...location };
    return location.column === undefined ? undefined : { language: 'javascript', ...javascriptPlace(location) };
  }
  // In JavaScript a gap stands before the place, and brackets may stand in it: `(C:\Program Files (x86)\cart.js:1:2)`.
  const gap = text.indexOf(' (');
  const open = gap >= 0 ? gap + 1 : text.lastIndexOf('(');
  const [name, inside] = [text.slice(0, open), text.slice(open + 1, -1)];
  if (name.endsWith(' ')) {
    const location = readLocation(inside);
    return { language: 'javascript', ...named(name.trim().replace(/^(?:async|new) /, '')), ...(location && javascriptPlace(location)) };
  }
  return jvmFrame(name, inside);
}

/** `at eval (eval at add (/srv/cart.js:12:3), <anonymous>:1:1)`: the place that holds the call. */
function evaluatedFrame(text: string): Frame | undefined {
  const [, name, place = ''] = /\(eval at (\S{1,200}) \(([^()]{1,400}:\d{1,9}:\d{1,9})\), /.exec(text) ?? [];
  const location = readLocation(place);
  return location && { language: 'javascript', ...named(name), ...javascriptPlace(location) };
}

/** What stands before a file in JavaScript's traces: schemes of bundlers, with the layer that Next.js adds. */
const beforeFile =
  /^(?:async )?(?:address at )?(?:file:\/\/|(?:webpack|webpack-internal|turbopack|ng|vite):\/\/[^/]{0,200}\/)?(?:\([\w-]{1,40}\)\/)?/;

function javascriptPlace({ file, ...rest }: Location): Location {
  return { file: file.replace(beforeFile, '').replace(/\?[^/?]*$/, ''), ...rest };
}

/** `at Shop.Cart.Add(Int32 id) in C:\shop\Cart.cs:line 12`. */
function dotnetFrame(text: string): Frame | undefined {
  const place = text.lastIndexOf(') in ');
  const numbered = place < 0 ? -1 : text.lastIndexOf(':line ');
  if (numbered < place) return undefined;
  const line = Number(text.slice(numbered + ':line '.length));
  if (place < 0 || !Number.isInteger(line)) return undefined;
  return {
    language: 'dotnet',
    ...named(withoutArguments(text.slice(0, place + 1))),
    file: text.slice(place + ') in '.length, numbered),
    line,
  };
}

/** The .NET Framework speaks the language of the machine: `bei Shop.Cart.Add(Item item) in C:\\src\\Cart.cs:Zeile 12.` */
const localized = /^(?:bei|à|en) (\S.{0,600}\)) (?:in|dans|en) (\S.{0,400}):(?:Zeile|ligne|línea) (\d{1,9})\.?$/;

function localizedDotnetFrame(text: string): Frame | undefined {
  const [, name, file = '', line] = localized.exec(text) ?? [];
  return name === undefined ? undefined : { language: 'dotnet', ...named(withoutArguments(name)), file, line: Number(line) };
}

/** `at com.shop.Cart.add(Cart.java:12)`; without a file it may as well be .NET, whose arguments stand in the brackets. */
function jvmFrame(name: string, inside: string): Frame | undefined {
  const location = readLocation(inside);
  if (location && /\.(?:java|kt|kts|scala|groovy|clj)$/.test(location.file)) {
    return { language: 'jvm', ...named(name.slice(name.lastIndexOf('/') + 1)), file: location.file, line: location.line };
  }
  if (!/^[\w$.<>/`[\],+-]+$/.test(name) || !name.includes('.')) return undefined;
  const isJvm = inside === 'Native Method' || inside === 'Unknown Source' || inside.endsWith('.java');
  return { language: isJvm ? 'jvm' : 'dotnet', ...named(name.slice(name.lastIndexOf('/') + 1)) };
}

function pythonFrame(text: string): Frame | undefined {
  const [, file, line, name] = /^File "([^"]*)", line (\d{1,9})(?:, in (.*))?$/.exec(text) ?? [];
  return file === undefined ? undefined : { language: 'python', ...named(name), file, line: Number(line) };
}

/** `❯ add src/cart.ts:12:3`, as Vitest prints it; also without a name. */
function vitestFrame(text: string): Frame | undefined {
  const [, name, place = ''] = /^❯ (?:(\S.{0,300}) )?(\S{1,400}:\d{1,9}:\d{1,9})$/.exec(text) ?? [];
  const location = readLocation(place);
  return location && { language: 'javascript', ...named(name), ...javascriptPlace(location) };
}

/** `name@https://host/file.js:1:2`, as Firefox and Safari print it. */
function firefoxFrame(text: string): Frame | undefined {
  const at = text.indexOf('@');
  const location = readLocation(text.slice(at + 1));
  if (location?.column === undefined || /\s/.test(text.slice(0, at))) return undefined;
  return { language: 'javascript', ...named(text.slice(0, at)), ...location };
}

/** The second line of a Go frame, `/src/main.go:12 +0x1d`. */
function goFrame(text: string, before: string): Frame | undefined {
  const location = readLocation(text.replace(/ \+0x[0-9a-f]+$/, ''));
  if (!location?.file.endsWith('.go')) return undefined;
  const name = before
    .trim()
    .replace(/^created by /, '')
    .replace(/ in goroutine \d+$/, '');
  return { language: 'go', ...named(withoutArguments(name)), file: location.file, line: location.line };
}

/** The module a frame lies in: `(race+0x4c)`, `from /lib/libc.so.6`. */
const fromModule = /(?: \([^()]{0,400}\+0x[0-9a-f]+\)| from \S{1,400})$/i;

/** `#0 0x4f in name file.c:12:3` (sanitizers) and `#0  name (args) at file.c:12` (gdb). */
function nativeFrame(text: string): Frame | undefined {
  const rest = /^#\d{1,4}\s+(?:0x[0-9a-f]+ (?:in )?)?(.*)$/i.exec(text)?.[1]?.replace(fromModule, '');
  if (rest === undefined || rest === '') return undefined;
  const [, called, place = ''] = /^(.*) \(([^()]{1,400}:\d{1,9})\)$/.exec(rest) ?? [];
  if (called !== undefined) return { language: 'native', ...named(withoutArguments(called)), ...readLocation(place) };
  const at = rest.lastIndexOf(' at ');
  const gap = at >= 0 ? at : rest.lastIndexOf(' ');
  const location = readLocation(rest.slice(at >= 0 ? at + ' at '.length : gap + 1));
  const name = withoutArguments(location || at >= 0 ? rest.slice(0, gap) : rest);
  return { language: 'native', ...named(name), ...location };
}

/** The first line of a Rust frame, `4: shop::cart::add`; what the compiler adds differs from build to build. */
function rustFunction(before: string): string | undefined {
  return /^\s*\d{1,4}:\s+(?:0x[0-9a-f]+ - )?(\S.*)$/i.exec(before)?.[1]?.replace(/::h[0-9a-f]{16}$/, '');
}

/** The first line as a frame of its own, where it can be nothing else: without debug information no second one follows. */
function rustFrame(line: string): Frame | undefined {
  const name = /^\s*\d/.test(line) ? rustFunction(line) : undefined;
  return name !== undefined && /^[^\s:]\S{0,300}::\S|^<.{1,300}>::\S/.test(name) ? { language: 'rust', ...named(name) } : undefined;
}

/** A function's name without its arguments: Go's receivers `(*Cart)` and C++'s `operator()` keep their brackets. */
function withoutArguments(name: string): string {
  const end = name.trimEnd();
  if (!end.endsWith(')')) return end;
  let depth = 0;
  for (let at = end.length - 1; at >= 0; at--) {
    if (end[at] === ')') depth += 1;
    else if (end[at] === '(' && --depth === 0) return end.slice(0, at).trimEnd();
  }
  return end;
}
