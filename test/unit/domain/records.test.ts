import assert from 'node:assert/strict';
import { choice, form, line, list, when } from '../../../src/domain/forms/field';
import { is } from '../../../src/domain/forms/condition';
import { incidentEventSchemas, type IncidentEventType } from '../../../src/domain/incident/event';
import { foldIncident } from '../../../src/domain/incident/fold';
import { Ancestry } from '../../../src/domain/record/ancestry';
import { WriteTracker } from '../../../src/domain/record/writes';
import type { IncidentPatch } from '../../../src/domain/incident/forms';
import { decide } from '../../../src/domain/deciding';
import { definitionOf, kinds, linkKindsTo, type Kind } from '../../../src/domain/records';
import type { EventDraft, RecordEvent } from '../../../src/domain/record/event';
import { linkId, linkOfPath, type Link, type NewLink } from '../../../src/domain/record/link';
import { headsOf } from '../../../src/domain/record/log';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { defaultPriorityMatrix } from '../../../src/domain/vocabulary/priority';
import { seal } from '../../../src/store/chain';
import { english } from '../../../src/words/english';
import { describeConflicts } from '../../../src/words/describeConflict';
import { benchAt, context, person, testId, testNow, type Bench } from '../../support/incidents';

const commit: NewLink = { kind: 'causedBy', state: 'suspected', target: { type: 'commit', sha: 'a'.repeat(40), subject: 'Break it' } };

/** Two entries made at the same time on the same log by people who do not know of one another, the first named with the earlier clock. */
function atOnce(
  events: readonly RecordEvent[],
  [first, second]: readonly [EventDraft, EventDraft],
  roles: readonly [Role, Role] = ['administrator', 'administrator'],
): readonly RecordEvent[] {
  const heads = headsOf(events);
  return [
    ...events,
    seal(first, heads, '2026-11-23T08:00:00.000Z', person(roles[0], 'Ada')),
    seal(second, heads, '2026-11-23T09:00:00.000Z', person(roles[1], 'Ben')),
  ];
}

const drafted = (bench: Bench, command: Parameters<Bench['try']>[0]): EventDraft => {
  const decision = decide(bench.incident, command, context());
  assert.ok(decision.ok && decision.value[0], JSON.stringify(decision));
  return decision.value[0];
};

describe('the kinds of record', () => {
  it('have no field by the name of what is told as a conflict besides fields', () => {
    for (const kind of kinds) for (const name of ['step', 'priority', 'links']) assert.equal(definitionOf(kind).fields[name], undefined);
  });

  it('have prefixes and folders of their own', () => {
    const all = kinds.map(definitionOf);
    for (const key of ['prefix', 'folder'] as const) assert.equal(new Set(all.map(definition => definition[key])).size, kinds.length);
  });
});

describe('conditions of fields', () => {
  it('name a field of the same form or row, or do not compile', () => {
    const known = form({ one: { state: choice('M 6.64', ['on', 'off']), why: when(is('state', 'off'), line('M 6.64')) } });
    assert.ok(known.one.why.when);
    // @ts-expect-error there is no field of this name
    form({ one: { state: choice('M 6.64', ['on', 'off']), why: when(is('stat', 'off'), line('M 6.64')) } });
    // @ts-expect-error nor a column
    list('M 6.64', { state: choice('M 6.64', ['on', 'off']), why: when(is('stat', 'off'), line('M 6.64')) });
  });
});

