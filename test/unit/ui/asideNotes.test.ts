import assert from 'node:assert/strict';
import { FindingsLook } from '../../../media/readOnly/findingsLook';
import type { Finding } from '../../../src/domain/incident/finding';
import { AsideNotes } from '../../../src/ui/panel/asideNotes';

class Memory {
  readonly kept = new Map<string, unknown>();

  get(key: string): unknown {
    return this.kept.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    this.kept.set(key, value);
    return Promise.resolve();
  }
}

describe('what a reader has put aside of the patterns of failure', () => {
  it('is kept with its note, once, and taken up again; what is no note does no harm to the others', async () => {
    const memory = new Memory();
    const notes = new AsideNotes(memory);
    await notes.set('a', 'known', 3);
    await notes.set('b', 'harmless', 2);
    await notes.set('a', 'known since May', 4);
    assert.deepEqual(
      notes.all().map(({ key, note, incidents }) => [key, note, incidents]),
      [
        ['b', 'harmless', 2],
        ['a', 'known since May', 4],
      ],
    );
    memory.kept.set('findings.aside', [...notes.all(), { key: 1 }]);
    await notes.set('b', undefined, 2);
    assert.deepEqual(
      notes.all().map(({ key }) => key),
      ['a'],
    );
  });

  it('is told again once more incidents have come to it', () => {
    const look = new FindingsLook({ post: () => undefined }, () => undefined);
    const finding = (ids: readonly string[]): Finding => ({ pattern: 'unnoticed', key: 'k', ids, score: 4, reasons: [] });
    look.take({ findings: [], aside: [{ key: 'k', note: '', incidents: 2, at: '2026-11-27T10:00:00.000Z' }] });
    assert.equal(look.isAside(finding(['a', 'b'])), true);
    assert.equal(look.isAside(finding(['a', 'b', 'c'])), false);
  });
});
