import assert from 'node:assert/strict';
import { canJoin, changedUnder, joinBoth, keepMine, takeTheirs } from '../../../media/form/meanwhile';
import { unshownChanges } from '../../../media/form/meanwhileField';
import { editCell, editField, overOf, patchOf, rebase, removeRow, shownValues, typeText, type Edited } from '../../../media/form/model';
import { incidentFields, type IncidentValues } from '../../../src/domain/incident/forms';
import { formOf } from '../../../src/domain/incident/relevance';
import { changedPaths } from '../../../src/domain/record/over';
import { testNow } from '../../support/incidents';

const saved: IncidentValues = {
  title: 'A',
  symptoms: 'Nothing arrives',
  components: ['Mail'],
  measures: [{ id: 'm1', what: 'Mend it', person: 'Ada' }],
};
const clean: Edited<IncidentValues> = {
  fields: incidentFields,
  saved,
  heads: ['h1'],
  draft: { patch: {}, typed: {}, base: {}, at: testNow },
};
const elsewhere = (edited: Edited<IncidentValues>, values: IncidentValues): Edited<IncidentValues> =>
  rebase(edited, { ...saved, ...values }, ['h2']);
/** What the store would say to a save of what is typed. */
const refused = (edited: Edited<IncidentValues>): readonly string[] =>
  changedPaths(incidentFields, edited.saved, patchOf(edited), overOf(edited));