describe('a link is what it says and what of', () => {
  it('made again it is the same one: nothing where nothing is new, a judgement where its state is', () => {
    const bench = benchAt('analyse').do({ type: 'link', link: commit });
    const count = bench.events.length;
    bench.do({ type: 'link', link: { ...commit, target: { type: 'commit', sha: 'a'.repeat(40), subject: 'Said otherwise' } } });
    assert.equal(bench.events.length, count);
    bench.do({ type: 'link', link: { ...commit, state: 'confirmed' } });
    assert.deepEqual([bench.events.at(-1)?.type, bench.incident.links.map(({ state }) => state)], ['record.linkJudged', ['confirmed']]);
    bench.do({ type: 'link', link: { ...commit, kind: 'fixedBy' } });
    assert.equal(bench.incident.links.length, 2);
  });

  /** The bench with entries that make these links, by ids of their own. */
  const linkedBy = (...links: readonly Link[]): Bench => {
    const bench = benchAt('analyse');
    for (const link of links)
      bench.events = [...bench.events, seal({ type: 'record.linked', data: { link } }, headsOf(bench.events), bench.now, person())];
    return bench;
  };
  const another: NewLink = { ...commit, target: { type: 'commit', sha: 'b'.repeat(40), subject: 'Break it again' } };

  it('made again for a measure it keeps the id it has; made again without one it keeps the measure', () => {
    const bench = linkedBy({ ...commit, id: 'old' }).do({ type: 'link', link: { ...commit, measure: 'm1' } });
    assert.deepEqual(bench.incident.links, [{ ...commit, id: 'old', measure: 'm1' }]);
    assert.deepEqual((bench.events.at(-1)?.data as { link: Link }).link.id, 'old');
    const count = bench.events.length;
    bench.do({ type: 'link', link: commit });
    assert.deepEqual([bench.events.length, bench.incident.links[0]?.measure], [count, 'm1']);
  });

  it('stays where it was made again by another id and the first id is given to another link', () => {
    const made = [
      { ...commit, id: 'a' },
      { ...commit, id: 'b' },
      { ...another, id: 'a' },
    ];
    assert.deepEqual(linkedBy(...made).incident.links, made.slice(1));
  });

  it('that is made again stands last', () => {
    const [first, second] = [
      { ...commit, id: 'a' },
      { ...another, id: 'b' },
    ] as const;
    assert.deepEqual(linkedBy(first, second, first).incident.links, [second, first]);
  });

  it('made twice at the same time it is one, and judged by the id of either', () => {
    const bench = benchAt('analyse');
    const [a, b] = ['a', 'b'].map(id => ({ type: 'record.linked', data: { link: { ...commit, id } } }));
    assert.ok(a && b);
    bench.events = atOnce(bench.events, [a, b]);
    assert.equal(bench.incident.links.length, 1);
    for (const [link, state] of [
      ['a', 'confirmed'],
      ['b', 'ruledOut'],
    ] as const) {
      bench.events = [
        ...bench.events,
        seal({ type: 'record.linkJudged', data: { link, state } }, headsOf(bench.events), bench.now, person()),
      ];
      assert.deepEqual(
        bench.incident.links.map(known => known.state),
        [state],
      );
    }
  });

  it('never leads to the record itself, and says only what makes sense of the other kind', () => {
    const bench = benchAt('analyse');
    const refused = (link: NewLink): unknown => {
      const decision = bench.try({ type: 'link', link });
      return !decision.ok && decision.error.code;
    };
    const to = (id: `${string}-${string}`, kind: NewLink['kind']): NewLink => ({
      kind,
      state: 'confirmed',
      target: { type: 'record', id },
    });
    assert.equal(refused(to(testId, 'relatedTo')), 'linkToSelf');
    assert.equal(refused(to('KE-000001', 'duplicateOf')), 'linkKind');
    assert.equal(refused(to('CMP-000001', 'causedBy')), 'linkKind');
    assert.equal(refused(to('ZZZ-000001', 'relatedTo')), 'linkKind');
    assert.equal(refused({ ...commit, kind: 'parentOf' }), 'linkKind');
    assert.equal(refused(to('INC-000001', 'duplicateOf')), false);
    for (const kind of kinds satisfies readonly Kind[]) assert.ok(linkKindsTo(kind, commit.target).includes('causedBy'));
  });

  it('is named in the path of a conflict', () => {
    const bench = benchAt('analyse').do({ type: 'link', link: commit });
    const judged = (state: string): EventDraft => ({ type: 'record.linkJudged', data: { link: linkId(commit), state } });
    bench.events = atOnce(bench.events, [judged('confirmed'), judged('ruledOut')]);
    const [conflict] = bench.incident.conflicts;
    assert.deepEqual([bench.incident.links[0]?.state, conflict?.otherValue], ['ruledOut', 'confirmed']);
    assert.deepEqual(linkOfPath(conflict?.path ?? ''), { kind: 'causedBy', target: 'aaaaaaaa' });
    bench.do({ type: 'judgeLink', link: linkId(commit), state: 'confirmed' });
    assert.deepEqual(bench.incident.conflicts, []);
  });

  it('takes its conflict along when it is taken away: nobody could settle it any more', () => {
    const bench = benchAt('analyse').do({ type: 'link', link: commit });
    const judged = (state: string): EventDraft => ({ type: 'record.linkJudged', data: { link: linkId(commit), state } });
    bench.events = atOnce(bench.events, [judged('confirmed'), judged('ruledOut')]);
    assert.equal(bench.incident.conflicts.length, 1);
    bench.do({ type: 'unlink', link: linkId(commit) });
    assert.deepEqual([bench.incident.links, bench.incident.conflicts], [[], []]);
  });

  it('stays when it is judged while somebody else takes it away, in both orders of their clocks, and says so until somebody settles it', () => {
    const bench = benchAt('analyse').do({ type: 'link', link: commit });
    const before = bench.events;
    const judged: EventDraft = { type: 'record.linkJudged', data: { link: linkId(commit), state: 'confirmed' } };
    const taken: EventDraft = { type: 'record.unlinked', data: { link: linkId(commit) } };
    for (const order of [
      [judged, taken],
      [taken, judged],
    ] as const) {
      bench.events = atOnce(before, order);
      const { links, conflicts } = bench.incident;
      assert.deepEqual([links.map(({ state }) => state), conflicts.map(({ otherValue }) => otherValue)], [['confirmed'], [null]]);
      assert.match(JSON.stringify(describeConflicts(english, bench.incident, at => at)), /taken away/);
      const merged = bench.events;
      bench.do({ type: 'judgeLink', link: linkId(commit), state: 'ruledOut' });
      assert.deepEqual([bench.incident.links[0]?.state, bench.incident.conflicts], ['ruledOut', []]);
      bench.events = merged;
      bench.do({ type: 'unlink', link: linkId(commit) });
      assert.deepEqual([bench.incident.links, bench.incident.conflicts], [[], []]);
    }
  });

  it('is gone when it is taken away by somebody who had seen how it was judged, and when two take it away', () => {
    const bench = benchAt('analyse').do({ type: 'link', link: commit });
    const taken: EventDraft = { type: 'record.unlinked', data: { link: linkId(commit) } };
    bench.events = atOnce(bench.events, [taken, { ...taken }]);
    assert.deepEqual([bench.incident.links, bench.incident.conflicts], [[], []]);
    bench.do({ type: 'link', link: commit });
    assert.deepEqual([bench.incident.links[0]?.state, bench.incident.conflicts], ['suspected', []]);
  });

  it('keeps the judgement that was not seen when two judge it and one of them is followed by taking it away', () => {
    const bench = benchAt('analyse').do({ type: 'link', link: commit });
    const judged = (state: string): EventDraft => ({ type: 'record.linkJudged', data: { link: linkId(commit), state } });
    for (const [at, seen] of [
      ['2026-11-23T08:30:00.000Z', 'ruledOut'],
      ['2026-11-23T10:00:00.000Z', 'ruledOut'],
      ['2026-11-23T10:00:00.000Z', 'confirmed'],
    ] as const) {
      const merged = atOnce(bench.events, [judged('ruledOut'), judged('confirmed')]);
      const parent = merged.find(({ data }) => (data as { state?: string }).state === seen)?.id ?? '';
      const taken = seal({ type: 'record.unlinked', data: { link: linkId(commit) } }, [parent], at, person());
      const { links, conflicts } = foldIncident(testId, [...merged, taken]);
      const kept = seen === 'ruledOut' ? 'confirmed' : 'ruledOut';
      assert.deepEqual([links.map(({ state }) => state), conflicts.map(({ otherValue }) => otherValue)], [[kept], [null]]);
    }
  });

  it('is another one where the target is of another type, whatever it is called', () => {
    const bench = benchAt('analyse');
    const target = (path: string): NewLink => ({ kind: 'relatedTo', state: 'confirmed', target: { type: 'file', path } });
    bench.do({ type: 'link', link: target('PRB-7K3QF2') });
    bench.do({ type: 'link', link: { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: 'PRB-7K3QF2' } } });
    bench.do({ type: 'link', link: target('a'.repeat(40)) }).do({ type: 'link', link: { ...commit, kind: 'relatedTo' } });
    assert.deepEqual(
      bench.incident.links.map(link => link.target.type),
      ['file', 'record', 'file', 'commit'],
    );
  });
});

