import { named, type Frame, type TraceLanguage } from './frame';

/** How a frame that stands on one line looks in a language; each pattern is anchored and linear, its groups are the parts of a `Frame`. */
interface FrameFormat {
  readonly language: TraceLanguage;
  readonly pattern: RegExp;
}

const formats: readonly FrameFormat[] = [
  // `app/cart.rb:12:in 'Cart#add'`, before Ruby 3.4 in `add'; `from …`, and numbered where the innermost comes last.
  {
    language: 'ruby',
    pattern:
      /^(?:# |(?:\d{1,4}: )?from )?(?<file>(?:[A-Za-z]:)?[^\s:]{1,400}|<internal:[^\s:]{1,200}):(?<line>\d{1,9}):in [`'](?<function>[^'`]{1,300})'$/,
  },
  // `#0 /srv/Cart.php(12): Shop\Cart->add(Object(Item))`: the function that was called there. See `inEnclosing`.
  {
    language: 'php',
    pattern:
      /^#\d{1,4} (?:(?<file>\S.{0,400}?)\((?<line>\d{1,9})\)|\[internal function\]): (?<function>[^({]{0,300}(?:\{closure[^{}]{0,300}\})?)(?:\(|$)/,
  },
  { language: 'php', pattern: /^#\d{1,4} (?<function>\{main\})$/ },
  // `#1      Cart.add (package:shop/cart.dart:12:5)`
  {
    language: 'dart',
    pattern:
      /^#\d{1,4} {1,10}(?<function>\S.{0,300}?) \((?<file>(?:package|dart|file):[^\s()]{1,400}?)(?::(?<line>\d{1,9})(?::(?<column>\d{1,9}))?)?\)$/,
  },
  // `(shop 0.1.0) lib/shop/cart.ex:12: Shop.Cart.add/2`
  {
    language: 'elixir',
    pattern:
      /^(?:\([^\s()]{1,100}(?: [^\s()]{1,50})?\) )?(?<file>[^\s:]{1,400}\.(?:exs?|erl|[hl]?eex)):(?<line>\d{1,9}): (?<function>(?:anonymous fn\/\d{1,3} in )?\S{1,300}\/\d{1,3})$/,
  },
  // `3   Shop   0x0000000104c3e1b4 Shop.Cart.add(item: Shop.Item) -> () + 52 (Cart.swift:12)`, on Linux `… + 52 in shop at /src/Cart.swift:12:5`
  {
    language: 'swift',
    pattern:
      /^\d{1,4} (?:[^\n]{0,80}? )??0x[0-9a-f]{6,16} (?<function>\S.{0,300}?)(?: \+ \d{1,9}| \(in [^\s()]{1,100}\))(?:(?: \(| in \S{1,200} at )(?<file>[^\s()]{1,400}?):(?<line>\d{1,9})(?::(?<column>\d{1,9}))?\)?)?$/,
  },
];

/** Reads a line that holds a whole frame, without what stands around it; undefined for any other. */
export function readOneLineFrame(text: string): Frame | undefined {
  for (const { language, pattern } of formats) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const { file, line, column, function: name } = groups;
    return {
      language,
      ...named(name),
      ...(file !== undefined && { file: language === 'dart' ? dartFile(file) : file }),
      ...(line !== undefined && { line: Number(line) }),
      ...(column !== undefined && { column: Number(column) }),
    };
  }
  return undefined;
}

/** `package:shop/cart.dart` lies in `shop/lib/cart.dart`. */
function dartFile(file: string): string {
  return file.replace(/^package:([^/]{1,200})\//, '$1/lib/').replace(/^file:\/\//, '');
}
