import { deepEqual, equal } from 'node:assert/strict';
import { editField, rebase, restOf, hasUnsaved, typeText, unfinishedPaths, type Edited } from '../../../media/form/model';
import { fieldsAtRest, isAtRest } from '../../../media/form/quiet';
import { incidentFields, type IncidentValues } from '../../../src/domain/incident/forms';
import { testNow } from '../../support/incidents';

const saved: IncidentValues = {
  title: 'Mail',
  symptoms: 'Nothing arrives',
  detectedAt: testNow,
  components: [],
  measures: [{ id: 'm1', what: 'Mend' }],
};
const begun: Edited<IncidentValues> = { fields: incidentFields, saved, heads: [], draft: { patch: {}, typed: {}, base: {}, at: testNow } };

describe('what is quiet in a form', () => {
  it('is what is answered and saved; a list and what is blank is not', () => {
    deepEqual([...fieldsAtRest(begun, [])].sort(), ['detectedAt', 'symptoms', 'title']);
  });

  it('the field in which somebody is stays as it is', () => {
    deepEqual([...fieldsAtRest(begun, [], 'symptoms')].sort(), ['detectedAt', 'title']);
  });

  it('what is typed and not saved stays open, also where it is no value yet', () => {
    equal(isAtRest(editField(begun, 'symptoms', 'Nothing at all arrives'), [], 'symptoms'), false);
    equal(isAtRest(typeText(begun, 'detectedAt', 'half past'), [], 'detectedAt'), false);
  });

  it('what somebody else changed while one typed, or at the same time, stays open', () => {
    const mine = editField(begun, 'symptoms', 'Mine');
    equal(isAtRest(rebase(mine, { ...saved, symptoms: 'Theirs' }, ['e2']), [], 'symptoms'), false);
    equal(isAtRest(begun, [{ path: 'title' }], 'title'), false);
    equal(isAtRest(begun, [{ path: 'title' }], 'symptoms'), true);
  });
});

describe('the reason for the rest of a checklist', () => {
  const typed = typeText(begun, restOf('restoration'), 'A printer has no');

  it('belongs to what is typed and not saved, also when something of the record changes', () => {
    const after = rebase(typed, { ...saved, title: 'Mail stands still' }, ['e2']);
    equal(after.draft.typed[restOf('restoration')], 'A printer has no');
    equal(
      hasUnsaved(after, field => field === 'restoration'),
      true,
    );
    equal(
      hasUnsaved(after, field => field === 'title'),
      false,
    );
  });

  it('keeps nothing from being saved', () => {
    deepEqual(unfinishedPaths(typed), []);
  });
});
