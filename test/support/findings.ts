import type { FindingOf } from '../../src/domain/incident/finding';

/** A question whether this is a security incident, of one incident unless told otherwise. */
export function question(change: Partial<FindingOf<'unnoticed'>> = {}): FindingOf<'unnoticed'> {
  const [from, to] = ['2026-08-10T02:30:00.000Z', '2026-08-11T03:00:00.000Z'];
  return { pattern: 'unnoticed', key: 'k', ids: ['a'], from, to, components: [], score: 4, reasons: [], ...change };
}

/** A chain of cause and effect from one incident unless told otherwise. */
export function chainOf(change: Partial<FindingOf<'chain'>> = {}): FindingOf<'chain'> {
  const root = 'INC-000001';
  return { pattern: 'chain', key: 'k', root, ids: [root], effects: 1, depth: 1, hours: 2, security: 0, ...change };
}