describe('what two people do at the same time', () => {
  it('a step ahead and a step back: one state in both orders of their clocks, and the other is told until somebody takes a step', () => {
    const bench = benchAt('analyse').fulfil('analyse').do({ type: 'release', part: 'm1' }, 'itManager');
    const ahead = drafted(bench, { type: 'advance', from: 'analyse' });
    const back = drafted(bench, { type: 'goBack', to: 'qualify', reason: 'x' });
    for (const order of [
      [ahead, back],
      [back, ahead],
    ] as const) {
      const merged = atOnce(bench.events, order);
      const incident = foldIncident(testId, merged);
      assert.equal(incident.step, 'qualify');
      assert.deepEqual(
        incident.conflicts.map(({ path, otherValue }) => [path, otherValue]),
        [['step', 'remedy']],
      );
      const again = { type: 'incident.advanced', data: { from: 'qualify', to: 'analyse' } };
      const later = seal(again, headsOf(merged), '2026-11-24T08:00:00.000Z', person());
      assert.deepEqual(foldIncident(testId, [...merged, later]).conflicts, []);
    }
  });

  it('the same step twice is no conflict', () => {
    const bench = benchAt('analyse').fulfil('analyse').do({ type: 'release', part: 'm1' }, 'itManager');
    const ahead = drafted(bench, { type: 'advance', from: 'analyse' });
    assert.deepEqual(foldIncident(testId, atOnce(bench.events, [ahead, ahead])).conflicts, []);
  });

  it('a step back of somebody whose role may not take it there is told as an entry that does not count, not as a conflict', () => {
    const bench = benchAt('analyse').fulfil('analyse').do({ type: 'release', part: 'm1' }, 'itManager');
    const ahead = drafted(bench, { type: 'advance', from: 'analyse' });
    const back = { type: 'incident.returned', data: { from: 'analyse', to: 'detect', reason: 'x', cause: 'person' } };
    const incident = foldIncident(testId, atOnce(bench.events, [ahead, back], ['administrator', 'securityOfficer']));
    assert.deepEqual([incident.step, incident.disregarded.length, incident.conflicts], ['remedy', 1, []]);
  });

  it('a step that was taken wrongly in full knowledge of the one before is no conflict with it, whatever else was written at once', () => {
    const [one, other] = ['x', 'y'].map(text => ({ type: 'record.commented', data: { text } }));
    assert.ok(one && other);
    const merged = atOnce(benchAt('qualify').events, [one, other]);
    const wrong = seal({ type: 'incident.advanced', data: { from: 'analyse', to: 'remedy' } }, headsOf(merged), testNow, person());
    const incident = foldIncident(testId, [...merged, wrong]);
    assert.deepEqual([incident.step, incident.disregarded.length, incident.conflicts], ['qualify', 1, []]);
  });

  it('impact here and urgency there: the priority follows from both and the matrix, and the other one is told', () => {
    const bench = benchAt('qualify').save('qualify', { impact: '4', urgency: '4' });
    const [impact, urgency] = [{ impact: '1' }, { urgency: '1' }].map(patch => drafted(bench, { type: 'save', step: 'qualify', patch }));
    assert.ok(impact && urgency);
    for (const order of [
      [impact, urgency],
      [urgency, impact],
    ] as const) {
      const incident = foldIncident(testId, atOnce(bench.events, order));
      assert.deepEqual([incident.values.impact, incident.values.urgency, incident.priority], ['1', '1', defaultPriorityMatrix[0]?.[0]]);
      assert.deepEqual(
        incident.conflicts.map(({ path }) => path),
        ['priority'],
      );
    }
  });

  it('an entry that writes impact and says no matrix is ranked by the one that was asked last', () => {
    const bench = benchAt('qualify').save('qualify', { impact: '4', urgency: '4' });
    const forged = { type: 'record.updated', data: { step: 'qualify', patch: { impact: '1', urgency: '1' } } };
    bench.events = [...bench.events, seal(forged, headsOf(bench.events), bench.now, person())];
    assert.equal(bench.incident.priority, 'P1');
  });
});

