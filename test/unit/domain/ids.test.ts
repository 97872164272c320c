import assert from 'node:assert/strict';
import fc from 'fast-check';
import { definitions, isIncidentId, isRecordId, kindOfId, kinds, newRecordId, recordIdSchema } from '../../../src/domain/records';

describe('ids of records', () => {
  it('are a prefix of the kind and six characters of Crockford’s base 32, which has no I, L, O, U', () => {
    assert.deepEqual(
      kinds.map(kind => definitions[kind].prefix),
      ['INC', 'PRB', 'KE', 'PRC', 'CHG', 'CMP', 'IFC', 'PER'],
    );
    assert.equal(newRecordId('incident', Uint8Array.of(0, 9, 10, 17, 18, 31)), 'INC-09AHJZ');
    assert.equal(newRecordId('incident', Uint8Array.of(19, 20, 21, 22, 26, 27)), 'INC-KMNPTV');
    assert.equal(newRecordId('knownError', Uint8Array.of(32, 255, 64, 1, 1, 1, 7, 7)), 'KE-0Z0111');
  });

  it('are well formed whatever the random bytes, and say what kind they are of', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.uint8Array({ minLength: 6, maxLength: 16 }), (kind, random) => {
        const id = newRecordId(kind, random);
        assert.match(id.slice(id.indexOf('-')), /^-[0-9A-HJKMNP-TV-Z]{6}$/);
        assert.ok(isRecordId(id) && recordIdSchema.safeParse(id).success);
        assert.equal(kindOfId(id), kind);
        assert.equal(isIncidentId(id), kind === 'incident');
      }),
    );
  });

  it('are not made of too little chance', () => {
    assert.throws(() => newRecordId('incident', new Uint8Array(5)), RangeError);
  });

  for (const text of [
    '',
    'INC-',
    'INC-7K3QF',
    'INC-7K3QF22',
    'inc-7k3qf2',
    'INC-7K3QFU',
    'ABC-7K3QF2',
    ' INC-7K3QF2',
    'INC-7K3QF2\n',
    '../INC-7K3QF2',
    'INC-7K3QF2.json',
    'INC7K3QF2',
  ]) {
    it(`${JSON.stringify(text)} is none`, () => {
      assert.equal(isRecordId(text), false);
      assert.equal(isIncidentId(text), false);
      assert.equal(kindOfId(text), undefined);
      assert.equal(recordIdSchema.safeParse(text).success, false);
    });
  }
});
