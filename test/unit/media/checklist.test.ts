import assert from 'node:assert/strict';
import { openItems } from '../../../media/form/checklist';
import { appliesOf } from '../../../src/domain/incident/dutyDecision';
import { formOf } from '../../../src/domain/incident/relevance';

describe('a checklist', () => {
  const [restoration] = formOf('remedy', { assessment: 'no' }).flatMap(({ fields }) => fields.filter(({ id }) => id === 'restoration'));

  it('the rest is what nobody has answered of the items that are asked: no answer is overwritten', () => {
    assert.ok(restoration);
    const asked = restoration.rows ?? [];
    assert.equal(asked.includes('penetrationTest'), false);
    assert.deepEqual(openItems(restoration, [], { column: 'answer' }), asked);
    const rows = [
      { id: 'functionTest', answer: 'done' },
      { id: 'backupsChecked', person: 'Ada' },
      { id: 'patchesApplied', answer: 'notApplicable' },
    ];
    assert.deepEqual(
      openItems(restoration, rows, { column: 'answer' }),
      asked.filter(item => item !== 'functionTest' && item !== 'patchesApplied'),
    );
  });

  it('what is decided with another item is none of the rest: a notification follows its early warning', () => {
    const values = { assessment: 'confirmed', dutiesApply: 'some', duties: [{ id: 'nis2EarlyWarning', applies: 'yes' }] } as const;
    const [duties] = formOf('qualify', values).flatMap(({ fields }) => fields.filter(({ id }) => id === 'duties'));
    assert.ok(duties);
    assert.ok(duties.rows?.includes('nis2Notification'));
    const isDecided = (id: string): boolean => appliesOf(id, { values, ownDuties: [] }) !== undefined;
    const open = openItems(duties, values.duties, { column: 'applies', isDecided });
    assert.deepEqual(open.includes('nis2Notification') || open.includes('nis2FinalReport'), false);
    assert.ok(open.includes('gdprNotification'));
  });
});
