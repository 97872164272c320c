import assert from 'node:assert/strict';
import { badgesOf } from '../../../media/formRecord/badges';
import { definitionOf, type FormKind, type FormRecordState, type RecordId } from '../../../src/domain/records';
import { seal } from '../../../src/store/chain';
import { english } from '../../../src/words/english';
import { person, testNow } from '../../support/incidents';
import { markupOf } from '../../support/markup';

function shown(kind: FormKind, patch: Readonly<Record<string, string>>): readonly string[] {
  const { prefix } = definitionOf(kind);
  const id = `${prefix}-000001` as RecordId;
  const log = [seal({ type: 'record.captured', data: { record: id, patch: { title: 'x', ...patch } } }, [], testNow, person())];
  const record = definitionOf(kind).fold(id, log) as FormRecordState;
  return [...markupOf(badgesOf(english, record)).matchAll(/class="badge">([^<]+)</g)].map(([, text = '']) => text);
}

describe('the badges of a record that is one form', () => {
  it('say of each kind where it stands, or which of its sort it is, also while nobody has chosen', () => {
    assert.deepEqual(shown('procedure', { validity: 'retired' }), ['Procedure', 'Retired']);
    assert.deepEqual(shown('knownError', { validity: 'retired' }), ['Known error', 'Retired']);
    assert.deepEqual(shown('knownError', {}), ['Known error', 'In force']);
    assert.deepEqual(shown('problem', { state: 'solved' }).length, 2);
    assert.deepEqual(shown('person', { participation: 'left' }).length, 2);
  });

  it('of what nobody has filed, what it is alone', () => {
    assert.equal(shown('component', {}).length, 1);
    assert.equal(shown('component', { componentKind: 'database' }).length, 2);
    assert.equal(shown('interface', {}).length, 1);
  });
});
