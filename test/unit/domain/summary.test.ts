import { definitionOf, definitions, fold, type FormKind, type IdOf, type KindOf, type StateOf } from '../../../src/domain/records';
import { incidentFactsSchema, matchesText, openGaps, incidentFacts } from '../../../src/domain/incident/facts';
import { contactLine } from '../../../src/domain/interface/definition';
import assert from 'node:assert/strict';
import { highest } from '../../../src/domain/vocabulary/protectionNeed';
import { seal } from '../../../src/store/chain';
import { Bench, benchAt, passStep, person, testId, testNow } from '../../support/incidents';

const later = '2026-12-01T08:00:00.000Z';

describe('what lists know of an incident', () => {
  it('of one that has just been recorded: its title and nothing made up', () => {
    const summary = incidentFacts(new Bench().do({ type: 'capture', record: testId, patch: { title: 'Mail is not delivered' } }).incident);
    assert.deepEqual(JSON.parse(JSON.stringify(summary)), {
      kind: 'incident',
      id: testId,
      title: 'Mail is not delivered',
      open: true,
      step: 'detect',
      tlp: 'AMBER',
      components: [],
      recordedAt: testNow,
      changedAt: testNow,
      clocks: [],
      gaps: [],
      applied: [],
      handOvers: [],
      handedOver: [],
      releasesAsked: [],
      releasesRefused: [],
      unconfirmed: [],
      followUps: [],
      relations: [],
    });
    assert.equal(incidentFacts(new Bench().incident).title, '');
  });

  it('of one in the middle of everything', () => {
    const bench = benchAt('qualify', { kind: 'securityIncident', couldBeSecurity: 'yes', components: ['Relay'], tlp: 'RED' });
    bench.ownDuties = [{ id: 'insurer-notice', title: 'Notice to the insurer', hours: 48 }];
    bench
      .fulfil('qualify')
      .save('qualify', {
        assessment: 'suspected',
        awareSince: testNow,
        handOvers: { h1: { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' } },
        duties: { gdprNotification: { applies: 'yes', awareAt: testNow }, 'insurer-notice': { applies: 'unknown' } },
      });
    bench.do({ type: 'advance', from: 'qualify' });
    bench.do({ type: 'link', link: { kind: 'causedBy', state: 'suspected', target: { type: 'record', id: 'CHG-000001' } } });
    bench.do({ type: 'link', link: { kind: 'evidence', state: 'confirmed', target: { type: 'file', path: 'a.log' } } });
    bench.now = later;
    bench.do({
      type: 'applyWorkaround',
      measure: { id: 'w1', what: 'Send in the clear', person: 'Ada', weakensSafeguard: 'yes', safeguard: 'TLS', component: 'Relay' },
      reviewAt: '2026-12-08T08:00:00.000Z',
      from: 'KE-000001',
    });
    bench.do({ type: 'waitFor', problem: 'PRB-000001' });
    const summary = incidentFacts(bench.incident);
    assert.ok(incidentFactsSchema.safeParse(JSON.parse(JSON.stringify(summary))).success);
    assert.deepEqual(JSON.parse(JSON.stringify(summary)), {
      id: testId,
      title: 'Mail is not delivered',
      open: true,
      step: 'analyse',
      kind: 'incident',
      reported: 'securityIncident',
      priority: 'P3',
      components: ['Relay'],
      recordedAt: testNow,
      changedAt: later,
      couldBeSecurity: 'yes',
      assessment: 'suspected',
      category: 'software',
      serviceState: 'restricted',
      tlp: 'RED',
      confined: true,
      assignee: 'Ben',
      assignedAt: testNow,
      workaroundReviewAt: '2026-12-08T08:00:00.000Z',
      clocks: [
        { duty: 'gdprNotification', since: testNow, due: '2026-11-25T08:00:00.000Z' },
        { duty: 'insurer-notice', title: 'Notice to the insurer', since: testNow, due: '2026-11-24T08:00:00.000Z', undecided: true },
      ],
      gaps: [{ id: 'w1', safeguard: 'TLS', component: 'Relay', since: later, restored: false }],
      applied: [{ measure: 'w1', from: 'KE-000001', type: 'workaround' }],
      handOvers: [{ id: 'h1', party: 'securityManagement', at: testNow }],
      handedOver: [{ party: 'securityManagement', at: testNow, to: 'Dana' }],
      releasesAsked: [],
      releasesRefused: [],
      unconfirmed: [],
      target: { since: testNow, due: '2026-11-25T08:00:00.000Z' },
      followUps: [],
      level: 'second',
      waitsFor: 'PRB-000001',
      relations: [
        { kind: 'causedBy', state: 'suspected', id: 'CHG-000001' },
        { kind: 'worksAround', state: 'confirmed', id: 'KE-000001' },
        { kind: 'causedBy', state: 'suspected', id: 'PRB-000001' },
      ],
    });
  });

  it('of a completed one: when, how and what solved it', () => {
    const bench = benchAt('complete')
      .fulfil('complete')
      .do({ type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) });
    bench.now = later;
    const { open, closedAt, closureCode, solution } = incidentFacts(bench.do({ type: 'complete' }).incident);
    assert.deepEqual([open, closedAt, closureCode, solution], [false, later, 'solved', 'The change was taken back']);
  });

  it('a gap is open until the safeguard is back or the risk accepted, and again when the acceptance has run out', () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m1: { what: 'x', weakensSafeguard: 'yes', safeguard: 'TLS' } } });
    const ids = (now: string): readonly string[] => openGaps(incidentFacts(bench.incident), now).map(({ id }) => id);
    assert.deepEqual(ids(testNow), ['m1']);
    bench.do({ type: 'acceptGap', gap: 'm1', until: later, reason: 'x' }, 'itManager');
    assert.deepEqual([ids(testNow), ids('2026-12-01T07:59:59.999Z'), ids(later)], [[], [], ['m1']]);
    bench.do({ type: 'restoreSafeguard', gap: 'm1', note: 'x' });
    assert.deepEqual(ids(later), []);
    assert.equal(incidentFacts(bench.incident).gaps[0]?.restored, true);
  });

  it('is found by every word in id, title, assignee and components, whatever the case', () => {
    const bench = benchAt('detect', { components: ['Relay', 'Web front'] });
    passStep(bench, 'detect');
    const summary = { ...incidentFacts(bench.incident), assignee: 'Ben' };
    for (const text of ['', ' ', 'MAIL', 'mail  delivered', testId.toLowerCase(), 'ben', 'relay mail', 'front relay', ' mail ', '\tben'])
      assert.equal(matchesText(summary, text), true, text);
    for (const text of ['mails', 'mail web x', 'cara', '-']) assert.equal(matchesText({ ...summary, id: 'INC7K3QF2' }, text), false, text);
    assert.equal(matchesText(incidentFacts(bench.incident), 'undefined'), false);
  });
});

