import { partNumber } from './commitDocument';
import { largest, type EvidenceColumns, type KnownCommit } from './evidence';
import type { Occurrences } from './occurrences';
import type { TermScores } from './termScores';

/** A commit that touches more files than this keeps company with everything. */
const mostFiles = 50;
const millisecondsOfDay = 86_400_000;
/** How the subject of a fix begins or goes on. */
const fixing = /\b(?:fix|fixes|fixed|fixing|correct|avoid|prevent|revert)/i;
const added: ReadonlySet<number> = new Set((['function', 'added', 'string', 'comment'] as const).map(partNumber));
const [lastOfPaths, lastOfMessage] = [partNumber('file'), partNumber('body')];
const changed: ReadonlySet<number> = new Set((['function', 'added', 'removed', 'string'] as const).map(partNumber));
const functionPart = partNumber('function');
const isChanged = (part: number): boolean => changed.has(part);
const isOfFunction = (part: number): boolean => part === functionPart;
const isAdded = (part: number): boolean => added.has(part);
const isOfMessageOrPath = (part: number): boolean => part <= lastOfPaths;
const isOfMessage = (part: number): boolean => part <= lastOfMessage;

/** Which commit of the window first brought each word of the report, into the code and into the messages. `past`: the same words in what lies before. */
export function noveltyEvidence({ found, weights }: TermScores, commits: readonly KnownCommit[], past: Occurrences): EvidenceColumns {
  const slots = weights.length;
  const seen = { code: new Float64Array(slots), message: new Float64Array(slots), past: new Float64Array(slots) };
  for (let at = 0; at < past.documents; at++) {
    past.eachTermIn(at, isOfMessageOrPath, slot => {
      seen.past[slot] = (seen.past[slot] ?? 0) + 1;
    });
  }
  const columns = {
    firstInCode: new Float64Array(commits.length),
    firstInMessage: new Float64Array(commits.length),
    newInCode: new Float64Array(commits.length),
    newInMessage: new Float64Array(commits.length),
  };
  const pastNorm = past.documents / 500 + 1;
  for (let at = commits.length - 1; at >= 0; at--) {
    found.eachTermIn(at, isAdded, slot => {
      const weight = weights[slot] ?? 0;
      columns.firstInCode[at] = (columns.firstInCode[at] ?? 0) + weight / (1 + (seen.code[slot] ?? 0));
      columns.newInCode[at] = (columns.newInCode[at] ?? 0) + weight / (1 + (seen.past[slot] ?? 0) / pastNorm);
      seen.code[slot] = (seen.code[slot] ?? 0) + 1;
    });
    found.eachTermIn(at, isOfMessage, slot => {
      const weight = weights[slot] ?? 0;
      columns.firstInMessage[at] = (columns.firstInMessage[at] ?? 0) + weight / (1 + (seen.message[slot] ?? 0));
      columns.newInMessage[at] = (columns.newInMessage[at] ?? 0) + weight / (1 + Math.sqrt(seen.past[slot] ?? 0));
      seen.message[slot] = (seen.message[slot] ?? 0) + 1;
    });
  }
  return columns;
}

/**
 * Which commit of the window was the last to touch each word of the report, in the code and in the heads of functions. Commits of the last
 * day before the fault was seen take nothing from those before them: they may belong to its repair.
 */
export function latestEvidence({ found, weights }: TermScores, commits: readonly KnownCommit[], firstSeen: number): EvidenceColumns {
  const columns = { lastInCode: new Float64Array(commits.length), lastInFunction: new Float64Array(commits.length) };
  for (const [name, isWanted] of [
    ['lastInCode', isChanged],
    ['lastInFunction', isOfFunction],
  ] as const) {
    const seen = new Float64Array(weights.length);
    commits.forEach(({ committedAt }, at) => {
      const speaks = committedAt <= firstSeen - millisecondsOfDay;
      found.eachTermIn(at, isWanted, slot => {
        columns[name][at] = (columns[name][at] ?? 0) + (weights[slot] ?? 0) / (1 + (seen[slot] ?? 0));
        if (speaks) seen[slot] = (seen[slot] ?? 0) + 1;
      });
    });
  }
  return columns;
}

/**
 * What the other commits to the same files say: how much they look like the report, and whether a later one had to correct this one.
 * Commits of the last day before the fault was seen say nothing here: they may belong to its repair.
 */
export function companyEvidence({ scores }: TermScores, commits: readonly KnownCommit[], firstSeen: number): EvidenceColumns {
  const all = scores.get('all') ?? new Float64Array(commits.length);
  const top = largest(all) || 1;
  const speaks = commits.map(({ committedAt }) => committedAt <= firstSeen - millisecondsOfDay);
  const own = all.map((score, at) => (speaks[at] === true ? score / top : 0));
  const isFix = commits.map(({ subject }) => fixing.test(subject));
  const byFile = new Map<string, number[]>();
  commits.forEach(({ files }, at) => {
    if (files.length > mostFiles) return;
    for (const path of files) {
      const company = byFile.get(path);
      if (company) company.push(at);
      else byFile.set(path, [at]);
    }
  });
  const columns = {
    fileHeat: new Float64Array(commits.length),
    fileHeatMean: new Float64Array(commits.length),
    fileHeatSum: new Float64Array(commits.length),
    followed: new Float64Array(commits.length),
    corrected: new Float64Array(commits.length),
    latestOfFile: new Float64Array(commits.length),
  };
  commits.forEach(({ files }, at) => {
    if (files.length > mostFiles || files.length === 0) return;
    const shared = new Map<number, number>();
    let means = 0;
    for (const path of files) {
      const company = byFile.get(path) ?? [];
      let heat = 0;
      let others = 0;
      let later = 0;
      for (const other of company) {
        if (other === at) continue;
        if (speaks[other] === true) others += 1;
        heat += own[other] ?? 0;
        if (other >= at || speaks[other] !== true) continue;
        later += 1;
        shared.set(other, (shared.get(other) ?? 0) + 1);
      }
      const share = others > 0 ? heat / (others + 1) : 0;
      means += share;
      columns.latestOfFile[at] = Math.max(columns.latestOfFile[at] ?? 0, heat / (1 + later));
      columns.fileHeat[at] = Math.max(columns.fileHeat[at] ?? 0, share);
      columns.fileHeatSum[at] = Math.max(columns.fileHeatSum[at] ?? 0, heat);
    }
    columns.fileHeatMean[at] = means / files.length;
    for (const [later, count] of shared) {
      const like = (count / Math.sqrt(files.length * (commits[later]?.files.length ?? 1))) * (own[later] ?? 0);
      columns.followed[at] = (columns.followed[at] ?? 0) + like;
      if (isFix[later] === true) columns.corrected[at] = (columns.corrected[at] ?? 0) + like;
    }
  });
  return columns;
}
