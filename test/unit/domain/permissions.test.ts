import assert from 'node:assert/strict';
import { roles, type Role } from '../../../src/domain/vocabulary/actor';
import { actions, isPermitted, type Action } from '../../../src/domain/vocabulary/permissions';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { actionOf } from '../../../src/domain/incident/decide';
import { Bench, benchAt, testId } from '../../support/incidents';

const everything: readonly Action[] = actions;
const managerOnly: readonly Action[] = ['release', 'acceptRisk', 'signOff', 'redact'];

/** The whole table once more, as PROCESS states it, independent of how the product holds it. */
const expected: Readonly<Record<Role, readonly Action[]>> = {
  administrator: everything.filter(action => !managerOnly.includes(action)),
  developer: ['record', 'fill:detect', 'fill:analyse', 'link', 'comment', 'maintain'],
  itManager: everything,
  securityOfficer: [],
};

const commands: readonly IncidentCommand[] = [
  { type: 'capture', record: testId, patch: {} },
  { type: 'save', step: 'detect', patch: {} },
  { type: 'save', step: 'qualify', patch: {} },
  { type: 'save', step: 'analyse', patch: {} },
  { type: 'save', step: 'remedy', patch: {} },
  { type: 'save', step: 'monitor', patch: {} },
  { type: 'save', step: 'complete', patch: {} },
  { type: 'advance', from: 'remedy' },
  { type: 'goBack', to: 'detect', reason: 'x' },
  { type: 'assign', level: 'first', person: 'x', reason: '' },
  { type: 'complete' },
  { type: 'reopen', to: 'detect', reason: 'x' },
  { type: 'link', link: { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: 'INC-000000' } } },
  { type: 'judgeLink', link: 'relatedTo-INC-000000', state: 'confirmed' },
  { type: 'unlink', link: 'relatedTo-INC-000000' },
  { type: 'review', source: 'problem', outcome: 'none', candidates: [] },
  { type: 'applyWorkaround', measure: { id: 'w1', what: 'x', person: 'x', weakensSafeguard: 'no' }, reviewAt: '2027-01-01T00:00:00.000Z' },
  { type: 'applySolution', measure: { id: 's1', what: 'x', person: 'x', weakensSafeguard: 'no' } },
  { type: 'waitFor', problem: 'PRB-000000' },
  { type: 'comment', text: 'x' },
  { type: 'release', part: 'm1' },
  { type: 'restoreSafeguard', gap: 'm1', note: 'x' },
  { type: 'acceptGap', gap: 'm1', until: '2027-01-01T00:00:00.000Z', reason: 'x' },
  { type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) },
  { type: 'signOff' },
  { type: 'redact', entry: 'a'.repeat(64), reason: 'x' },
];

describe('permissions', () => {
  for (const role of roles) {
    for (const action of actions) {
      const may = expected[role].includes(action);
      it(`${role} ${may ? 'may' : 'may not'} ${action}`, () => {
        assert.equal(isPermitted(role, action), may);
      });
    }
    it(`${role}: every command is refused exactly when its action is not permitted`, () => {
      for (const command of commands) {
        const bench = command.type === 'capture' ? new Bench() : benchAt('remedy');
        const decision = bench.try(command, role);
        const refused = !decision.ok && decision.error.code === 'notPermitted';
        assert.equal(refused, !expected[role].includes(actionOf(command, bench.incident)), `${role} ${command.type}`);
      }
    });
  }

  it('the security officer can append nothing, whatever the command and step', () => {
    for (const command of commands) assert.equal(benchAt('analyse').try(command, 'securityOfficer').ok, false);
  });
});