describe('what lists know of other records', () => {
  function record<K extends FormKind>(kind: K, patch: Readonly<Record<string, unknown>>): StateOf<KindOf<IdOf<K>>> {
    const id = `${definitions[kind].prefix}-7K3QF2` as IdOf<K>;
    return fold(id, [
      seal({ type: 'record.captured', data: { record: id, kind, patch: { title: 'A title', ...patch } } }, [], testNow, person()),
    ]);
  }
  const facts = (kind: FormKind, patch: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => {
    const summary = definitionOf(kind).facts(record(kind, patch));
    const { id, kind: own, title, recordedAt, changedAt, ...rest } = JSON.parse(JSON.stringify(summary)) as typeof summary;
    assert.deepEqual([own, title, recordedAt, changedAt], [kind, 'A title', testNow, testNow], id);
    return rest;
  };
  const common = { open: true, components: [], relations: [] };
  const releasable = { ...common, released: false };

  it('a problem and a known error: their state, and the beginning of what helps', () => {
    assert.deepEqual(facts('problem'), { ...common, state: 'new' });
    assert.deepEqual(facts('problem', { state: 'solved', components: ['Relay'], workaround: ' Restart ', solution: 'x'.repeat(500) }), {
      ...common,
      state: 'solved',
      open: false,
      components: ['Relay'],
      workaround: 'Restart',
      solution: `${'x'.repeat(399)}…`,
    });
    assert.deepEqual(facts('knownError', { workaround: 'Restart' }), { ...releasable, state: 'inForce', workaround: 'Restart' });
    assert.deepEqual(facts('knownError', { validity: 'retired' }), { ...releasable, state: 'retired', open: false });
  });

  it('a change: its state and window', () => {
    assert.deepEqual(facts('change'), { ...releasable, state: 'planned' });
    assert.deepEqual(facts('change', { state: 'closed', from: testNow, to: later }), {
      ...releasable,
      state: 'closed',
      open: false,
      from: testNow,
      to: later,
    });
  });

  it('a component: its paths, safeguards and the highest of its needs (BSI Standard 200-2)', () => {
    assert.deepEqual(facts('component'), { ...common, paths: [], safeguards: [] });
    for (const need of ['confidentialityNeed', 'integrityNeed', 'availabilityNeed'])
      assert.deepEqual(facts('component', { componentKind: 'service', paths: ['lib/**'], safeguards: ['TLS'], [need]: 'veryHigh' }), {
        ...common,
        state: 'service',
        paths: ['lib/**'],
        safeguards: ['TLS'],
        protectionNeed: 'veryHigh',
      });
    assert.equal(highest(['normal', undefined, 'high']), 'high');
    assert.equal(highest(['normal', 'normal']), 'normal');
    assert.equal(highest([undefined]), undefined);
  });

  it('an interface: whom to reach, how and when, when to use it, what is passed, and what is shared', () => {
    assert.deepEqual(facts('interface'), common);
    const reach = { party: 'cert', contact: 'CERT', channel: 'Phone', reachable: 'always' };
    const use = { trigger: 'x'.repeat(500), passed: ' Indicators ', sharedResources: 'y'.repeat(5000) };
    assert.deepEqual(facts('interface', { ...reach, ...use }), {
      ...common,
      ...reach,
      state: 'cert',
      trigger: `${'x'.repeat(399)}…`,
      passed: 'Indicators',
      sharedResources: 'y'.repeat(4000),
    });
    assert.equal(contactLine({ contact: 'CERT', channel: 'Phone', reachable: 'always' }), 'CERT · Phone · always');
    assert.equal(contactLine({ contact: 'CERT', reachable: 'always' }), 'CERT · always');
    assert.equal(contactLine({}), '');
  });

  it('a person: their roles, each once, and whether they take part', () => {
    assert.deepEqual(facts('person'), { ...common, state: 'takesPart', roles: [] });
    const roles = { r1: { role: 'itManager' }, r2: { role: 'itManager', level: 'third' }, r3: { level: 'first' } };
    assert.deepEqual(facts('person', { participation: 'left', roles }), { ...common, open: false, state: 'left', roles: ['itManager'] });
  });

  it('of what nobody has chosen: what the form shows as chosen', () => {
    for (const kind of ['person', 'problem', 'change', 'knownError', 'procedure'] as const) {
      const field = definitions[kind].fields[definitions[kind].stateField];
      assert.deepEqual([kind, field?.kind === 'choice' && field.presumed], [kind, facts(kind)['state']]);
    }
  });

  it('whether it was released, and what it is linked to', () => {
    const summary = definitions.change.facts({
      ...record('change', {}),
      releases: new Map([['', { at: testNow, by: person('itManager') }]]),
      links: [
        { id: 'l1', kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: 'INC-000001' } },
        { id: 'l2', kind: 'relatedTo', state: 'confirmed', target: { type: 'commit', sha: 'a'.repeat(40), subject: '' } },
      ],
    });
    assert.deepEqual([summary.released, summary.relations], [true, [{ kind: 'relatedTo', state: 'confirmed', id: 'INC-000001' }]]);
  });
});
