import assert from 'node:assert/strict';
import {
  documentationGaps,
  missingDocumentation,
  type DocumentationGap,
  type MissingDocumentation,
} from '../../../src/domain/incident/documentation';
import type { Incident } from '../../../src/domain/incident/incident';
import type { IncidentValues } from '../../../src/domain/incident/forms';
import { benchAt, person, testNow } from '../../support/incidents';

const at = testNow;
const measure = { id: 'm1', what: 'Take it back', type: 'workaround', state: 'done', doneAt: at, doneBy: 'Ben' } as const;
const handOver = { id: 'h1', interface: 'cert', person: 'Dana', at, channel: 'Phone', passed: 'All' } as const;
const check = { seen: 'Mail arrives', id: 'c1', at, person: 'Ada', holds: 'yes' } as const;
const item = { id: 'functionTest', answer: 'done', person: 'Ben', at } as const;
const evidence = { id: 'e1', source: 'Relay', sha256: 'a'.repeat(64) } as const;

const complete: IncidentValues = {
  measures: [measure],
  handOvers: [handOver],
  checks: [check],
  restoration: [item],
  evidence: [evidence],
  serviceState: 'normal',
  restoredAt: at,
  usersInformedAt: at,
  effectivenessConfirmedBy: 'Service desk',
};

function missing(values: IncidentValues, released: readonly string[] = ['m1']): readonly MissingDocumentation[] {
  const incident: Incident = {
    ...benchAt('detect').incident,
    values,
    releases: new Map(released.map(id => [id, { at, by: person('itManager') }])),
  };
  return missingDocumentation(incident, 'always');
}

/** Without one cell or value. */
const without = <T extends object>(row: T, key: keyof T): T => ({ ...row, [key]: undefined });

/** For each kind of missing documentation what lacks it, and where to add it (M 6.134). */
const lacking: Readonly<Record<DocumentationGap, readonly (readonly [lacks: IncidentValues, field: string, row?: string])[]>> = {
  measureWithoutPersonOrTime: [
    [{ measures: [without(measure, 'doneAt')] }, 'measures', 'm1'],
    [{ measures: [without(measure, 'doneBy')] }, 'measures', 'm1'],
    [{ measures: [{ ...without(measure, 'doneBy'), state: 'ended' }] }, 'measures', 'm1'],
  ],
  droppedWithoutReason: [[{ measures: [{ id: 'm1', what: 'x', type: 'final', state: 'dropped' }] }, 'measures', 'm1']],
  workaroundNotReleased: [[{ measures: [measure, { id: 'm2', what: 'Another', type: 'workaround' }] }, 'measures', 'm2']],
  handOverIncomplete: (['interface', 'person', 'at', 'channel', 'passed'] as const).map(
    key => [{ handOvers: [without<IncidentHandOver>(handOver, key)] }, 'handOvers', 'h1'] as const,
  ),
  checkIncomplete: (['at', 'person', 'seen', 'holds'] as const).map(
    key => [{ checks: [without<IncidentCheck>(check, key)] }, 'checks', 'c1'] as const,
  ),
  checklistIncomplete: (['person', 'at'] as const).map(
    key => [{ restoration: [without<IncidentItem>(item, key)] }, 'restoration', 'functionTest'] as const,
  ),
  evidenceWithoutHash: [[{ evidence: [without<IncidentEvidence>(evidence, 'sha256')] }, 'evidence', 'e1']],
  restoredAtMissing: [[{ restoredAt: undefined }, 'restoredAt']],
  usersInformedMissing: [[{ usersInformedAt: undefined }, 'usersInformedAt']],
  effectivenessNotConfirmed: [[{ effectivenessConfirmedBy: undefined, checks: [] }, 'effectivenessConfirmedBy']],
};

type RowOf<F extends keyof IncidentValues> = NonNullable<IncidentValues[F]> extends readonly (infer R extends object)[] ? R : never;
type IncidentHandOver = RowOf<'handOvers'>;
type IncidentCheck = RowOf<'checks'>;
type IncidentItem = RowOf<'restoration'>;
type IncidentEvidence = RowOf<'evidence'>;

describe('the documentation of an incident (M 6.134)', () => {
  it('is complete with time, person and result of every action', () => {
    assert.deepEqual(missing(complete), []);
  });

  for (const code of documentationGaps) {
    it(`${code} is named with the place to add it`, () => {
      for (const [lacks, field, row] of lacking[code]) {
        assert.deepEqual(missing({ ...complete, ...lacks }), [row === undefined ? { code, field } : { code, field, row }]);
      }
    });
  }

  it('asks nothing of what has not happened: open measures, items that do not apply, a service that is still down', () => {
    assert.deepEqual(
      missing({
        ...complete,
        measures: [
          { id: 'm1', what: 'Open', type: 'workaround', state: 'open' },
          { id: 'm2', what: 'Running', type: 'final', state: 'running' },
          { id: 'm3', what: 'Dropped', type: 'workaround', state: 'dropped', droppedReason: 'Not needed' },
        ],
        restoration: [{ id: 'functionTest', answer: 'notApplicable', reason: 'No such system' }],
        serviceState: 'down',
        restoredAt: undefined,
      }),
      [],
    );
  });

  it('of nothing done, nothing but the users and the effect is missing', () => {
    assert.deepEqual(
      missing({}).map(({ code }) => code),
      ['usersInformedMissing', 'effectivenessNotConfirmed'],
    );
  });
});
