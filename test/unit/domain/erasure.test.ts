import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Actor } from '../../../src/domain/vocabulary/actor';
import type { RecordEvent } from '../../../src/domain/record/event';
import { addCalendarMonths } from '../../../src/domain/foundation/time';
import { isConfined } from '../../../src/domain/incident/confined';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { foldIncident } from '../../../src/domain/incident/fold';
import { isErasable } from '../../../src/domain/incident/retention';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { seal, verifyLog } from '../../../src/store/chain';
import { eventGraph } from '../../support/eventGraphs';
import { benchAt, fulfilled, person, testId, testNow, type Bench } from '../../support/incidents';
import { at, begun } from '../../support/people';

const boss = person('itManager', 'Ada');

/** The tombstone of a log, by somebody at a time. */
function tombstoneOf(
  events: readonly RecordEvent[],
  by: Actor = boss,
  when = '2026-11-22T12:00:00.000Z',
  record: string = testId,
): RecordEvent {
  const data = { record, entries: events.length, completed: 2016, reason: 'Kept for 10 years' };
  return seal({ type: 'record.erased', data }, headsOf(events), when, by);
}

/** An incident that was completed ten years ago; its bench is now. */
function old(): Bench {
  const bench = benchAt('complete').save('complete', fulfilled.complete).do({ type: 'complete' });
  bench.now = addCalendarMonths(testNow, 120);
  return bench;
}

describe('a tombstone', () => {
  it('wins over its log and over whatever somebody has written meanwhile, in whatever order copies meet', () => {
    fc.assert(
      fc.property(
        eventGraph().chain(events => fc.tuple(fc.constant(events), fc.subarray([...events], { minLength: 1 }))),
        ([events, seen]) => {
          const tombstone = tombstoneOf(seen);
          deepEqual([mergeLogs(events, [tombstone]), mergeLogs([tombstone], events)], [[tombstone], [tombstone]]);
          deepEqual(mergeLogs([...events, tombstone], []), [tombstone]);
          deepEqual(verifyLog(testId, [tombstone]), []);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps merging commutative, associative and idempotent, whoever made it and of several', () => {
    const people = begun().register();
    const part = (events: readonly RecordEvent[]): fc.Arbitrary<readonly RecordEvent[]> => {
      const stones = [boss, person('itManager', 'Ben'), person('administrator', 'Ada')].flatMap(by =>
        ['09:00', '10:00'].map(time => tombstoneOf(events, by, at(time))),
      );
      return fc.subarray([...events, ...stones]);
    };
    fc.assert(
      fc.property(
        eventGraph().chain(events => fc.tuple(part(events), part(events), part(events))),
        fc.constantFrom(undefined, people),
        ([a, b, c], asked) => {
          const merge = (x: readonly RecordEvent[], y: readonly RecordEvent[]): readonly RecordEvent[] => mergeLogs(x, y, asked);
          deepEqual(merge(a, b), merge(b, a));
          deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)));
          deepEqual(merge(merge(a, b), merge(a, b)), merge(a, b));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes nothing away where its author may not erase: another role, one that was not held, dated back before the register, of another kind', () => {
    const { events } = old();
    const people = begun().register();
    const stays = (tombstone: RecordEvent, register = people): void => {
      const merged = mergeLogs(events, [tombstone], register);
      equal(merged.length, events.length + 1);
      ok(merged.includes(tombstone));
    };
    stays(tombstoneOf(events, person('administrator', 'Ada')));
    stays(tombstoneOf(events, person('itManager', 'Ben')));
    stays(tombstoneOf(events, person('itManager', 'Ben'), '2020-01-01T00:00:00.000Z'));
    stays(tombstoneOf(events, boss, at('12:00'), 'PER-ADA000'));
    deepEqual(mergeLogs(events, [tombstoneOf(events)], people), [tombstoneOf(events)]);
    // She held it when the register began.
    const before = tombstoneOf(events, boss, '2020-01-01T00:00:00.000Z');
    deepEqual(mergeLogs(events, [before], people), [before]);
  });

  it('one that does not count is named in the record, which stays as it was', () => {
    const { events, incident } = old();
    const people = begun().register();
    const forged = tombstoneOf(events, person('itManager', 'Ben'));
    const { values, open, erased, disregarded } = foldIncident(testId, mergeLogs(events, [forged], people), people);
    deepEqual([values, open, erased], [incident.values, false, undefined]);
    deepEqual(
      disregarded.map(({ event, reason }) => [event, reason]),
      [[forged.id, 'notHeld']],
    );
  });
});

describe('erasing', () => {
  const erase = { type: 'erase', reason: 'Kept for 10 years' } as const;
  const refusal = (bench: Bench, role: 'itManager' | 'administrator' = 'itManager'): string => {
    const decision = bench.try(erase, role);
    return decision.ok ? 'none' : decision.error.code;
  };

  it('leaves that it was there: how many entries it had, in which year it was completed, who erased it, when and why', () => {
    const bench = old();
    const before = bench.events;
    bench.do(erase, 'itManager');
    bench.events = mergeLogs(bench.events, []);
    const { incident } = bench;
    deepEqual([bench.events.length, bench.events[0]?.parents], [1, headsOf(before)]);
    deepEqual(
      [incident.erased?.entries, incident.erased?.completed, incident.erased?.reason, incident.erased?.by.name, incident.erased?.at],
      [before.length, 2026, 'Kept for 10 years', 'Ada', bench.now],
    );
    deepEqual([incident.open, incident.values, incident.links, incident.disregarded], [false, {}, [], []]);
    const facts = incidentFacts(incident);
    deepEqual([facts.erased, facts.title, facts.recordedAt], [{ completed: 2026, entries: before.length }, '', undefined]);
    // Nothing can be added to what is not there.
    for (const command of [erase, { type: 'comment', text: 'x' }, { type: 'reopen', to: 'detect', reason: 'x' }] as const) {
      const decision = bench.try(command, 'itManager');
      equal(!decision.ok && decision.error.code, 'erased');
    }
  });

  it('is for the IT manager, after the time that is set, where nothing is due', () => {
    equal(refusal(old(), 'administrator'), 'notPermitted');
    equal(refusal(old()), 'none');
    const early = old();
    early.now = addCalendarMonths(testNow, 119);
    equal(refusal(early), 'retained');
    equal(refusal(benchAt('analyse')), 'notClosed');
    const due = benchAt('complete').save('complete', { ...fulfilled.complete, followUps: { f1: { what: 'x', due: testNow } } });
    due.do({ type: 'complete' }).now = addCalendarMonths(testNow, 120);
    equal(refusal(due), 'stillDue');
    const blank = old().try({ type: 'erase', reason: ' ' }, 'itManager');
    equal(!blank.ok && blank.error.code, 'reasonMissing');
    const facts = incidentFacts(old().incident);
    const after = addCalendarMonths(testNow, 24);
    deepEqual([isErasable(facts, 2, after), isErasable(facts, 3, after), isErasable(facts, 0, after)], [true, false, false]);
  });

  it('what was for few is for few as a trace, too', () => {
    for (const tlp of ['RED', 'AMBER'] as const) {
      const other = benchAt('complete', { tlp }).save('complete', fulfilled.complete).do({ type: 'complete' });
      other.now = addCalendarMonths(testNow, 120);
      other.do(erase, 'itManager');
      const [stone] = mergeLogs(other.events, []);
      ok(stone);
      equal(isConfined(foldIncident(testId, [stone])), tlp === 'RED');
    }
  });
});
