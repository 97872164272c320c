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
    assert.deepEqual(sender.deltaTo([first], true), { start: true, entries: [first] });
    assert.deepEqual(sender.deltaTo(whole, true), { start: false, entries: rest });
    assert.deepEqual(sender.deltaTo(whole, true), { start: false, entries: [] });
  });

  it('an entry whose content was taken away travels again, and nothing else', () => {
    const sender = new LogSender();
    sender.deltaTo(whole, true);
    const [first, ...rest] = whole;
    assert.ok(first);
    assert.deepEqual(sender.deltaTo([emptied(first), ...rest], true), { start: false, entries: [emptied(first)] });
  });

  it('begins anew where an entry is there no more, where content has come back, and for a page that was loaded anew', () => {
    const sender = new LogSender();
    sender.deltaTo(whole, true);
    const shorter = whole.slice(0, -1);
    assert.deepEqual(sender.deltaTo(shorter, true), { start: true, entries: shorter });
    sender.deltaTo(shorter.map(emptied), true);
    assert.deepEqual(sender.deltaTo(shorter, true), { start: true, entries: shorter });
    sender.forget();
    assert.deepEqual(sender.deltaTo(shorter, true), { start: true, entries: shorter });
  });

  it('whatever is told of a log that does not verify, and whatever was told before, does not stay: an id says nothing there', () => {
    const [first, ...rest] = whole;
    assert.ok(first);
    const forged = [{ ...first, by: { ...first.by, name: 'Somebody else' } }, ...rest];
    const sender = new LogSender();
    let page = joined([], sender.deltaTo(whole, true));
    for (const [log, isVerified] of [
      [forged, false],
      [whole, true],
      [forged, false],
      [[...forged].reverse(), false],
      [whole, true],
    ] as const) {
      page = joined(page, sender.deltaTo(log, isVerified));
      assert.deepEqual(page, log);
    }
    const doubled = [...whole, { ...first, data: { patch: { title: 'Another' } } }];
    assert.deepEqual(joined(page, sender.deltaTo(doubled, false)), doubled);
  });

  it('what begins anew leaves nothing of what was there', () => {
    assert.deepEqual(joined(whole, { start: true, entries: whole.slice(0, 1) }), whole.slice(0, 1));
  });
});
