import assert from 'node:assert/strict';
import type { RecordEvent } from '../../../src/domain/record/event';
import { clockTolerance, remarksOf } from '../../../src/domain/record/remark';
import { reportAsMarkdown } from '../../../src/exchange/report';
import { foldIncident } from '../../../src/domain/incident/fold';
import { seal, verifyLog } from '../../../src/store/chain';
import { english } from '../../../src/words/english';
import { describeIntegrity } from '../../../src/words/standing';
import { person, testId, testNow } from '../../support/incidents';

const start = Date.parse(testNow);
const first = seal({ type: 'record.captured', data: { record: testId, patch: { title: 'A' } } }, [], testNow, person());

function comment(at: string, parents: readonly string[] = [first.id]): RecordEvent {
  return seal({ type: 'record.commented', data: { text: 'password 123' } }, parents, at, person());
}

function after(milliseconds: number): string {
  return new Date(start + milliseconds).toISOString();
}

function statement(events: readonly RecordEvent[], faults: readonly string[] = []): ReturnType<typeof describeIntegrity> {
  return describeIntegrity(english, foldIncident(testId, events), { faults, now: testNow, formatTime: at => at });
}

describe('what a reader must know besides faults', () => {
  it('a time before that of an entry it builds on, beyond what honest clocks differ by', () => {
    const within = comment(after(-clockTolerance));
    assert.deepEqual(remarksOf([first, within], testNow), []);
    const beyond = comment(after(-clockTolerance - 1));
    assert.deepEqual(remarksOf([first, beyond], testNow), [{ event: beyond.id, code: 'clockBackwards', cause: first.id }]);
    assert.equal(clockTolerance, 300_000);
  });

  it('times that run back in small steps: as soon as they lie further back together than honest clocks do', () => {
    const steps: RecordEvent[] = [first];
    for (let n = 1; n <= 4; n++) steps.push(comment(after(n * -200_000), [steps.at(-1)?.id ?? '']));
    const named = (id = ''): object => ({ event: steps[Number(id)]?.id, code: 'clockBackwards', cause: steps[Number(id) - 2]?.id });
    assert.deepEqual(remarksOf(steps, testNow), [named('2'), named('4')]);
  });

  it('a clock that ran ahead is named once, not with every entry after it', () => {
    const ahead = comment(after(3_600_000));
    const [one, two] = [comment(after(1_000), [ahead.id]), comment(after(2_000), [ahead.id])];
    const three = comment(after(3_000), [one.id]);
    assert.deepEqual(
      remarksOf([first, ahead, one, two, three], after(3_600_000)).map(({ event }) => event),
      [one.id, two.id],
    );
  });

  it('a time that lies ahead, up to the year 9999', () => {
    assert.deepEqual(remarksOf([first, comment(after(clockTolerance))], testNow), []);
    for (const at of [after(clockTolerance + 1), '9999-12-31T23:59:59.999Z']) {
      const ahead = comment(at);
      assert.deepEqual(remarksOf([first, ahead], testNow), [{ event: ahead.id, code: 'clockAhead' }]);
      assert.deepEqual(remarksOf([first, ahead], at), []);
    }
  });

  it('refuses nothing: the record verifies, and can be added to', () => {
    assert.deepEqual(verifyLog(testId, [first, comment('1999-01-01T00:00:00.000Z'), comment('9999-01-01T00:00:00.000Z')]), []);
  });
});

describe('the word verified', () => {
  it('is said where there is nothing to be known', () => {
    assert.deepEqual(statement([first]), { verified: true, text: 'Verified (1): no entry was changed, removed or re-ordered.' });
  });

  it('is not said of faults, impossible times, redactions, or entries that do not count; each is named', () => {
    const secret = comment(testNow);
    const redaction = seal(
      { type: 'record.redacted', data: { record: testId, entry: secret.id, reason: 'A password' } },
      [secret.id],
      testNow,
      person('itManager', 'Max'),
    );
    const signedOff = seal({ type: 'incident.signedOff', data: {} }, [first.id], testNow, person('developer', 'Dev'));
    const cases: readonly (readonly [ReturnType<typeof describeIntegrity>, RegExp])[] = [
      [statement([first], ['an entry was changed']), /^Verification failed: an entry was changed$/],
      [statement([first, comment(after(-600_000))]), /Ada \(administrator\) bears a time \(2026-11-22T07:50.*a clock was wrong/],
      [statement([first, comment('9999-01-01T00:00:00.000Z')]), /bears a time that lies ahead \(9999/],
      [
        statement([first, { ...secret, data: null }, redaction]),
        /by Ada \(administrator\) was redacted by Max \(IT manager\), .*: A password/,
      ],
      [statement([first, signedOff]), /“Signed off” of .* by Dev \(developer\) does not count: this role may not sign off/],
    ];
    for (const [{ verified, text }, named] of cases) {
      assert.equal(verified, false);
      assert.doesNotMatch(text, /verified/i);
      assert.match(text, named);
    }
  });

  it('is not in the report either, which names who did what in which role', () => {
    const signedOff = seal({ type: 'incident.signedOff', data: {} }, [first.id], testNow, person('developer', 'Dev'));
    const report = reportAsMarkdown(foldIncident(testId, [first, signedOff]), { words: english, at: testNow, faults: [] });
    assert.doesNotMatch(report, /Verified/);
    assert.match(report, /Entered as developer, does not count: this role may not sign off/);
  });
});
