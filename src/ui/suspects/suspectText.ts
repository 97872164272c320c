import type { Suspect } from '../../review/suspects/suspect';
import { describeDuration, describeReason } from '../../words/describe';
import { localTime, words } from '../editor/hostWords';
import { fill } from '../../words/words';

/** Icons by how sure Faultline is. */
export const confidenceIcons = { likely: 'flame', possible: 'git-commit', weak: 'circle-small' } as const;
/** Files named in one row. */
const filesShown = 3;

/** What a row says beside the subject: how sure, state, author, how long before the fault, files. */
export function suspectFacts(suspect: Suspect, firstSeen: string): readonly string[] {
  const { files, moreFiles = 0 } = suspect;
  const names = files.slice(0, filesShown).map(path => path.slice(path.lastIndexOf('/') + 1));
  const others = files.length + moreFiles - names.length;
  const more = others > 0 ? ` +${others}` : '';
  return [...standingFacts(suspect, firstSeen), ...(names.length > 0 ? [`${names.join(', ')}${more}`] : [])];
}

function standingFacts(suspect: Suspect, firstSeen: string): readonly string[] {
  return [
    words.suspects[suspect.confidence],
    ...(suspect.state ? [words.linkState[suspect.state]] : []),
    suspect.author,
    fill(words.suspects.before, { time: describeDuration(words, Math.max(0, Date.parse(firstSeen) - suspect.landedAt)) }),
  ];
}

/** A suspect in full, as plain text. */
export function suspectText(suspect: Suspect, firstSeen: string): string {
  const { sha, subject, files, moreFiles = 0, reasons, chance } = suspect;
  const others = files.slice(20).length + moreFiles;
  return [
    `${sha.slice(0, 10)} ${subject}`,
    standingFacts(suspect, firstSeen).join(' · '),
    fill(words.suspects.chance, { chance: Math.round(chance * 100) }),
    ...reasons.map(reason => `– ${describeReason(words, reason, localTime)}`),
    '',
    ...files.slice(0, 20),
    ...(others > 0 ? [`+${others}`] : []),
  ].join('\n');
}
