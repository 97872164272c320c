import assert from 'node:assert/strict';
import { fieldsOf, line, list, choice, time } from '../../../src/domain/forms/field';
import { incidentFields } from '../../../src/domain/incident/forms';
import { writtenIn } from '../../../src/domain/records';
import { describeReason } from '../../../src/words/describe';
import { describeConflict, describeRow, describeValue } from '../../../src/words/describeValue';
import { englishWords } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';

const local = (at: string): string => `<${at.slice(11, 16)}>`;
const at = '2026-11-22T14:30:00.000Z';

describe('values in words', () => {
  it('times in the reason why something is offered are the reader’s own', () => {
    for (const code of ['window', 'ahead'] as const)
      assert.match(describeReason(englishWords, { code, values: [at, '2026-11-22T16:00:00.000Z'] }, local), /: <14:30> – <16:00>$/);
  });

  it('a list of any record is read by its own fields', () => {
    const steps = list('M 6.64', { what: line('M 6.64'), result: choice('M 6.64', ['done', 'dropped']), at: time('M 6.64') });
    const fields = fieldsOf({ procedure: { steps } });
    const row = { id: 'r1', what: 'Restart', result: 'done', at };
    const columns = Object.keys(steps.columns);
    assert.deepEqual(describeRow({ ...englishWords, 'column.steps.at': 'When' }, { id: 'steps', field: steps, columns }, row, local), [
      'Restart',
      'column.steps.result: Done',
      'When: <14:30>',
    ]);
    assert.match(describeValue(englishWords, 'steps', [row], local, fields), /Restart; column\.steps\.result: Done/);
    assert.equal(describeValue(englishWords, 'steps', [row], local, incidentFields), '');
  });

  it('a conflict names field, row and column, and the other value as a person reads it', () => {
    const { incident } = benchAt('detect');
    const values = { ...incident.values, measures: [{ id: 'm1', what: 'Restart the relay', type: 'final' as const }] };
    const written = writtenIn({ kind: 'incident', values, timeline: [] });
    const described = (path: string, otherValue: unknown): string =>
      describeConflict(englishWords, { path, event: '', other: '', otherValue }, written, local);
    assert.match(described('kind', 'securityIncident'), /^Kind.*: The other value: Security incident\./);
    assert.match(described('detectedAt', at), /The other value: <14:30>\./);
    assert.match(described('measures/m1/type', 'workaround'), /^Measures: Restart the relay: .*: The other value: Workaround\./);
    assert.match(described('restoration/functionTest/answer', 'done'), /^Restoration.*: .*unction.*: .*: The other value: Done\./);
    assert.match(described('title', null), /The other value: nothing\./);
  });
});