describe('a change from elsewhere under what one types', () => {
  it('a draft says of each value what it was typed over, with the heads of that time, and forgets what leaves it', () => {
    const edited = editCell(editField(clean, 'title', 'B'), 'measures', 'm1', { person: 'Ben' });
    const m1 = saved.measures?.[0];
    assert.deepEqual(edited.draft.base, {
      title: { value: 'A', heads: ['h1'] },
      'measures/m1': { value: m1, heads: ['h1'] },
      'measures/m1/person': { value: 'Ada', heads: ['h1'] },
    });
    const later = editField(elsewhere(edited, { reporter: 'Cara' }), 'title', 'C');
    assert.deepEqual(later.draft.base['title'], { value: 'A', heads: ['h1'] });
    assert.deepEqual(editField(editCell(later, 'measures', 'm1', { person: 'Ada' }), 'title', 'A').draft.base, {});
    assert.deepEqual(Object.keys(overOf(edited, field => field === 'title')), ['title']);
  });

  it('is asked about where it differs from what one began with and from what one has typed', () => {
    const edited = editField(clean, 'title', 'Mine');
    assert.deepEqual(changedUnder(elsewhere(edited, { title: 'A', symptoms: 'More' })), []);
    assert.deepEqual(changedUnder(elsewhere(edited, { title: 'Mine' })), []);
    const asked = elsewhere(edited, { title: 'Theirs' });
    assert.deepEqual([changedUnder(asked), shownValues(asked).title], [['title'], 'Mine']);
    assert.deepEqual(changedUnder(elsewhere(asked, { title: 'A' })), []);
  });

  it('keep mine: replaces theirs knowingly; once more changed, once more asked', () => {
    const kept = keepMine(elsewhere(editField(clean, 'title', 'Mine'), { title: 'Theirs' }), 'title', 'e1');
    assert.deepEqual([changedUnder(kept), shownValues(kept).title], [[], 'Mine']);
    assert.deepEqual(kept.draft.base['title'], { value: 'Theirs', heads: ['h2'], replaces: 'e1' });
    assert.deepEqual(changedUnder(elsewhere(kept, { title: 'Theirs again' })), ['title']);
  });

  it('take theirs: one’s own leaves the draft, cell by cell', () => {
    const edited = editCell(editField(clean, 'title', 'Mine'), 'measures', 'm1', { person: 'Ben', what: 'Mine' });
    const asked = elsewhere(edited, { title: 'Theirs', measures: [{ id: 'm1', what: 'Theirs', person: 'Ada' }] });
    assert.deepEqual(changedUnder(asked), ['title', 'measures/m1/what']);
    const taken = takeTheirs(takeTheirs(asked, 'title'), 'measures/m1/what');
    assert.deepEqual(taken.draft.patch, { measures: { m1: { person: 'Ben' } } });
    assert.deepEqual(Object.keys(taken.draft.base).sort(), ['measures/m1', 'measures/m1/person']);
    assert.deepEqual(takeTheirs(taken, 'measures/m1/person').draft.patch, {});
  });

  it('both: texts follow one another, names and choices are united, and nothing is asked any more', () => {
    const both = (mine: IncidentValues, theirs: IncidentValues, path: keyof IncidentValues): unknown => {
      const joined = joinBoth(elsewhere(editField(clean, path, mine[path]), theirs), path);
      assert.deepEqual([changedUnder(joined), refused(joined)], [[], []]);
      return shownValues(joined)[path];
    };
    assert.equal(both({ title: 'Mine' }, { title: 'Theirs' }, 'title'), 'Theirs / Mine');
    assert.equal(both({ symptoms: 'Mine' }, { symptoms: 'Theirs' }, 'symptoms'), 'Theirs\nMine');
    assert.equal(
      both({ symptoms: 'Nothing arrives\nsince 8' }, { symptoms: 'Nothing arrives\nin Hall 2' }, 'symptoms'),
      'Nothing arrives\nin Hall 2\nsince 8',
    );
    assert.equal(both({ symptoms: 'Theirs and mine' }, { symptoms: 'Theirs' }, 'symptoms'), 'Theirs and mine');
    assert.deepEqual(both({ components: ['Mail', 'Relay'] }, { components: ['Mail', 'Queue'] }, 'components'), ['Mail', 'Queue', 'Relay']);
    assert.deepEqual(both({ harm: ['availability'] }, { harm: ['integrity'] }, 'harm'), ['integrity', 'availability']);
    assert.deepEqual(
      ['title', 'components', 'detectedAt', 'kind', 'measures/m1/what', 'measures/m1/due', 'measures/m1'].map(path => canJoin(clean, path)),
      [true, true, false, false, true, false, false],
    );
  });

  it('both too long for the field: stays there with the reason, and is not saved', () => {
    const mine = 'm'.repeat(600);
    const asked = elsewhere(editField(clean, 'title', mine), { title: 't'.repeat(600) });
    const joined = joinBoth(asked, 'title');
    assert.equal(joined.draft.typed['title']?.length, 1203);
    assert.deepEqual(changedUnder(joined), []);
  });

  it('a half-typed date is asked about, too', () => {
    const asked = elsewhere(typeText(clean, 'detectedAt', 'yester'), { detectedAt: testNow });
    assert.deepEqual(changedUnder(asked), ['detectedAt']);
    assert.deepEqual(changedUnder(keepMine(asked, 'detectedAt', undefined)), []);
    assert.deepEqual(takeTheirs(asked, 'detectedAt').draft.typed, {});
  });

  it('rows of both stand side by side; a row that somebody removed under one’s cell stays in sight, whole', () => {
    const added = editCell(clean, 'measures', 'm2', { what: 'Mine' });
    const merged = elsewhere(added, { measures: [...(saved.measures ?? []), { id: 'm3', what: 'Theirs' }] });
    assert.deepEqual([changedUnder(merged), shownValues(merged).measures?.map(({ id }) => id)], [[], ['m1', 'm3', 'm2']]);

    const removed = elsewhere(editCell(clean, 'measures', 'm1', { person: 'Ben' }), { measures: [] });
    assert.deepEqual(changedUnder(removed), ['measures/m1']);
    assert.deepEqual(shownValues(removed).measures, [{ id: 'm1', what: 'Mend it', person: 'Ben' }]);
    assert.deepEqual(takeTheirs(removed, 'measures/m1').draft.patch, {});
    const kept = keepMine(removed, 'measures/m1', 'e1');
    assert.deepEqual([changedUnder(kept), refused(kept)], [[], []]);
    assert.deepEqual(kept.draft.patch, { measures: { m1: { what: 'Mend it', person: 'Ben' } } });
  });

  it('a row that one removes and somebody else changes is asked about, although it is not shown', () => {
    const asked = elsewhere(removeRow(clean, 'measures', 'm1'), { measures: [{ id: 'm1', what: 'Theirs', person: 'Ada' }] });
    assert.deepEqual(changedUnder(asked), ['measures/m1']);
    assert.deepEqual(unshownChanges(asked, formOf('analyse', shownValues(asked))), ['measures/m1']);
    assert.deepEqual(shownValues(takeTheirs(asked, 'measures/m1')).measures?.[0]?.what, 'Theirs');
    assert.deepEqual(changedUnder(keepMine(asked, 'measures/m1', 'e1')), []);
  });

  it('what the form shows asks at the field, what it leaves out asks above', () => {
    const asked = elsewhere(editField(editField(clean, 'title', 'Mine'), 'couldBeSecurityReason', 'Mine'), {
      title: 'Theirs',
      couldBeSecurityReason: 'Theirs',
    });
    assert.deepEqual(
      unshownChanges(asked, formOf('detect', shownValues(asked))),
      formOf('detect', shownValues(asked))
        .flatMap(({ fields }) => fields)
        .some(({ id }) => id === 'couldBeSecurityReason')
        ? []
        : ['couldBeSecurityReason'],
    );
    assert.deepEqual(unshownChanges(asked, []), ['title', 'couldBeSecurityReason']);
  });
});
