import assert from 'node:assert/strict';
import { failure, success } from '../../../src/domain/foundation/result';
import { patternsOf, type PatternSource } from '../../../src/app/patterns';
import { isEntryOf } from '../../../src/store/indexEntry';
import { english } from '../../../src/words/english';
import { describeChance, describeFinding } from '../../../src/words/describeFinding';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

async function created(outcome: Promise<{ readonly ok: boolean }>): Promise<void> {
  const made = await outcome;
  assert.ok(made.ok, JSON.stringify(made));
}

describe('patterns of failure of a store', () => {
  const folder = temporaryFolder();

  it('come from what the lists know: the words, the times, the components; nothing names who handled them', async () => {
    const store = openStore(folder.path, { role: 'administrator' });
    const now = new Date();
    for (let at = 0; at < 40; at++) {
      const detectedAt = new Date(now.getTime() - (200 - at * 4) * 86_400_000);
      detectedAt.setHours(10);
      await created(
        store.create('incident', {
          title: `Slow ${at}`,
          kind: 'disruption',
          detectedAt: detectedAt.toISOString(),
          components: [`Part ${at % 8}`],
          reporter: 'Ada Admin',
        }),
      );
    }
    for (let at = 0; at < 3; at++) {
      const detectedAt = new Date(now.getTime() - (20 - at) * 86_400_000);
      detectedAt.setHours(3);
      await created(
        store.create('incident', {
          title: 'Share not reachable',
          symptoms: 'Login failed for user svc-nightly7, then the service was restarted',
          kind: 'disruption',
          detectedAt: detectedAt.toISOString(),
          components: ['Share'],
          reporter: 'Ada Admin',
        }),
      );
    }
    await store.refresh();
    const found = await patternsOf({ entries: store.entries(), repository: undefined }, now);
    const question = found?.find(({ pattern }) => pattern === 'unnoticed');
    assert.ok(question, JSON.stringify(found));
    assert.equal(question.ids.length, 3);
    const text = describeFinding(english, question, at => at);
    assert.match(text, /^3 incidents may be a security incident: .*authentication failed repeatedly \(svc-nightly7\)/);
    assert.match(text, /“svc-nightly7” stands in several reports/);
    assert.match(describeChance(english, question) ?? '', /^Weight \d/);
    assert.doesNotMatch(JSON.stringify(found), /Ada/);
    for (const change of [
      { ownAssessment: 'no' },
      { ownAssessment: 'confirmed' },
      { assessment: 'falseAlarm' },
      { erased: { completed: 2025, entries: 1 } },
    ] as const) {
      const entries = store.entries().map(entry => {
        const isAsked = isEntryOf('incident', entry) && question.ids.includes(entry.id);
        return isAsked ? { ...entry, facts: { ...entry.facts, ...change } } : entry;
      });
      const asked = await patternsOf({ entries, repository: undefined }, now);
      assert.deepEqual(
        asked?.filter(({ pattern }) => pattern === 'unnoticed'),
        [],
        JSON.stringify(change),
      );
    }
    store.dispose();
  });

  it('reads the history again only once HEAD is another commit, and not what was given up', async () => {
    let [head, read] = ['a', 0];
    const repository: NonNullable<PatternSource['repository']> = {
      head: () => Promise.resolve(head),
      history: (_, limits) => {
        read++;
        return Promise.resolve(limits?.signal?.aborted ? failure({ code: 'cancelled' }) : success([]));
      },
    };
    const search = (signal?: AbortSignal) => patternsOf({ entries: [], repository }, new Date(), signal);
    await search(AbortSignal.abort());
    await search();
    assert.equal(read, 2, 'what was given up is read again');
    await search();
    assert.equal(read, 2);
    head = 'b';
    await search();
    assert.equal(read, 3);
  });
});
