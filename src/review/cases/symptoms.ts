/** Lines as traces and sanitizers of any language write them: an address, or a file with a line. */
const traceLine =
  /\b0x[0-9a-f]{4,}\b|\S\.\w{1,4}:\d+\b|^\s*>?\s*#\d+\s|^\s*(?:Traceback|File ")|^\s*at \S+ ?\(|^\s*at [\w$.<>]+\.[\w$<>]+|:line \d+\b|\bin \S+ on line \d+|^\s*goroutine \d+ \[|\bpanicked at\b/;
/** A line of output that says what went wrong, however far it is indented. */
const errorLine =
  /^\s*(?:\S{1,60} )?(?:[\w.\\]*(?:Error|Exception)|(?:fatal )?error|panic|fatal|uncaught \w+|warning|E\d{4}|error\[E\d+\])\b[^=;{}]*:\s/i;
/** Names that only somebody who knows the code would write: `a_b`, `aB`, `a::b`, `a()`, `$a`, `@A`, `a.b.c`, `ABCD`. */
const identifiers =
  /[$@]\w+(?:(?:->|::|\.)\w+)*(?:\(\))?|\b[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,}(?:\(\))?|\b(?!\w+\.(?:com|org|net|io)\b)\w+\.\w+\(\)?|\b\w+(?:(?:->|::)\w+)+(?:\(\))?|\b\w*_\w*(?:\(\)?)?|\b[a-z][a-z0-9]*[A-Z]\w*(?:\(\))?|\b\w+\(\)|\b[A-Z][A-Z0-9]{3,}\b/g;
/** Names of types, but not of errors, which are seen, nor of what everybody knows. */
const types =
  /\b(?!(?:GitHub|GitLab|JavaScript|TypeScript|WordPress|OpenStack|PostgreSQL|JetBrains|YouTube|MacBook|PowerShell|FreeBSD|OpenSSL)\b)(?:[A-Z][a-z0-9]+){2,}\b(?<!(?:Error|Exception|Warning))/g;
const quoted = /"[^"\n]{1,80}"|`[^`\n]{1,80}`/g;
/** Sentences that tell what was done about it. */
const aboutTheFix =
  /\b(?:this|the) (?:patch|commit|change|fix|series)\b|\blet's\b|\binstead\b|\bto (?:avoid|prevent|fix|solve|address) (?:this|that|it)\b|\bfix (?:this|it|that)\b|^(?:so\b|adding |by \w+ing\b|rework|use |now,? |we (?:now|should|need)|make |move |change |add |remove |replace |switch |ensure |handle |check |update |revert)/i;
/** `module: `, `lib/thing, other: ` before a subject. */
const modulePrefix = /^(?:\[[^\]]{1,30}\]\s*)*(?:\w+(?:\([^)]{1,40}\))?!?:\s+|[\w/.,*{}\- ]{1,50}:\s+)?/;

/**
 * What somebody might have written who saw the fault only: a message without the module before its subject, the names of the code, quoted
 * code, and the sentences about the fix. Lines of traces stay.
 */
export function symptomsOf(title: string, body: string): string {
  const kept: string[] = [];
  let prose: string[] = [];
  const flush = (): void => {
    const sentences = prose.join(' ').split(/(?<=[.!?:])\s+/);
    kept.push(...sentences.filter(sentence => !aboutTheFix.test(sentence.trim())).map(plain));
    prose = [];
  };
  for (const line of body.split('\n')) {
    if (traceLine.test(line) || errorLine.test(line)) {
      flush();
      kept.push(`\n${line}\n`);
    } else if (line.trim() === '') flush();
    else if (!/^(?: {4}|\t)/.test(line)) prose.push(line.trim());
  }
  flush();
  const first = title === '' ? '' : `${plain(title.replace(modulePrefix, ''))}. `;
  return `${first}${kept.filter(text => text.trim() !== '').join(' ')}`;
}

function plain(text: string): string {
  return text
    .replace(quoted, '')
    .replace(identifiers, '')
    .replace(types, '')
    .replace(/\bfix(?:e[sd])?\b/gi, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
