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

/** Everything that can be asked of an incident at step 4, with the action it is. */
const commands: readonly (readonly [IncidentCommand, Action])[] = [
  [{ type: 'capture', record: testId, patch: {} }, 'record'],
  [{ type: 'save', step: 'detect', patch: {} }, 'fill:detect'],
  [{ type: 'save', step: 'qualify', patch: {} }, 'fill:qualify'],
  [{ type: 'save', step: 'analyse', patch: {} }, 'fill:analyse'],
  [{ type: 'save', step: 'remedy', patch: {} }, 'fill:remedy'],
  [{ type: 'save', step: 'monitor', patch: {} }, 'fill:monitor'],
  [{ type: 'save', step: 'complete', patch: {} }, 'fill:complete'],
  [{ type: 'advance', from: 'remedy' }, 'fill:remedy'],
  [{ type: 'goBack', to: 'detect', reason: 'x' }, 'goBack'],
  [{ type: 'assign', level: 'first', person: 'x', reason: '' }, 'assign'],
  [{ type: 'complete' }, 'close'],
  [{ type: 'reopen', to: 'detect', reason: 'x' }, 'reopen'],
  [{ type: 'link', link: { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: 'INC-000000' } } }, 'link'],
  [{ type: 'judgeLink', link: 'relatedTo-INC-000000', state: 'confirmed' }, 'link'],
  [{ type: 'unlink', link: 'relatedTo-INC-000000' }, 'link'],
  [{ type: 'review', source: 'problem', outcome: 'none', candidates: [] }, 'fill:analyse'],
  [
    {
      type: 'applyWorkaround',
      measure: { id: 'w1', what: 'x', person: 'x', weakensSafeguard: 'no' },
      reviewAt: '2027-01-01T00:00:00.000Z',
    },
    'applyMeasure',
  ],
  [{ type: 'applySolution', measure: { id: 's1', what: 'x', person: 'x', weakensSafeguard: 'no' } }, 'applyMeasure'],
  [{ type: 'waitFor', problem: 'PRB-000000' }, 'fill:analyse'],
  [{ type: 'comment', text: 'x' }, 'comment'],
  [{ type: 'release', part: 'm1' }, 'release'],
  [{ type: 'restoreSafeguard', gap: 'm1', note: 'x' }, 'restoreSafeguard'],
  [{ type: 'acceptGap', gap: 'm1', until: '2027-01-01T00:00:00.000Z', reason: 'x' }, 'acceptRisk'],
  [{ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) }, 'storeReport'],
  [{ type: 'signOff' }, 'signOff'],
  [{ type: 'redact', entry: 'a'.repeat(64), reason: 'x' }, 'redact'],
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
      for (const [command, action] of commands) {
        const bench = command.type === 'capture' ? new Bench() : benchAt('remedy');
        const decision = bench.try(command, role);
        const refused = !decision.ok && decision.error.code === 'notPermitted';
        assert.equal(refused, !expected[role].includes(action), `${role} ${command.type}`);
        assert.equal(actionOf(command, bench.incident), action);
      }
    });
  }

  it('the security officer can append nothing, whatever the command and step', () => {
    for (const [command] of commands) assert.equal(benchAt('analyse').try(command, 'securityOfficer').ok, false);
  });
});
