/** Where a function stands in a file: lines counted from 1, its head and its end among them. */
export interface FunctionExtent {
  readonly name: string;
  /** The class, module or receiver it belongs to; empty where there is none. */
  readonly owner: string;
  readonly from: number;
  readonly to: number;
}

/** A file as some commit has it. */
export interface FileLines {
  readonly path: string;
  readonly lines: readonly string[];
}

/** Longest line that may be a head or a part of one, in UTF-16 code units, and lines of a head. */
const [longestHead, mostHeadLines] = [300, 60];
/** Lines of a file that is looked through, and functions of one name in it: each is followed to its end. */
const [mostLines, mostOfOneName] = [20_000, 50];

/** Where a function may be declared by its name alone, and where by a type before it. Elsewhere what looks like that is a call with a block. */
const [scripts, typed] = [/\.(?:[cm]?[jt]sx?|vue|svelte)$/i, /\.(?:java|csx?|dart|c|h|cc|hh|cpp|hpp|cxx|hxx|inl|m|mm|ino|cu)$/i];
/** Before a name these make a function of it, whatever the language. */
const keywords = String.raw`(?:^|[\s(=,;])(?:function|defp?|defmacrop?|fn|func|fun|sub)\b[\s*&]*(?:\(\s*(?:\w+\s+)?\*?(?<receiver>\w+)[^()]*\)\s*)?(?:<[^()]*>\s*)?`;
/** Words that may stand before the name of a method, and those that make a statement of what looks like one. */
const modifiers =
  /^(?:public|private|protected|internal|fileprivate|open|static|async|override|readonly|abstract|virtual|sealed|final|partial|export|default|declare|get|set|unsafe|extern|explicit|implicit|inline|constexpr|synchronized|native|factory|const)$/;
