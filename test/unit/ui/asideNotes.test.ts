import assert from 'node:assert/strict';
import { FindingsLook } from '../../../media/readOnly/findingsLook';
import type { Finding } from '../../../src/domain/incident/finding';
import { AsideNotes } from '../../../src/ui/panel/asideNotes';
import { question } from '../../support/findings';

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
    await notes.set('a', 'known');
    await notes.set('b', 'harmless');
    await notes.set('a', 'known since May');
    assert.deepEqual(
      notes.all().map(({ key, note }) => [key, note]),
      [
        ['b', 'harmless'],
        ['a', 'known since May'],
      ],
    );
    memory.kept.set('findings.aside', [...notes.all(), { key: 1 }]);
    await notes.set('b', undefined);
    assert.deepEqual(
      notes.all().map(({ key }) => key),
      ['a'],
    );
  });

  it('is kept of the last five hundred, however many are put aside', async () => {
    const notes = new AsideNotes(new Memory());
    for (let at = 0; at <= 500; at++) await notes.set(`k${at}`, 'x');
    assert.deepEqual([notes.all().length, notes.all()[0]?.key, notes.all().at(-1)?.key], [500, 'k1', 'k500']);
  });

  it('is told again once something was recorded that belongs to it; not where it is told of another time', () => {
    const look = new FindingsLook({ post: () => undefined }, () => undefined);
    const finding = (ids: readonly string[]): Finding => question({ ids });
    const recordedAt = (id: string): string => (id === 'new' ? '2026-11-28T10:00:00.000Z' : '2026-11-20T10:00:00.000Z');
    const shown = (ids: readonly string[]): number => {
      look.take({ findings: [finding(ids)], aside: [{ key: 'k', note: '', at: '2026-11-27T10:00:00.000Z' }] });
      return look.shown(recordedAt).length;
    };
    assert.deepEqual([shown(['a', 'b']), shown(['a', 'b', 'c', 'd']), shown(['a', 'new'])], [0, 0, 1]);
  });

  it('leads on to the finding behind it, and back to one that is taken up again', () => {
    const look = new FindingsLook({ post: () => undefined }, () => undefined);
    const [first, second] = ['k', 'l'].map((key): Finding => question({ key }));
    assert.ok(first && second);
    look.take({ findings: [first, second], aside: [] });
    const next = (finding: Finding, note?: string): readonly (string | undefined)[] => {
      look.setAside(finding, note);
      return [look.takeNext(), look.takeNext()];
    };
    assert.deepEqual(
      [next(first, 'x'), next(second, 'x'), next(second)],
      [
        ['l', undefined],
        ['', undefined],
        ['l', undefined],
      ],
    );
  });
});
