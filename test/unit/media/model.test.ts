import assert from 'node:assert/strict';
import { belongsTo } from '../../../media/incident/belongsTo';
import { maxLineLength } from '../../../src/domain/forms/field';
import { incidentFields, type IncidentValues } from '../../../src/domain/incident/forms';
import {
  editCell,
  editField,
  hasUnsaved,
  isDirty,
  patchOf,
  rebase,
  removeRow,
  settled,
  shownValues,
  typeText,
  unfinishedPaths,
  type Edited,
} from '../../../media/form/model';
import { testNow } from '../../support/incidents';

const saved: IncidentValues = { title: 'A', measures: [{ id: 'm1', what: 'Mend it' }], components: ['Mail'] };
const clean: Edited<IncidentValues> = {
  fields: incidentFields,
  saved,
  heads: ['h1'],
  draft: { patch: {}, typed: {}, base: {}, at: testNow },
};

describe('what is typed on top of an incident', () => {
  it('holds only what differs from what is saved', () => {
    const edited = editField(clean, 'title', 'B');
    assert.deepEqual([edited.draft.patch, isDirty(edited, 'title'), shownValues(edited).title], [{ title: 'B' }, true, 'B']);
    assert.deepEqual(editField(edited, 'title', 'A').draft.patch, {});
    assert.deepEqual(editField(clean, 'title', '').draft.patch, { title: null });
  });

  it('rows are changed cell by cell, added and removed', () => {
    const cell = editCell(clean, 'measures', 'm1', { person: 'Ben' });
    assert.deepEqual(cell.draft.patch, { measures: { m1: { person: 'Ben' } } });
    assert.deepEqual(
      [isDirty(cell, 'measures/m1/person'), isDirty(cell, 'measures/m1/what'), isDirty(cell, 'measures')],
      [true, false, true],
    );
    const added = editCell(cell, 'measures', 'm2', {});
    assert.deepEqual(added.draft.patch, { measures: { m1: { person: 'Ben' }, m2: {} } });
    assert.deepEqual(removeRow(added, 'measures', 'm1').draft.patch, { measures: { m2: {}, m1: null } });
    assert.deepEqual(removeRow(editCell(clean, 'measures', 'm2', {}), 'measures', 'm2').draft.patch, {});
  });

  it('a checklist row begins with its first answer', () => {
    assert.deepEqual(editCell(clean, 'restoration', 'functionTest', { answer: 'done' }).draft.patch, {
      restoration: { functionTest: { answer: 'done' } },
    });
  });

  it('a change from outside appears without taking away what was typed', () => {
    const edited = editCell(editField(clean, 'title', 'Typed'), 'measures', 'm1', { person: 'Typed' });
    const outside = rebase(edited, { ...saved, symptoms: 'From outside', measures: [{ id: 'm1', what: 'Changed outside' }] }, ['h2']);
    assert.deepEqual(shownValues(outside), {
      title: 'Typed',
      symptoms: 'From outside',
      components: ['Mail'],
      measures: [{ id: 'm1', what: 'Changed outside', person: 'Typed' }],
    });
    assert.deepEqual(rebase(edited, shownValues(edited), ['h2']).draft.patch, {});
  });

  it('saving a step takes only what belongs to it', () => {
    const edited = editCell(editField(clean, 'title', 'B'), 'measures', 'm1', { state: 'done' });
    assert.deepEqual(patchOf(edited, belongsTo('detect')), { title: 'B' });
    assert.deepEqual(patchOf(edited, belongsTo('remedy')), { measures: { m1: { state: 'done' } } });
    assert.deepEqual([hasUnsaved(edited, belongsTo('qualify')), hasUnsaved(edited, belongsTo('detect'))], [false, true]);
  });

  it('a half-typed date is kept and named, and does not become a value', () => {
    const edited = typeText(clean, 'detectedAt', 'yester');
    assert.deepEqual(
      [unfinishedPaths(edited, belongsTo('detect')), unfinishedPaths(edited, belongsTo('analyse')), isDirty(edited, 'detectedAt')],
      [['detectedAt'], [], true],
    );
    assert.deepEqual(typeText(edited, 'detectedAt', undefined).draft, clean.draft);
  });

  it('names and times that were typed and not left are values; only what is none keeps a form from being saved, and stays', () => {
    const typed = {
      components: 'Mail\nRelay\n',
      detectedAt: '2026-11-22 14:30',
      occurredAt: 'half pa',
      'measures/m1/doneAt': 'yesterday 9:00',
    };
    const draft = { ...clean.draft, patch: { components: ['Mail', 'Relay'], detectedAt: testNow }, typed };
    const restored: Edited<IncidentValues> = { ...clean, draft };
    assert.deepEqual(unfinishedPaths(restored), ['occurredAt']);
    assert.deepEqual([settled(restored).draft.typed, settled(restored).draft.patch], [{ occurredAt: 'half pa' }, draft.patch]);
    const long = 'x'.repeat(maxLineLength + 1);
    const tooLong = typeText(typeText(clean, 'title', long), 'components', `Mail\n${long}`);
    assert.deepEqual(unfinishedPaths(settled(tooLong)), ['title', 'components']);
  });
});
