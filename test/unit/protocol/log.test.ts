import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RecordEvent } from '../../../src/domain/record/event';
import { fold } from '../../../src/domain/records';
import { joined, LogSender } from '../../../src/protocol/log';
import { atPage } from '../../support/atPage';
import { benchAt, testId } from '../../support/incidents';

const whole = benchAt('complete').events;

/** The same entry without its content, as a redaction leaves it. */
function emptied(entry: RecordEvent): RecordEvent {
  return { ...entry, data: null };
}

describe('a log as a page gets it', () => {
  it('whatever parts of it the host has seen, in whatever order they stood: the page folds what the host folds', () => {
    const part = fc.subarray([...whole]).chain(entries => fc.shuffledSubarray(entries, { minLength: entries.length }));
    const log = part.chain(entries => fc.tuple(...entries.map(entry => fc.boolean().map(gone => (gone ? emptied(entry) : entry)))));
    fc.assert(
      fc.property(fc.array(log, { minLength: 1, maxLength: 5 }), logs => {
        assert.deepEqual(atPage(testId, logs), fold(testId, logs.at(-1) ?? []));
      }),
      { numRuns: 200 },
    );
  });

  it('an entry travels once', () => {
    const sender = new LogSender();
    const [first, ...rest] = whole;
    assert.ok(first);
    assert.deepEqual(sender.deltaTo([first]), { start: true, entries: [first] });
    assert.deepEqual(sender.deltaTo(whole), { start: false, entries: rest });
    assert.deepEqual(sender.deltaTo(whole), { start: false, entries: [] });
  });

  it('an entry whose content was taken away travels again, and nothing else', () => {
    const sender = new LogSender();
    sender.deltaTo(whole);
    const [first, ...rest] = whole;
    assert.ok(first);
    assert.deepEqual(sender.deltaTo([emptied(first), ...rest]), { start: false, entries: [emptied(first)] });
  });

  it('begins anew where an entry is there no more, where content has come back, and for a page that was loaded anew', () => {
    const sender = new LogSender();
    sender.deltaTo(whole);
    const shorter = whole.slice(0, -1);
    assert.deepEqual(sender.deltaTo(shorter), { start: true, entries: shorter });
    sender.deltaTo(shorter.map(emptied));
    assert.deepEqual(sender.deltaTo(shorter), { start: true, entries: shorter });
    sender.forget();
    assert.deepEqual(sender.deltaTo(shorter), { start: true, entries: shorter });
  });

  it('what begins anew leaves nothing of what was there', () => {
    assert.deepEqual(joined(whole, { start: true, entries: whole.slice(0, 1) }), whole.slice(0, 1));
  });
});
