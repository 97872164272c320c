import { type FormFacts } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import { candidateSchema } from '../../../src/domain/incident/review';
import { reviewCandidates, type ReviewSubject } from '../../../src/review/candidates';
import { testNow } from '../../support/incidents';

function record(id: string, change: Partial<FormFacts> = {}): FormFacts {
  const facts = { id, kind: 'knownError', title: `Title of ${id}`, open: true, components: [], released: false, relations: [], ...change };
  return facts as FormFacts;
}

const subject: ReviewSubject = { components: ['Mail Relay '], links: [], began: testNow };
const hit = (id: string, score: number, sameError = false): Parameters<typeof reviewCandidates>[3][number] => ({
  id,
  score,
  terms: ['relay', 'port'],
  sameError,
});

describe('candidates of a review', () => {
  it('without any reason there is none', () => {
    assert.deepEqual(reviewCandidates('knownError', subject, [record('KE-000001')], []), []);
  });

  it('each says why: linked, same error, shared words, same component; the strongest first', () => {
    const records = [record('KE-000001', { components: ['mail relay'] }), record('KE-000002'), record('KE-000003'), record('KE-000004')];
    const linked: ReviewSubject = {
      ...subject,
      links: [{ id: 'l', kind: 'causedBy', state: 'suspected', target: { type: 'record', id: 'KE-000004' } }],
    };
    const found = reviewCandidates('knownError', linked, records, [hit('KE-000002', 9), hit('KE-000003', 3, true)]);
    assert.deepEqual(
      found.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)]),
      [
        ['KE-000004', ['linked']],
        ['KE-000003', ['signature', 'terms']],
        ['KE-000002', ['terms']],
        ['KE-000001', ['component']],
      ],
    );
    for (const candidate of found) assert.ok(candidateSchema.safeParse(candidate).success);
  });

  it('what is no longer in force comes later', () => {
    const records = [record('PRB-000001', { kind: 'problem', open: false, state: 'closed' }), record('PRB-000002', { kind: 'problem' })];
    const found = reviewCandidates('problem', subject, records, [hit('PRB-000001', 5), hit('PRB-000002', 4)]);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['PRB-000002', 'PRB-000001'],
    );
  });

  it('a change is one when its window lies around the beginning: from two days ahead to two weeks after', () => {
    const change = (id: string, from: string, to: string): FormFacts => record(id, { kind: 'change', from, to });
    const changes = [
      change('CHG-000001', '2026-11-20T08:00:00.000Z', '2026-11-20T10:00:00.000Z'),
      change('CHG-000002', '2026-11-01T08:00:00.000Z', '2026-11-02T10:00:00.000Z'),
      change('CHG-000003', '2026-11-23T08:00:00.000Z', '2026-11-23T10:00:00.000Z'),
      change('CHG-000004', '2026-12-01T08:00:00.000Z', '2026-12-01T10:00:00.000Z'),
    ];
    assert.deepEqual(
      reviewCandidates('change', subject, changes, []).map(({ id }) => id),
      ['CHG-000001', 'CHG-000003'],
    );
  });

  it('suspected commits are candidates for the change, those that were ruled out are not', () => {
    const commit = (id: string, state: 'suspected' | 'ruledOut'): ReviewSubject['links'][number] => ({
      id,
      kind: 'causedBy',
      state,
      target: { type: 'commit', sha: id.repeat(40), subject: 'TLS only' },
    });
    const links = [commit('a', 'suspected'), commit('b', 'ruledOut')];
    assert.deepEqual(
      reviewCandidates('change', { ...subject, links }, [], []).map(({ id }) => id),
      ['a'.repeat(40)],
    );
    assert.deepEqual(reviewCandidates('problem', { ...subject, links }, [], []), []);
  });

  it('no more are offered than one can read', () => {
    const many = Array.from({ length: 40 }, (_, n) => record(`KE-0000${String(n).padStart(2, '0')}`, { components: ['Mail relay'] }));
    assert.equal(reviewCandidates('knownError', subject, many, []).length, 12);
  });
});
