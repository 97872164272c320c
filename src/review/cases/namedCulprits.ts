/** How a message names the commit that brought a fault. */
export type NamedBy = 'fixes' | 'revert' | 'hash' | 'changeId' | 'pull' | 'changeList' | 'subversion' | 'differential';

/** One commit, or one pull request, that a message names as faulty. */
export interface NamedCulprit {
  readonly kind: NamedBy;
  /** A hash (maybe shortened, or `v1.2~3`), a Change-Id, or a number without what marks it. */
  readonly name: string;
}

/** More than this in one message is no witness. */
const mostNamed = 4;

/** Spaces and what a reference is put in: brackets, quotation marks. */
const gap = String.raw`[\s:;,.("'\x60\[<*“‘]{1,4}`;
const reference = String.raw`(I[0-9a-f]{7,40}|[0-9a-f]{7,64}|v\d[\w.-]*[~^][\d~^]*|(?:#|GH-|PR[ -]?#?|!)\d{1,7}|CL[ /]?\d{3,9}|r\d{2,7}|\[\d{2,7}\]|D\d{2,7})(?![\w-])`;
const filler =
  'in|by|from|since|with|of|to|for|on|after|at|as|due|was|were|is|been|has|the|this|that|a|an|my|our|commits?|changes?|changeset|revision|rev|patch|pull|request|PR|CL|git|svn|recent|upstream|previous|earlier|up';
const quotation = String.raw`(?:["“'\x60][^"”\x60\n]{3,150}["”'\x60][\s,(\[]{1,3})?`;
const strong =
  'regress(?:ions?|ed|es)|broken?|breaks|breakage|caused|culprit|fall-?out|bugs?|bug-?fix(?:es)?|mistake|oversight|fix(?:es)?|fix-?ups?|partial(?:ly)? reverts?|reverts?|reverted|reverting|reverses?';
const weak =
  'introduced|added|changed|removed|replaced|moved|refactored|rewritten|switched|enabled|implemented|brought|came|since|after|because|due|started|follow-?ups?|following|followup|amends?|missed|forgotten|left-?overs?|incomplete';
const named = new RegExp(String.raw`\b(${strong}|${weak})((?:${gap}(?:${filler})\b){0,7})${gap}${quotation}${reference}`, 'gi');
const blamed = new RegExp(
  String.raw`${reference}[)\]"'\x60]?(?:\s*[("“]{1,2}[^"”)\n]{3,150}["”)]{1,2})?,?\s(?:(?:which|that|has|have|had|also|accidentally|inadvertently|unintentionally|mistakenly|incorrectly|seems|to)\s){0,3}(broke|breaks|regressed|caused|introduced|forgot|missed|changed|removed|made|moved|switched|exposed)\b`,
  'gi',
);
const strongVerb = /^(?:broke|breaks|regressed|caused)$/i;
const preposition = /\b(?:in|by|from|since|with|of|to|after|on)\b/i;
const fault =
  /\b(?:fix|regress|br[eo]ke|breaks|breakage|crash|fail|wrong|bugs?\b|leak|hangs?\b|incorrect|panic|deadlock|corrupt|exception|no longer works?|stopped working|segfault|assert)/i;
const trailer = /^[ \t]*fixes:?[ \t]+(?:commit[ \t]+)?([0-9a-f]{7,64})\b/gim;

/** The commits that a message names as faulty; none where it names many. A pull request that is merely closed is not named. */
export function culpritsNamedIn(message: string): readonly NamedCulprit[] {
  const text = plainReferences(message);
  const links = new Map<string, NamedCulprit>();
  const add = (written: string, kind?: NamedBy): void => {
    const link = linkOf(written);
    if (link && !links.has(link.name)) links.set(link.name, kind === undefined ? link : { ...link, kind });
  };
  for (const [, sha = ''] of text.matchAll(trailer)) add(sha, 'fixes');
  const faulty = fault.test(text);
  for (const [, cause = '', between = '', written = ''] of text.matchAll(named)) {
    if (/^revers|revert/i.test(cause)) add(written, /partial/i.test(cause) ? undefined : 'revert');
    else if (names(cause, between, written) && (faulty || new RegExp(`^(?:${strong})$`, 'i').test(cause))) add(written);
  }
  for (const [, written = '', verb = ''] of text.matchAll(blamed)) if (faulty || strongVerb.test(verb)) add(written);
  return links.size > mostNamed ? [] : [...links.values()];
}

/** “Fix #12” and “bug #12” name a report, “fixed in 1a2b3c4” and “added for #12” name no culprit. */
function names(cause: string, between: string, written: string): boolean {
  const number = /^(?:#|GH-|PR|!)/i.test(written);
  if (/^fix(?:es)?$/i.test(cause)) return !number && !/\b(?:in|by|from|since|with|on|after|as|at)\b/i.test(between);
  return !number || /^(?:since|after|amends?)$/i.test(cause) || preposition.test(between);
}

function linkOf(written: string): NamedCulprit | undefined {
  const [number = ''] = /\d+/.exec(written) ?? [];
  if (/^I[0-9a-f]{7,40}$/.test(written)) return { kind: 'changeId', name: written };
  if (/^(?:#|GH-|PR|!)/i.test(written)) return { kind: 'pull', name: number };
  if (written.startsWith('CL')) return { kind: 'changeList', name: number };
  if (/^(?:r\d|\[)/.test(written)) return { kind: 'subversion', name: number };
  if (/^D\d+$/.test(written)) return { kind: 'differential', name: number };
  // A word (“defaced”) is no hash, nor is a number of a report.
  if (/^v\d/.test(written) || /^(?=\D*\d)(?=.*[a-f])[0-9a-f]{7,64}$/i.test(written)) return { kind: 'hash', name: written.toLowerCase() };
  return undefined;
}

/** A text with addresses of commits, pull requests and reviews written as references. */
export function plainReferences(text: string): string {
  return text
    .replace(/https?:\/\/\S{1,200}?\/commits?\/([0-9a-f]{7,64})[^\s)\]>]*/g, '$1')
    .replace(/https?:\/\/\S{1,200}?\/(?:pulls?|merge_requests)\/(\d+)[^\s)\]>]*/g, '#$1')
    .replace(/(?:https?:\/\/)?(?:go\.dev|golang\.org)\/cl\/(\d+)/g, 'CL $1')
    .replace(/https?:\/\/\S{1,200}?\/(?:q\/|#q,)(I[0-9a-f]{8,40})[^\s)\]>]*/g, '$1')
    .replace(/https?:\/\/\S{1,200}?\/\+\/(\d+)[^\s)\]>]*/g, 'CL $1')
    .replace(/https?:\/\/\S{1,200}?\/changeset\/(\d+)[^\s)\]>]*/g, '[$1]');
}
