import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { isRecordId, type RecordId } from '../../../src/domain/records';
import { neverThere, rememberedOf, rememberedWithdrawnSchema } from '../../../src/sync/withdrawn';

/** Bytes of what is remembered of sharing. */
const largest = 16 * 1024 * 1024;
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function idOf(number: number): RecordId {
  let [text, rest] = ['', number];
  for (let digit = 0; digit < 6; digit++, rest = Math.floor(rest / 32)) text = alphabet.charAt(rest % 32) + text;
  const id = `INC-${text}`;
  assert.ok(isRecordId(id));
  return id;
}

function words(records: number, heads: number): ReadonlyMap<RecordId, readonly string[]> {
  const head = (record: number, n: number): string => createHash('sha256').update(`${record} ${n}`).digest('hex');
  return new Map(Array.from({ length: records }, (_, record) => [idOf(record), Array.from({ length: heads }, (__, n) => head(record, n))]));
}

describe('what is remembered of withdrawals, however much was named', () => {
  it('can be read again, with all that is said of records that are here', () => {
    const withdrawn = words(9_990, 64);
    const here = idOf(9_989);
    const remembered = rememberedOf(withdrawn, id => id === here);
    assert.ok(JSON.stringify(remembered).length < largest);
    assert.ok(rememberedWithdrawnSchema.safeParse(remembered).success);
    assert.deepEqual(remembered[here], withdrawn.get(here));
  });

  it('keeps what has room behind what has none', () => {
    const large = words(9_990, 16);
    const named = new Map([...large, [idOf(9_990), [...large.values()].flat().slice(0, 250)], [idOf(9_991), ['a'.repeat(64)]]] as const);
    const remembered = rememberedOf(named, () => false);
    assert.deepEqual(remembered[idOf(9_991)], ['a'.repeat(64)]);
  });

  it('keeps every record that is here where it is, also where there is no room for all that was named of it', () => {
    const withdrawn = words(9_990, 64);
    const remembered = rememberedOf(withdrawn, () => true);
    assert.ok(JSON.stringify(remembered).length < largest);
    assert.equal(Object.keys(remembered).length, withdrawn.size);
    assert.ok(Object.values(remembered).every(heads => heads.includes(neverThere)));
  });
});
