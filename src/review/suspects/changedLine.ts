/** What a changed line is made of. */
export interface LineParts {
  readonly code: string;
  readonly strings: string;
  readonly comment: string;
}

const wholeComment =
  /^\s*(?:\/\/|\/\*|\*|--\s|;|<!--|%|rem\s|"""|#(?!\s*(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|error|pragma|import|region|endregion)\b))/i;
const literal = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.){2,}'|`(?:[^`\\]|\\.)*`/g;

/**
 * Takes a line of source apart into code, what stands in string literals, and comment. It knows no language but what most have in common:
 * a wrong guess moves a word from one part to another, no more.
 */
export function partsOfLine(line: string): LineParts {
  if (wholeComment.test(line)) return { code: '', strings: '', comment: line };
  let strings = '';
  const bare = /["'`]/.test(line)
    ? line.replace(literal, found => {
        strings += ` ${found.slice(1, -1)}`;
        return ' ';
      })
    : line;
  const start = commentStart(bare);
  return start < 0 ? { code: bare, strings, comment: '' } : { code: bare.slice(0, start), strings, comment: bare.slice(start) };
}

function commentStart(bare: string): number {
  const slashes = bare.indexOf('//');
  const block = bare.indexOf('/*');
  const hash = bare.indexOf(' # ');
  return [slashes, block, hash].filter(at => at >= 0).reduce((first, at) => (first < 0 || at < first ? at : first), -1);
}
