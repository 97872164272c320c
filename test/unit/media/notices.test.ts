import assert from 'node:assert/strict';
import { noticeActions } from '../../../media/incident/notices';
import type { AskingDialog } from '../../../media/form/pageDialog';
import { clocksOf, type Clock } from '../../../src/domain/incident/clock';
import { addHours } from '../../../src/domain/foundation/time';
import type { Action } from '../../../src/domain/vocabulary/permissions';
import { incidentRequestSchema, type IncidentRequest } from '../../../src/protocol/requests';
import { english } from '../../../src/words/english';
import { benchAt, testNow } from '../../support/incidents';

/** What the row of a clock lets one do: its buttons in their order, each pressed by calling it, and what they have asked for. */
function row(clock: Clock, may: readonly Action[] = ['reportDuty']) {
  const asked: IncidentRequest[] = [];
  const dialogs: AskingDialog<IncidentRequest>[] = [];
  const part = noticeActions(
    {
      words: english,
      ask: request => {
        asked.push(request);
      },
      openDialog: dialog => {
        dialogs.push(dialog);
      },
      shown: { may: [...may], userName: 'Ada', around: {}, record: { values: { assignee: 'Ben' }, timeline: [] } },
    },
    clock,
  );
  const values: readonly unknown[] = typeof part === 'symbol' ? [] : part.values;
  const presses = values.filter((value): value is () => void => typeof value === 'function');
  return { presses, asked, dialogs };
}

describe('the row of a notice', () => {
  const running: Clock = { duty: 'gdprNotification', due: addHours(testNow, 72) };

  it('drafts and records what is to be sent, and nothing of what is sent, has not begun, cannot run, or is not one’s to report', () => {
    assert.equal(row(running).presses.length, 2);
    assert.equal(row({ duty: 'gdprPersons', halt: 'immediate' }).presses.length, 2);
    for (const clock of [
      { ...running, sentAt: testNow },
      { duty: 'x', halt: 'waiting' },
      { duty: 'x', halt: 'stopped' },
    ] as const)
      assert.equal(row(clock).presses.length, 0);
    assert.equal(row(running, ['comment']).presses.length, 0);
    const { presses, asked } = row(running);
    presses[0]?.();
    assert.deepEqual(asked, [{ type: 'askHost', act: 'draftNotice', duty: 'gdprNotification' }]);
  });

  it('asks why late only where it is, and what it asks the host for is taken', () => {
    const { presses, dialogs } = row(running);
    presses[1]?.();
    const [dialog] = dialogs;
    assert.ok(dialog);
    const late = dialog.questions.find(({ id }) => id === 'lateReason');
    assert.deepEqual(
      [testNow, addHours(testNow, 73)].map(at => late?.asked?.({ at })),
      [false, true],
    );
    const bench = benchAt('analyse').save('qualify', {
      dutiesApply: 'some',
      awareSince: testNow,
      duties: { gdprNotification: { applies: 'yes' } },
    });
    const request = dialog.request({ at: testNow, person: 'Ada', reference: '', lateReason: '' }, { over: {}, seen: [] });
    const taken = incidentRequestSchema.parse(request);
    assert.ok(taken.type === 'noticeSent');
    bench.do({ type: 'noticeSent', duty: taken.duty, at: taken.at, ...(taken.person !== undefined && { person: taken.person }) });
    assert.equal(clocksOf(bench.incident)[0]?.sentAt, testNow);
  });
});
