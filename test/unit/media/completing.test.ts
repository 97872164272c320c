import { deepEqual, ok } from 'node:assert/strict';
import { completionDialog } from '../../../media/incident/completing';
import type { PageContext } from '../../../media/incident/context';
import type { Answers } from '../../../media/form/dialog';
import type { Patch } from '../../../src/domain/forms/field';
import { isBlank } from '../../../src/domain/foundation/blank';
import { askableShortly, askedShortly, withShortAnswers } from '../../../src/domain/incident/askedShortly';
import { incidentFields } from '../../../src/domain/incident/forms';
import { shortEndings } from '../../../src/domain/incident/forms/complete';
import { shortGate } from '../../../src/domain/incident/gateShort';
import type { Incident } from '../../../src/domain/incident/incident';
import { withAnswers } from '../../../src/domain/incident/saving';
import { defaultPriorityMatrix } from '../../../src/domain/vocabulary/priority';
import { english } from '../../../src/words/english';
import { Bench, context as gateContext, testId } from '../../support/incidents';

const matrix = defaultPriorityMatrix.map(row => [...row]);

/** The dialog for an incident, with what is typed and not saved. */
function dialogOf(record: Incident, typed: Patch = {}): ReturnType<typeof completionDialog> {
  return completionDialog({
    words: english,
    values: withAnswers(record, typed, matrix).values,
    shown: { record, rules: { priorityMatrix: matrix, releaseRule: 'major', ownDuties: [] } },
    unsaved: () => typed,
    over: () => ({}),
  } as unknown as PageContext);
}

/** What is asked with these answers, beside those that it proposes. */
function askedOf({ questions, answers }: ReturnType<typeof completionDialog>, given: Answers = {}): readonly string[] {
  const all = { ...answers, ...given };
  return questions.filter(({ asked }) => asked?.(all) ?? true).map(({ id }) => id);
}

const captured = (patch: Patch): Incident => new Bench().do({ type: 'capture', record: testId, patch }).incident;
const reported: Patch = {
  title: 'Jam',
  kind: 'disruption',
  reporter: 'Desk',
  symptoms: 'Paper',
  couldBeSecurity: 'no',
  couldBeSecurityReason: 'Paper',
};

describe('the dialog of the short way', () => {
  it('asks what the gate asks, in the order of what one would tell', () => {
    const empty = dialogOf(captured({ title: 'Jam' }));
    deepEqual(askedOf(empty), ['closureCode', 'solution', 'kind', 'couldBeSecurity', 'couldBeSecurityReason']);
    deepEqual(askedOf(empty, { closureCode: 'solved' }), [
      ...['closureCode', 'solution', 'kind', 'reporter', 'symptoms', 'couldBeSecurity', 'couldBeSecurityReason', 'impact', 'urgency'],
    ]);
    deepEqual(askedOf(empty, { closureCode: 'solved', kind: 'inquiry' }).slice(-1), ['couldBeSecurityReason']);
    deepEqual(askedOf(empty, { closureCode: 'duplicate' }).slice(0, 3), ['closureCode', 'duplicateOf', 'kind']);
  });

  it('does not ask again what the form holds, saved or typed, but for how it ended and what was found', () => {
    const { answers, request, ...more } = dialogOf(captured({ ...reported, reporter: null }), {
      reporter: 'Desk',
      firstSupport: 'Pulled it',
    });
    deepEqual(askedOf({ answers, request, ...more }), ['closureCode', 'solution']);
    const given = { ...answers, closureCode: 'withdrawn' };
    deepEqual(request(given, { over: {}, seen: [] }), {
      type: 'completeShortly',
      patch: { reporter: 'Desk', firstSupport: 'Pulled it', closureCode: 'withdrawn', solution: 'Pulled it' },
      over: {},
    });
  });

  it('an answer keeps its question, and one that the gate refuses is asked for although it is there', () => {
    const suspected = dialogOf(captured({ ...reported, couldBeSecurity: 'unknown' }));
    for (const couldBeSecurity of ['unknown', 'no']) ok(askedOf(suspected, { couldBeSecurity }).includes('couldBeSecurity'));
    deepEqual(suspected.answers['couldBeSecurity'], 'unknown');
    const overridden = dialogOf(captured(reported), { priorityOverride: 'P3' });
    ok(askedOf(overridden, { closureCode: 'withdrawn' }).includes('priorityReason'));
  });

  it('there is a question for each field of each condition that can be answered by one', () => {
    const bare = captured({ title: 'Jam' });
    for (const closureCode of shortEndings) {
      const record = withAnswers(bare, { closureCode }, matrix);
      const wanted = shortGate(record, gateContext())
        .filter(({ met, code }) => !met && code !== 'serviceNormal')
        .flatMap(({ field, asks = [] }) => [...asks, ...(field === undefined ? [] : [field])])
        .filter(field => ['line', 'text', 'choice'].includes(incidentFields[field]?.kind ?? '') && isBlank(record.values[field as never]));
      const asked = askedOf(dialogOf(bare), { closureCode });
      for (const field of wanted) ok(asked.includes(field), `${closureCode}: ${field}`);
    }
    ok(!askedShortly(bare, { closureCode: 'solved' }, { ...gateContext(), priorityMatrix: matrix }).has('serviceState'));
  });

  const context = { ...gateContext(), priorityMatrix: matrix };

  it('how it ended and what was found is asked although the form holds it', () => {
    const record = new Bench()
      .do({ type: 'capture', record: testId, patch: reported })
      .save('complete', { closureCode: 'duplicate', duplicateOf: 'INC-000002', solution: 'None' }).incident;
    deepEqual([...askedShortly(record, {}, context)], ['closureCode', 'solution']);
    deepEqual([...askedShortly(record, { closureCode: 'duplicate' }, context)], ['duplicateOf', 'closureCode']);
  });

  it('may come to ask for what an answer beside the ending brings up', () => {
    const record = captured({ ...reported, kind: null });
    ok(!askedShortly(record, { closureCode: 'answered' }, context).has('couldBeSecurity'));
    ok(askedShortly(record, { closureCode: 'answered', kind: 'securityIncident' }, context).has('couldBeSecurity'));
    ok(askableShortly(record, context).has('couldBeSecurity'));
  });

  it('a time of restoration that is known stays; else it is now', () => {
    const restoredAt = '2026-11-22T07:00:00.000Z';
    for (const [known, answers] of [
      [{}, {}],
      [{ restoredAt }, {}],
      [{}, { restoredAt }],
    ]) {
      const record = new Bench().do({ type: 'capture', record: testId, patch: reported }).save('remedy', known ?? {}).incident;
      const { values } = withShortAnswers(record, { closureCode: 'solved', ...answers }, context).after;
      const expected = 'restoredAt' in { ...known, ...answers } ? restoredAt : context.now;
      deepEqual([values.serviceState, values.restoredAt], ['normal', expected]);
    }
  });
});
