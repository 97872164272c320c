import { deepEqual, equal } from 'node:assert/strict';
import type { RecordEvent } from '../../../src/domain/record/event';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { foldIncident } from '../../../src/domain/incident/fold';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { benchAt, fulfilled, person, testId, testNow, type Bench } from '../../support/incidents';

const [archive, bringBack] = [{ type: 'archive' }, { type: 'bringBack' }] as const;

function completed(): Bench {
  return benchAt('complete').save('complete', fulfilled.complete).do({ type: 'complete' });
}

/** What somebody else writes who has seen `events`, at a minute of an hour. */
function apart(events: readonly RecordEvent[], minute: string, type: string, data: unknown): readonly RecordEvent[] {
  return [...events, seal({ type, data }, headsOf(events), `2026-11-22T09:${minute}:00.000Z`, person('administrator', 'Ben'))];
}

describe('the archive', () => {
  it('takes a completed incident, says who put it there, and gives it back; what was decided stays as it was', () => {
    const bench = completed();
    const { values, closed, finalReport } = bench.incident;
    bench.do(archive);
    deepEqual(
      [bench.incident.archived?.by.name, bench.incident.archived?.at, incidentFacts(bench.incident).archived],
      ['Ada', testNow, true],
    );
    deepEqual([bench.incident.values, bench.incident.closed, bench.incident.finalReport], [values, closed, finalReport]);
    bench.do(bringBack);
    deepEqual([bench.incident.archived, incidentFacts(bench.incident).archived, bench.incident.open], [undefined, undefined, false]);
    deepEqual(bench.incident.disregarded, []);
  });

  it('writes nothing where it is there already, or is not there', () => {
    const bench = completed();
    const entries = (): number => bench.events.length;
    const before = entries();
    equal((bench.do(bringBack), entries()), before);
    bench.do(archive).do(archive);
    equal(entries(), before + 1);
  });

  it('takes nothing that is open, also where somebody has written so into the file', () => {
    const bench = benchAt('analyse');
    for (const command of [archive, bringBack]) {
      const decision = bench.try(command);
      equal(!decision.ok && decision.error.code, 'notClosed');
    }
    const { archived, disregarded } = foldIncident(testId, apart(bench.events, '00', 'incident.archived', {}));
    deepEqual([archived, disregarded.map(({ reason }) => reason)], [undefined, ['misplaced']]);
  });

  it('reopening brings an incident back', () => {
    const bench = completed().do(archive).do({ type: 'reopen', to: 'analyse', reason: 'It is back' });
    deepEqual([bench.incident.archived, bench.incident.open], [undefined, true]);
  });

  it('whoever reopens at the same time has an open incident that is in no archive, whichever clock was ahead', () => {
    const { events } = completed();
    const reopened = { to: 'analyse', reason: 'It is back' };
    for (const [first, second] of [
      ['00', '01'],
      ['01', '00'],
    ] as const) {
      const one = apart(events, first, 'incident.archived', {});
      const other = apart(events, second, 'incident.reopened', reopened);
      const merged = foldIncident(testId, mergeLogs(one, other));
      deepEqual([merged.open, merged.archived], [true, undefined]);
    }
  });

  it('two who archive at the same time have done the same, and neither is named as one who does not count', () => {
    const { events } = completed();
    const merged = foldIncident(
      testId,
      mergeLogs(apart(events, '00', 'incident.archived', {}), apart(events, '01', 'incident.archived', {})),
    );
    deepEqual([merged.archived?.at, merged.disregarded, merged.conflicts], ['2026-11-22T09:00:00.000Z', [], []]);
  });

  it('that an incident is there is not taken away as words are', () => {
    const bench = completed().do(archive);
    const decision = bench.try({ type: 'redact', entry: bench.events.at(-1)?.id ?? '', reason: 'x' }, 'itManager');
    equal(!decision.ok && decision.error.code, 'carriesState');
  });
});
