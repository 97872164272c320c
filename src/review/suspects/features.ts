import { largest, type EvidenceColumns } from './evidence';

/** Evidence that says something by itself. */
const taken = [
  'cover',
  'titleCover',
  'days',
  'rank',
  'recent',
  'newest',
  'traceFunction',
  'traceNames',
  'traceFile',
  'traceFiles',
  'hasTrace',
  'commits',
  'bestCover',
  'askedFor',
] as const;

/** Evidence that says something in comparison: how near to the best commit, and how far above the others. */
const compared = [
  'all',
  'message',
  'subject',
  'paths',
  'code',
  'functions',
  'added',
  'removed',
  'strings',
  'comments',
  'tests',
  'documents',
  'titleAll',
  'titleMessage',
  'titleCode',
  'initials',
  'together',
  'shortened',
  'shortenedInMessage',
  'profile',
  'profileMean',
  'pastBest',
  'learntAll',
  'learntMessage',
  'learntCode',
  'firstInCode',
  'firstInMessage',
  'newInCode',
  'newInMessage',
  'lastInCode',
  'lastInFunction',
  'fileHeat',
  'fileHeatMean',
  'fileHeatSum',
  'followed',
  'corrected',
  'latestOfFile',
  'broughtMessage',
] as const;

/** The names of the values the model sees, in their order: `x` as it is, `x/best` as share of the best, `x±` in standard deviations / 3. */
export const featureNames: readonly string[] = [...taken, ...compared.flatMap(name => [`${name}/best`, `${name}±`])];

/** The values the model sees, by feature, each with a number for every commit. */
export function featuresOf(columns: EvidenceColumns): readonly Float64Array[] {
  const column = (name: string): Float64Array => columns[name] ?? new Float64Array();
  return [...taken.map(column), ...compared.flatMap(name => [shareOfBest(column(name)), deviations(column(name))])];
}

function shareOfBest(values: Float64Array): Float64Array {
  const best = largest(values);
  return best > 0 ? values.map(value => value / best) : new Float64Array(values.length);
}

function deviations(values: Float64Array): Float64Array {
  const average = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / Math.max(1, values.length);
  const scale = 3 * (Math.sqrt(variance) + 1e-9);
  return values.map(value => (value - average) / scale);
}
