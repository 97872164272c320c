import type { RecordEvent } from '../../src/domain/record/event';
import { person, testId, testNow } from './incidents';

/** A log of this many entries (or rows, lines): one shape in which a fold can be slow. Entries are not sealed: a fold looks at no hash. */
export type LargeLog = (count: number) => readonly RecordEvent[];

function entry(n: number, parents: readonly number[], type: string, data: unknown): RecordEvent {
  return { id: idOf(n), parents: parents.map(idOf), at: testNow, by: person('itManager'), type, digest: '', data };
}

function idOf(n: number): string {
  return n.toString(16).padStart(64, '0');
}

function log(
  count: number,
  parentsOf: (n: number) => readonly number[],
  what: (n: number) => readonly [string, unknown],
): readonly RecordEvent[] {
  const first = entry(0, [], 'record.captured', { record: testId, patch: { title: 'A' } });
  return [first, ...Array.from({ length: count }, (_, n) => entry(n + 1, parentsOf(n + 1), ...what(n + 1)))];
}

function save(patch: object): readonly [string, unknown] {
  return ['record.updated', { step: 'analyse', patch }];
}

const chain = (n: number): readonly number[] => [n - 1];
const measure = { what: 'x', type: 'workaround', weakensSafeguard: 'yes', safeguard: 'y' };

/** The shapes by name. */
export const largeLogs: Readonly<Record<string, LargeLog>> = {
  releases: count => log(count, chain, n => ['incident.measureReleased', { measure: `m${n}` }]),
  'rows of one entry': count => [
    ...log(0, chain, () => save({})),
    entry(1, [0], ...save({ measures: Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${n}`, measure])) })),
  ],
  'rows one by one': count => log(count, chain, n => save({ measures: { [`m${n}`]: measure } })),
  links: count =>
    log(count, chain, n => [
      'record.linked',
      { link: { id: `l${n}`, kind: 'relatedTo', state: 'suspected', target: { type: 'record', id: `PRB-${String(n).padStart(6, '0')}` } } },
    ]),
  'workarounds applied': count =>
    log(count, chain, n => ['incident.workaroundApplied', { measure: `m${n}`, patch: { measures: { [`m${n}`]: measure } } }]),
  'sign-offs taken back': count => log(count, chain, n => (n % 2 === 0 ? save({ title: `t${n}` }) : ['incident.signedOff', {}])),
  'all at once': count =>
    log(
      count,
      () => [0],
      n => save({ title: `t${n}` }),
    ),
  'a mesh of two parents each': count =>
    log(
      count,
      n => (n < 3 ? [0] : [n - 2, n - 3 < 0 ? 0 : n - 3]),
      n => save({ title: `t${n}` }),
    ),
  'two writers who never meet': count =>
    log(
      count,
      n => [Math.max(0, n - 2)],
      n => save({ title: `t${n}`, measures: { m1: { what: `w${n}` } } }),
    ),
  'releases of one measure, all at once': count =>
    log(
      count,
      () => [0],
      n => (n % 2 === 0 ? save({ measures: { m1: { what: `w${n}` } } }) : ['incident.measureReleased', { measure: 'm1' }]),
    ),
  'sign-offs that missed one change of many': count => {
    const [changes, step] = [Math.floor(count / 2), 500];
    const merges = Math.ceil((changes - 1) / step);
    return log(
      count,
      n => {
        if (n <= changes) return [0];
        const merge = n - changes;
        if (merge > merges) return [changes + merges];
        const from = 2 + (merge - 1) * step;
        const merged = Array.from({ length: Math.min(step, changes + 1 - from) }, (_, offset) => from + offset);
        return merge === 1 ? merged : [n - 1, ...merged];
      },
      n => {
        if (n <= changes) return save({ title: `t${n}` });
        return n <= changes + merges ? ['record.commented', { text: 'x' }] : ['incident.signedOff', {}];
      },
    );
  },
  'redacted comments': count =>
    log(count, chain, n =>
      n % 2 === 0 ? ['record.redacted', { record: testId, entry: idOf(n - 1), reason: 'x' }] : ['record.commented', null],
    ),
};