const statement =
  /(?:^|[\s(])(?:if|else|for|foreach|while|switch|case|catch|do|return|throw|throws|new|delete|await|yield|with|using|lock|in|of|not|and|or|go|defer|assert|raise|print|echo|import|typeof|instanceof)(?=[\s(]|$)/;
/** What may stand between the arguments of a function without a type and its body. */
const bodyAtOnce = /^\s*(?:(?:const|noexcept|override)\s+)*(?:throws\s[\w., ]+|:[^;={]*)?(?:\{|=>)/;
/** What a line is that no head begins on. */
const comment = /^\s*(?:\/\/|\/?\*|#|--|;|<!--|%)/;
const type =
  /(?:^|\s)(?:class|struct|interface|enum|trait|record|object|module|mod|namespace|extension|protocol|union|mixin|defmodule|actor)\s+(?<name>[\p{L}_][\p{L}\p{N}_.:\\]*)|^\s*(?:unsafe\s+)?impl\b(?:\s*<.*?>)?\s+(?:.*?\sfor\s+)?[&\s]*(?:\w+::)*(?<impl>\w+)/u;

/** The functions of a name that a file has, by the heads of the usual languages and by how far what follows is indented. */
export function functionsNamed(name: string, file: FileLines): readonly FunctionExtent[] {
  const found = declaredAs(name, file);
  return found.length > 0 ? found : constructorsOf(name, file);
}

function declaredAs(name: string, file: FileLines): readonly FunctionExtent[] {
  const { lines } = file;
  if (lines.length > mostLines) return [];
  const heads = headsOf(name, file.path);
  const found: FunctionExtent[] = [];
  lines.forEach((line, at) => {
    if (found.length >= mostOfOneName || line.length > longestHead || !line.includes(name) || comment.test(line)) return;
    const head = heads.map(read => read(line, lines, at)).find(read => read !== undefined);
    if (!head) return;
    const owner = head.owner === '' ? enclosingType(lines, at) : head.owner;
    found.push({ name, owner, from: at + 1, to: endOf(lines, at) + 1 });
  });
  return found;
}

/** True where a file has a class, module or the like of that name. */
export function hasType(name: string, { lines }: FileLines): boolean {
  return lines.some(line => line.includes(name) && line.length <= longestHead && !comment.test(line) && typeIn(line) === name);
}

/** Of a class without a method of its name: what its language calls a constructor. */
function constructorsOf(name: string, file: FileLines): readonly FunctionExtent[] {
  if (!hasType(name, file)) return [];
  return ['constructor', '__construct', 'init']
    .flatMap(called => declaredAs(called, file).filter(({ owner }) => owner === name))
    .map(extent => ({ ...extent, name }));
}

type ReadHead = (line: string, lines: readonly string[], at: number) => { readonly owner: string } | undefined;

/** How a function of a name may be declared: behind a keyword, as a value of that name, or by what stands around it alone. */
function headsOf(name: string, file: string): readonly ReadHead[] {
  const escaped = name.replace(/[$]/g, String.raw`\$`);
  const path = String.raw`(?<path>(?:[\p{L}_$][\p{L}\p{N}_$]*(?:<[^<>()]*>)?(?:\.|:{1,2}|#))*)`;
  const declared = new RegExp(String.raw`${keywords}${path}${escaped}(?![\p{L}\p{N}_$])`, 'u');
  const assigned = new RegExp(
    String.raw`(?:^|[\s,{(;])${path}['"#]?${escaped}['"]?\s*(?::[^=]*)?(?::|:?=)\s*(?:async\s*)?(?:function\b|func\s*\(|\([^()]*\)[^()]*=>|<[^=]*>\s*\(|\($|\((?=[^)]*$)|[\p{L}\p{N}_$]+\s*=>|->)`,
    'u',
  );
  const called = new RegExp(
    String.raw`^(?<before>[^=(){};"']*?(?:\[[^\]]*\]\s*)?)(?<![\p{L}\p{N}_$])${path}[~*#&]*${escaped}\s*(?:<[^()]*>)?\s*\(`,
    'u',
  );
  const ownerIn = (groups: Partial<Record<string, string>> = {}): string =>
    groups['receiver'] ?? (groups['path'] ?? '').split(/[^\p{L}\p{N}_$]+/u).findLast(part => /^[\p{Lu}]/u.test(part)) ?? '';
  const isScript = scripts.test(file);
  const heads: readonly ReadHead[] = [
    line => {
      const found = declared.exec(line);
      return found ? { owner: ownerIn(found.groups) } : undefined;
    },
    (line, lines, at) => {
      const found = assigned.exec(line);
      return found && isValue(lines, at, found.index + found[0].length) ? { owner: ownerIn(found.groups) } : undefined;
    },
    (line, lines, at) => {
      const found = called.exec(line);
      const before = (found?.groups?.['before'] ?? '').trim();
      if (!found || statement.test(before) || /[,.!?|+/-]$/.test(before)) return undefined;
      const follows = behindBrackets(lines, at, found[0].length - 1);
      return isDeclaration(before, follows, isScript) ? { owner: ownerIn(found.groups) } : undefined;
    },
  ];
  return isScript || typed.test(file) ? heads : heads.slice(0, 2);
}

/** What stands in brackets is a function's arguments only where an arrow follows. */
function isValue(lines: readonly string[], at: number, end: number): boolean {
  const line = lines[at] ?? '';
  const open = line.lastIndexOf('(', end - 1);
  return line[end - 1] !== '(' || open < 0 || /^[^;]*?=>/.test(behindBrackets(lines, at, open));
}

/** A call looks like a head, but a body follows that only. What is abstract, and a prototype, have none. */
function isDeclaration(before: string, follows: string, isScript: boolean): boolean {
  const words = before.split(/\s+/).filter(word => word !== '' && !/^[@[]/.test(word));
  if (words.every(word => modifiers.test(word))) return bodyAtOnce.test(follows);
  return !isScript && words.every(word => /^[[\]\w<>&*?:,.~$|]+$/.test(word)) && /^[^;{}=]*(?:\{|=>|=\s*\{)/.test(follows);
}

/** What follows the bracket that closes the one in a line; empty where none does within the lines of a head. */
function behindBrackets(lines: readonly string[], at: number, open: number): string {
  let depth = 0;
  let quote = '';
  for (let row = at; row < Math.min(lines.length, at + mostHeadLines); row++) {
    const line = (lines[row] ?? '').slice(0, longestHead);
    for (let column = row === at ? open : 0; column < line.length; column++) {
      const sign = line.charAt(column);
      if (quote !== '') {
        if (sign === '\\') column++;
        else if (sign === quote) quote = '';
      } else if (sign === '"' || sign === '`' || (sign === "'" && line.includes("'", column + 1))) quote = sign;
      else if (sign === '(') depth++;
      else if (sign === ')' && (depth -= 1) === 0) {
        return [line.slice(column + 1), ...lines.slice(row + 1, row + 4).map(next => next.slice(0, longestHead))].join('\n');
      }
    }
    quote = '';
  }
  return '';
}

/** The last line of what begins on a line: all that is indented deeper, with what closes it. */
function endOf(lines: readonly string[], head: number): number {
  const depth = indentation(lines[head] ?? '');
  let end = head;
  for (let at = head + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const text = line.trim();
    // A directive of a preprocessor, and a comment that was put to the margin, end nothing.
    if (text === '' || /^(?:#|\/\/)/.test(text)) continue;
    const deep = indentation(line);
    if (deep > depth) end = at;
    else if (deep < depth) break;
    else if (/^(?:\{|\)|\]|where\b|rescue\b|ensure\b|else\b)/.test(text) || /^\}.*\{$/.test(text)) end = at;
    else return /^(?:\}|end\b)/.test(text) ? at : end;
  }
  return end;
}

/** The class, module or the like in which a line stands: the nearest that is indented less. */
function enclosingType(lines: readonly string[], head: number): string {
  let depth = indentation(lines[head] ?? '');
  for (let at = head - 1; at >= 0 && depth > 0; at--) {
    const line = lines[at] ?? '';
    if (!/^\s*[\p{L}@[<]/u.test(line) || indentation(line) >= depth) continue;
    const found = line.length > longestHead || comment.test(line) ? undefined : typeIn(line);
    if (found !== undefined) return found;
    depth = indentation(line);
  }
  return '';
}

function typeIn(line: string): string | undefined {
  const { name, impl } = type.exec(line)?.groups ?? {};
  return impl ?? name?.split(/[^\p{L}\p{N}_]+/u).findLast(part => part !== '');
}

/** How far a line is indented, in columns. */
function indentation(line: string): number {
  let columns = 0;
  for (const sign of line) {
    if (sign === ' ') columns++;
    else if (sign === '\t') columns += 8 - (columns % 8);
    else break;
  }
  return columns;
}
