/** Lines as traces and sanitizers write them: an address, or a file with a line. */
const traceLine = /\b0x[0-9a-f]{4,}\b|\S\.\w{1,4}:\d+\b|^\s*>?\s*#\d+\s|^\s*(?:Traceback|File ")/;
/** Names that only somebody who knows the code would write. */
const identifiers =
  /\b\w+(?:(?:->|::)\w+)+(?:\(\))?|\b\w*_\w*(?:\(\)?)?|\b[a-z][a-z0-9]*[A-Z]\w*(?:\(\))?|\b\w+\(\)|\b[A-Z][A-Z0-9]{3,}\b/g;
const quoted = /"[^"\n]{1,80}"|`[^`\n]{1,80}`/g;
/** Sentences that tell what was done about it. */
const aboutTheFix =
  /\b(?:this|the) (?:patch|commit|change|fix|series)\b|\blet's\b|\binstead\b|\bto (?:avoid|prevent|fix|solve|address) (?:this|that|it)\b|\bfix (?:this|it|that)\b|^(?:so\b|adding |by \w+ing\b|rework|use )/i;
/** `module: `, `lib/thing, other: ` before a subject. */
const modulePrefix = /^(?:\[[^\]]{1,30}\]\s*)?[\w/.,\- ]{1,40}:\s+/;

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
    if (traceLine.test(line)) {
      flush();
      kept.push(`\n${line}\n`);
    } else if (line.trim() === '') flush();
    else if (!/^(?: {4}|\t)/.test(line)) prose.push(line.trim());
  }
  flush();
  return `${plain(title.replace(modulePrefix, ''))}. ${kept.filter(text => text.trim() !== '').join(' ')}`;
}

function plain(text: string): string {
  return text
    .replace(quoted, '')
    .replace(identifiers, '')
    .replace(/\bfix(?:e[sd])?\b/gi, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
