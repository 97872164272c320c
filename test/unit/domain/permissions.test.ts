import assert from 'node:assert/strict';
import { decide } from '../../../src/domain/deciding';
import { fold, formKinds, newRecordId } from '../../../src/domain/records';
import { roles, type Role } from '../../../src/domain/vocabulary/actor';
import { actions, isPermitted, type Action } from '../../../src/domain/vocabulary/permissions';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { actionOf } from '../../../src/domain/incident/decide';
import { Bench, benchAt, context, testId, testNow } from '../../support/incidents';

const everything: readonly Action[] = actions;
const managerOnly: readonly Action[] = ['release', 'acceptRisk', 'signOff', 'redact', 'erase'];
const officerOnly: readonly Action[] = ['assessSecurity'];
const keepersOnly: readonly Action[] = ['maintainRegister'];

/** The whole table once more, independent of how the product holds it. */
const expected: Readonly<Record<Role, readonly Action[]>> = {
  administrator: everything.filter(action => ![...managerOnly, ...officerOnly, ...keepersOnly].includes(action)),
  developer: ['record', 'fill:detect', 'fill:analyse', 'link', 'comment', 'maintain', 'maintainInterfaces', 'openGap', 'applyWorkaround'],
  itManager: everything.filter(action => !officerOnly.includes(action)),
  securityOfficer: ['maintainInterfaces', 'maintainRegister', 'acknowledgeSecurity', 'assessSecurity'],
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
  [{ type: 'archive' }, 'archive'],
  [{ type: 'bringBack' }, 'archive'],
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
    'applyWorkaround',
  ],
  [{ type: 'applySolution', measure: { id: 's1', what: 'x', person: 'x', weakensSafeguard: 'no' } }, 'applySolution'],
  [{ type: 'waitFor', problem: 'PRB-000000' }, 'fill:analyse'],
  [{ type: 'comment', text: 'x' }, 'comment'],
  [{ type: 'release', part: 'm1' }, 'release'],
  [{ type: 'askRelease', measure: 'm1' }, 'fill:analyse'],
  [{ type: 'refuseRelease', measure: 'm1', reason: 'x' }, 'release'],
  [{ type: 'restoreSafeguard', gap: 'm1', note: 'x' }, 'restoreSafeguard'],
  [{ type: 'acceptGap', gap: 'm1', until: '2027-01-01T00:00:00.000Z', reason: 'x' }, 'acceptRisk'],
  [
    { type: 'handOver', handOver: { id: 'h1', interface: 'securityManagement', person: 'x', at: testNow, channel: 'x', passed: 'x' } },
    'fill:qualify',
  ],
  [{ type: 'acknowledge', handOver: 'h1', who: 'x', at: testNow, how: 'x' }, 'acknowledge'],
  [{ type: 'finishFollowUp', followUp: 'f1', at: testNow, by: 'x' }, 'fill:complete'],
  [{ type: 'reviewWorkaround', note: 'x' }, 'fill:remedy'],
  [{ type: 'assessSecurity', assessment: 'confirmed', reason: 'x' }, 'assessSecurity'],
  [{ type: 'openGap', gap: { id: 'g1', safeguard: 'x', component: '', since: testNow } }, 'openGap'],
  [{ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) }, 'storeReport'],
  [{ type: 'signOff' }, 'signOff'],
  [{ type: 'erase', reason: 'x' }, 'erase'],
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

  it('the security officer can append three things and nothing else, whatever the command and step', () => {
    for (const [command, action] of commands)
      assert.equal(benchAt('analyse').try(command, 'securityOfficer').ok, action === 'assessSecurity', command.type);
  });

  it('the officer keeps the interfaces and the register of people, and no other kind of record', () => {
    for (const kind of formKinds) {
      const id = newRecordId(kind, new Uint8Array(8));
      const decision = decide(fold(id, []), { type: 'capture', record: id, patch: { title: 'x' } }, context({ role: 'securityOfficer' }));
      assert.equal(decision.ok, kind === 'interface' || kind === 'person', kind);
    }
  });
});
