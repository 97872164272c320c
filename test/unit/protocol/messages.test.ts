import { incidentFactsSchema, incidentFacts } from '../../../src/domain/incident/facts';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roles } from '../../../src/domain/vocabulary/actor';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { foldIncident } from '../../../src/domain/incident/fold';
import { formOf } from '../../../src/domain/incident/relevance';
import { missingAt } from '../../../src/domain/incident/gate';
import { stepIds } from '../../../src/domain/vocabulary/steps';
import { readOnlyPageMessageSchema } from '../../../src/protocol/readOnlyPage';
import { pageMessageSchema } from '../../../src/protocol/recordPage';
import { incidentRequestSchema, type IncidentRequest } from '../../../src/protocol/requests';
import { verifyLog } from '../../../src/store/chain';
import { atPage } from '../../support/atPage';
import { Bench, testGates, benchAt, testId } from '../../support/incidents';
import { incidentRequest, wildMessage } from '../../support/requests';

/** What the panel's host does itself; the rest goes to the domain as it is. */
const hostOnly: readonly IncidentRequest['type'][] = [
  'openLink',
  'openFrame',
  'addLink',
  'openRecord',
  'pickMatch',
  'linkSimilar',
  'raiseProblem',
  'applyFrom',
  'storeReport',
];

/** The command the panel's host makes of a request. */
function commandOf(request: IncidentRequest, row: string): IncidentCommand | undefined {
  if (hostOnly.includes(request.type)) return undefined;
  if (request.type === 'applyWorkaround') return { ...request, measure: { ...request.measure, id: row } };
  if (request.type !== 'review') return request as IncidentCommand;
  const match = { id: 'KE-000002', title: request.match ?? '', reasons: [{ code: 'terms' as const, values: ['mail'] }] };
  return { ...request, candidates: [match], match };
}

describe('messages of the pages', () => {
  it('whatever comes is taken or refused, never a mistake of ours (10,000 messages)', () => {
    const schema = pageMessageSchema(incidentRequestSchema);
    let taken = 0;
    fc.assert(
      fc.property(wildMessage(), message => {
        const wire = JSON.parse(JSON.stringify(message)) as unknown;
        if (schema.safeParse(wire).success) taken += 1;
        readOnlyPageMessageSchema.safeParse(wire);
      }),
      { numRuns: 10_000 },
    );
    assert.ok(taken < 5000, `${taken} wild messages were valid: the fuzz is too tame`);
  });

  it('the read-only panel takes records out of a list by their ids, and by nothing else', () => {
    const ids = ['INC-000001', 'PRB-000001'];
    const isTaken = (message: unknown): boolean => readOnlyPageMessageSchema.safeParse(message).success;
    for (const into of ['clipboard', 'csv']) assert.ok(isTaken({ type: 'take', into, ids }));
    for (const wrong of [
      { type: 'take', into: 'csv', ids: [] },
      { type: 'take', into: 'csv', ids: ['../../etc/passwd'] },
      { type: 'take', into: 'csv', ids: [{ id: 'INC-000001' }] },
      { type: 'take', into: 'csv', ids: 'INC-000001' },
      { type: 'take', into: 'file', ids },
      { type: 'take', ids },
      { type: 'take', into: 'csv', ids, path: '/tmp/taken.csv' },
    ])
      assert.equal(isTaken(wrong), false, JSON.stringify(wrong));
  });

  it('the read-only panel takes a hundred thousand records at once, and no more', () => {
    const many = (count: number): unknown => ({ type: 'take', into: 'csv', ids: new Array<string>(count).fill('INC-000001') });
    assert.deepEqual(
      [100_000, 100_001].map(count => readOnlyPageMessageSchema.safeParse(many(count)).success),
      [true, false],
    );
  });

  it('the read-only panel’s protocol has no word of the writing one', () => {
    fc.assert(
      fc.property(incidentRequest(), fc.nat(), (request, id) => {
        assert.ok(incidentRequestSchema.safeParse(request).success, JSON.stringify(request));
        assert.equal(readOnlyPageMessageSchema.safeParse(request).success, false);
        assert.equal(readOnlyPageMessageSchema.safeParse({ type: 'request', id, request }).success, false);
        assert.equal(readOnlyPageMessageSchema.safeParse({ type: 'show', id: testId, request }).success, false);
        assert.equal(readOnlyPageMessageSchema.safeParse({ type: 'showKept', id: testId, row: 'e1', request }).success, false);
      }),
      { numRuns: 1000 },
    );
  });

  it('any valid requests in any order, by any role: entries or a refusal, and always an incident that the page folds as its host does', () => {
    const commands = fc.array(fc.tuple(incidentRequest(), fc.constantFrom(...roles)), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...stepIds), commands, (start, requests) => {
        const bench = Object.assign(new Bench(), { events: startingAt[start] });
        for (const [row, [request, role]] of requests.entries()) {
          const command = commandOf(request, `w${row}`);
          if (command) bench.try(command, role);
        }
        assert.deepEqual(verifyLog(testId, bench.events), []);
        const incident = foldIncident(testId, bench.events);
        // What the product accepted counts when it is read again.
        assert.deepEqual(incident.disregarded, []);
        assert.deepEqual(atPage(testId, [startingAt[start] ?? [], bench.events]), incident);
        assert.ok(incidentFactsSchema.safeParse(JSON.parse(JSON.stringify(incidentFacts(incident)))).success);
        for (const step of stepIds) {
          formOf(step, incident.values);
          missingAt(incident, step, testGates);
        }
        assert.ok(!bench.events.some(({ by }) => by.role === 'securityOfficer'));
      }),
      { numRuns: 1000 },
    );
  });
});

const startingAt = Object.fromEntries(stepIds.map(step => [step, benchAt(step).events]));