describe('the room that an incident keeps for its end', () => {
  it('is there for what completes it, half of it for answers, and not for anything else', () => {
    const definition = definitionOf('incident');
    const share = (types: readonly string[]): readonly number[] => [...new Set(types.map(type => definition.shareToLeave(type)))];
    const decisions: readonly IncidentEventType[] = [
      'incident.advanced',
      'incident.completed',
      'incident.archived',
      'record.erased',
      'incident.gapRestored',
      'incident.gapAccepted',
      'incident.reportStored',
      'incident.signedOff',
      'incident.releaseRefused',
      'incident.noticeSent',
      'record.released',
      'record.redacted',
      'record.signed',
    ];
    const answers: readonly IncidentEventType[] = [
      'record.updated',
      'incident.reviewed',
      'incident.waiting',
      'incident.handedOver',
      'incident.releaseAsked',
      'incident.securityAssessed',
    ];
    const others = Object.keys(incidentEventSchemas).filter(type => ![...decisions, ...answers].some(known => known === type));
    assert.deepEqual([share(decisions), share(answers), share(others)], [[0], [0.5], [1]]);
  });
});

describe('a value that one entry writes twice', () => {
  it('is no conflict of the entry with itself', () => {
    const [event] = benchAt('detect').events;
    assert.ok(event);
    const ancestry = new Ancestry([event]);
    ancestry.enter(event);
    const writes = new WriteTracker(ancestry);
    for (const value of ['P4', 'P1']) writes.record('priority', value, event.id);
    assert.deepEqual(writes.conflicts(), []);
  });
});

describe('a measure', () => {
  it('that was dropped is not released', () => {
    const bench = benchAt('analyse')
      .fulfil('analyse')
      .save('analyse', { measures: { m1: { state: 'dropped', droppedReason: 'x' } } });
    const refused = bench.try({ type: 'release', part: 'm1' }, 'itManager');
    assert.equal(!refused.ok && refused.error.code, 'measureDropped');
  });
});

describe('changes of fields that the code itself makes', () => {
  it('name a field and hold a value of it, or do not compile', () => {
    const right: IncidentPatch = { serviceState: 'normal', measures: { m1: { state: 'done' } }, workaroundReviewAt: null };
    assert.equal(right.serviceState, 'normal');
    // @ts-expect-error there is no such field
    const unknown: IncidentPatch = { serviceStat: 'normal' };
    // @ts-expect-error it is no option of the field
    const wrong: IncidentPatch = { serviceState: 'fine' };
    // @ts-expect-error nor of the column
    const cell: IncidentPatch = { measures: { m1: { state: 'ready' } } };
    assert.equal([unknown, wrong, cell].length, 3);
  });
});
