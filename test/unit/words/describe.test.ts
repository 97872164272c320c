import assert from 'node:assert/strict';
import { fieldsOf, line, list, choice, time } from '../../../src/domain/forms/field';
import { describeReason } from '../../../src/words/describe';
import { describeEvent } from '../../../src/words/describeEvent';
import { describeConflicts } from '../../../src/words/describeConflict';
import { describePathName, describeRow, describeValue } from '../../../src/words/describeValue';
import { english } from '../../../src/words/english';
import { describeState, formInWords } from '../../../src/words/form';
import { foldIncident } from '../../../src/domain/incident/fold';
import type { IncidentValues } from '../../../src/domain/incident/forms';
import { headsOf } from '../../../src/domain/record/log';
import { reportAsMarkdown } from '../../../src/exchange/report';
import { seal } from '../../../src/store/chain';
import { benchAt, person, testId, testNow } from '../../support/incidents';

const local = (at: string): string => `<${at.slice(11, 16)}>`;
const at = '2026-11-22T14:30:00.000Z';
const incident = formInWords(english, 'incident');

/** A conflict in one line: what it is about, and each value. */
function conflictText(values: IncidentValues, path: string, otherValue: unknown): string {
  const { kind, timeline } = benchAt('detect').incident;
  const conflicts = [{ path, event: 'a', value: path.split('/').length === 2 ? true : null, other: 'b', otherValue }];
  return describeConflicts(english, { kind, values, conflicts, timeline }, local)
    .map(({ name, sides }) => `${name}: ${sides.map(({ text }) => text).join(' ')}`)
    .join();
}

describe('values in words', () => {
  it('times in the reason why something is offered are the reader’s own', () => {
    for (const code of ['window', 'ahead'] as const)
      assert.match(describeReason(english, { code, values: [at, '2026-11-22T16:00:00.000Z'] }, local), /: <14:30> – <16:00>$/);
  });

  it('a list of any record is read by its own fields', () => {
    const steps = list('M 6.64', { what: line('M 6.64'), result: choice('M 6.64', ['done', 'dropped']), at: time('M 6.64') });
    const text = {
      label: 'Steps',
      columns: { what: { label: 'What' }, result: { label: 'Result', options: { done: 'Done' } }, at: { label: 'When' } },
    };
    const form = { fields: fieldsOf({ procedure: { steps } }), texts: { steps: text } };
    const row = { id: 'r1', what: 'Restart', result: 'done', at };
    const columns = Object.keys(steps.columns);
    assert.deepEqual(describeRow({ text, field: steps, columns }, row, local), ['Restart', 'Result: Done', 'When: <14:30>']);
    assert.match(describeValue(form, 'steps', [row], local), /What: Restart; Result: Done; When/);
    assert.equal(describeValue(formInWords(english, 'incident'), 'steps', [row], local), '');
  });

  it('a code that nobody knows is shown as it is', () => {
    assert.match(conflictText({}, 'links/causedBy record PRB-7K3QF2', 'odd'), /odd/);
    assert.equal(describePathName(incident.texts, 'constructor/toString/valueOf', 'row'), 'constructor: row: valueOf');
    assert.equal(describePathName(incident.texts, 'measures/m1/what', 'Restart?'), 'Measures: Restart? What is to be done');
    assert.equal(describeState(english, 'problem', 'constructor'), 'constructor');
  });

  it('what a log says of a field that is no value of it is nothing, and neither timeline nor report fails', () => {
    for (const path of [
      'components',
      'measures',
      'measures/m1',
      'measures/m1/constructor',
      'constructor',
      '__proto__',
      'title/a/b',
      'kind',
    ]) {
      const append = (events: ReturnType<typeof benchAt>['events'], data: object): typeof events => [
        ...events,
        seal({ type: 'record.updated', data: { step: 'detect', ...data } }, headsOf(events), testNow, person()),
      ];
      const odd = append(benchAt('analyse').events, {
        patch: { title: 'y', components: 'abc', kind: ['a'], measures: { m1: { what: 5 } } },
      });
      const events = append(odd, { patch: { title: 'z' }, over: { [path]: odd.at(-1)?.id } });
      const known = foldIncident(testId, events);
      for (const entry of events) {
        const { details } = describeEvent(english, known, entry, local);
        assert.doesNotMatch(details.join(), /native code|undefined|\[object/, path);
      }
      assert.ok(reportAsMarkdown(known, { words: english, at: testNow, faults: [] }).includes(testId));
    }
  });

  it('an entry whose content is gone is called what it was, in words', () => {
    const gone = { type: 'incident.evidenceAttached', data: null, id: '', parents: [], at: testNow, by: person(), digest: '' };
    assert.deepEqual(describeEvent(english, benchAt('detect').incident, gone, local), {
      title: 'Content is gone',
      details: ['Evidence attached'],
    });
  });

  it('a conflict names field, row and column, and each value as a person reads it', () => {
    const values = { ...benchAt('detect').incident.values, measures: [{ id: 'm1', what: 'Restart the relay', type: 'final' as const }] };
    const described = (path: string, otherValue: unknown): string => conflictText(values, path, otherValue);
    assert.match(described('kind', 'securityIncident'), /^Kind[^:]*: “nothing” counts.* “Security incident”: /);
    assert.match(described('detectedAt', at), /“<14:30>”: /);
    assert.match(described('measures/m1/type', 'workaround'), /^Measures: Restart the relay: .*“Workaround”: /);
    assert.match(described('measures/m1', null), /^Measures: Restart the relay: “What[^”]*Restart the relay[^”]*” counts.* “taken away”: /);
    assert.match(described('restoration/functionTest/answer', 'done'), /^Restoration.*: .*unction.*: .*“Done”: /);
    assert.match(described('causeKnown', 'known'), /^Is the cause known\?.* “Known”: /);
    assert.match(described('measures/m1/weakensSafeguard', 'yes'), /^Measures: Restart the relay: Does it [^:]*\?.*“Yes”: /);
    assert.match(described('step', 'completed'), /^Step: .*“completed”: /);
  });
});
