import type { Instant } from '../domain/foundation/time';
import type { Proof } from '../domain/record/proof';
import { counted, fill, type Words } from '../words/words';
import { markdownLine, markdownText } from './markdownText';
import { utcTime } from './utcTime';

/** A record with what a check says of it, in words. */
export interface CheckedRecord {
  readonly id: string;
  /** What it is called, where it can be read. */
  readonly title?: string | undefined;
  readonly lines: readonly string[];
}

/** What a check of all records found, and how much it looked at. */
export interface VerificationContext {
  readonly words: Words;
  readonly at: Instant;
  readonly checked: {
    readonly records: number;
    readonly of: number;
    readonly entries: number;
    readonly contents: number;
    readonly proofs: Readonly<Record<Proof, number>>;
  };
  readonly flawed: readonly CheckedRecord[];
  /** Records with which nothing is wrong, and of which a reader must know something all the same. */
  readonly remarked: readonly CheckedRecord[];
  /** What does not verify on the branch over which the records are shared, as the last sync found it. */
  readonly there: readonly CheckedRecord[];
}

/** The report of a check of all records as Markdown. Times are UTC; texts of records are escaped. */
export function verificationAsMarkdown({ words, at, checked, flawed, remarked, there }: VerificationContext): string {
  const { verify } = words;
  const { records, of, entries, contents, proofs } = checked;
  const lines = [
    `# ${verify.title}`,
    '',
    `- ${fill(verify.made, { when: utcTime(at) })}`,
    `- ${fill(verify.records, { count: records, of })}`,
    `- ${fill(verify.entries, { count: entries })}`,
    `- ${fill(verify.contents, { count: contents })}`,
    `- ${Object.values(proofs).some(count => count > 0) ? fill(verify.proofs, proofs) : verify.noProofs}`,
    '',
    ...(records < of ? [verify.ended, ''] : []),
    flawed.length > 0 ? counted(words, verify.unsound, { count: flawed.length }) : there.length > 0 ? verify.soundHere : verify.sound,
    ...(there.length > 0 ? [counted(words, verify.unsoundThere, { count: there.length })] : []),
    '',
    ...section(verify.flaws, flawed),
    ...section(verify.flawsThere, there),
    ...section(verify.remarks, remarked),
    `## ${verify.limitsTitle}`,
    '',
    verify.limits,
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, records: readonly CheckedRecord[]): readonly string[] {
  if (records.length === 0) return [];
  const body = records.flatMap(({ id, title, lines }) => [
    `### ${markdownLine([id, title].filter(Boolean).join(' '))}`,
    '',
    ...lines.map(line => `- ${markdownText(line)}`),
    '',
  ]);
  return [`## ${title}`, '', ...body];
}
