import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { applyToMany, commandFrom, linkSimilar, makeKnownError, raiseProblem, type KnowledgePorts } from '../../../src/app/knowledge';
import type { Patch } from '../../../src/domain/forms/field';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { failure, type Result } from '../../../src/domain/foundation/result';
import { commitTarget, type LinkState } from '../../../src/domain/record/link';
import { definitions, formKinds, kinds, offersOf, type IdOf, type Kind, type RecordId } from '../../../src/domain/records';
import { measureKinds } from '../../../src/domain/vocabulary/measureKind';
import { makeProcedure } from '../../../src/app/procedures';
import { chainOf, openIncidentsOf, relatedTo } from '../../../src/app/relations';
import { insightOf } from '../../../src/app/insight';
import { recordSource } from '../../../src/app/recordSource';
import { insightSchema } from '../../../src/protocol/insight';
import { SimilarRecords } from '../../../src/review/similar/similarRecords';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const commit = { kind: 'causedBy', state: 'suspected', target: commitTarget({ sha: 'a'.repeat(40), subject: 'Break it' }) } as const;

function must<T>(outcome: Result<T, unknown>): T {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}

/** Of these values, those that a kind has a field for. */
function fieldsOf(kind: Kind, values: Patch): Patch {
  return Object.fromEntries(Object.entries(values).filter(([field]) => field in definitions[kind].fields));
}

function codeOf(outcome: Result<unknown, { readonly code: string }>): string | undefined {
  return outcome.ok ? undefined : outcome.error.code;
}

describe('from incidents to what solves them, without an editor', () => {
  const folder = temporaryFolder();
  let store: Store;
  let ports: KnowledgePorts;
  beforeEach(() => {
    store = openStore(folder.path, { role: 'itManager' });
    ports = { store, person: () => Promise.resolve('Ada'), untitled: 'Untitled' };
  });
  afterEach(() => {
    store.dispose();
  });

  const incident = async (patch: Patch): Promise<IncidentId> => must(await store.create('incident', patch));
  const linksOf = async (id: RecordId): Promise<readonly string[]> =>
    must(await store.load(id)).record.links.map(
      ({ kind, state, target }) => `${kind} ${state} ${target.type === 'record' ? target.id : target.type}`,
    );

  /** Two incidents with one cause, and the problem raised from them. */
  async function raised(): Promise<{ readonly incidents: readonly [IncidentId, IncidentId]; readonly problem: IdOf<'problem'> }> {
    const one = await incident({ title: 'Mail waits', symptoms: 'Nothing arrives', components: ['Queue'] });
    const other = await incident({ title: 'Notes wait', symptoms: 'No notes', components: ['Queue', 'Relay'] });
    for (const id of [one, other]) must(await store.execute(id, { type: 'link', link: commit }));
    return { incidents: [one, other], problem: must(await raiseProblem(ports, [one, other])) };
  }

  it('a problem carries what the incidents tell, their components and commits, each once, and both sides say what it was made of', async () => {
    const { incidents, problem } = await raised();
    const { values, timeline } = must(await store.load(problem)).record;
    assert.equal(timeline.filter(({ type }) => type === 'record.linked').length, 3, 'the commit of both once');
    assert.deepEqual([values.title, values.state, values.components], ['Mail waits', 'new', ['Queue', 'Relay']]);
    assert.equal(values.symptoms, `${incidents[0]}: Nothing arrives\n\n${incidents[1]}: No notes`);
    assert.deepEqual(await linksOf(problem), ['causedBy suspected commit', ...incidents.map(id => `causes suspected ${id}`)]);
    for (const id of incidents) assert.ok((await linksOf(id)).includes(`causedBy suspected ${problem}`));
  });

  it('what it was made of is said in the write that records it, whatever comes of the rest', async () => {
    const one = await incident({ title: 'Mail waits', symptoms: 'Nothing arrives' });
    const { problem } = await raised();
    must(await store.execute(problem, { type: 'save', patch: { rootCause: 'TLS' } }));
    const execute = store.execute.bind(store);
    const refused = mock.method(store, 'execute', (...asked: Parameters<typeof execute>) =>
      asked[1].type === 'capture' ? execute(...asked) : Promise.resolve(failure({ code: 'locked', path: '' })),
    );
    for (const [make, kind, source] of [
      [() => raiseProblem(ports, [one]), 'problem', one],
      [() => makeKnownError(ports, problem), 'knownError', problem],
      [() => makeProcedure(ports, one, 'Restart the relay'), 'procedure', one],
    ] as const) {
      const before = new Set(store.entriesOf(kind).map(({ id }) => id));
      await make();
      const made = store.entriesOf(kind).filter(({ id }) => !before.has(id));
      assert.deepEqual(
        made.map(({ facts }) => facts.relations.map(({ id }) => id)),
        [[source]],
        kind,
      );
    }
    refused.mock.restore();
  });

  it('what an incident rules out of a problem is ruled out there, too, and what it confirms confirmed', async () => {
    const { incidents, problem } = await raised();
    const judge = (id: IncidentId, state: LinkState) => store.execute(id, { type: 'judgeLink', link: `causedBy-${problem}`, state });
    must(await judge(incidents[0], 'ruledOut'));
    must(await judge(incidents[1], 'confirmed'));
    const { record } = must(await store.load(problem));
    assert.deepEqual(
      relatedTo(record, store).map(({ id, relation, state }) => [id, relation, state]),
      [
        [incidents[0], 'causes', 'ruledOut'],
        [incidents[1], 'causes', 'confirmed'],
      ],
    );
    assert.deepEqual(
      openIncidentsOf(problem, store).map(({ id }) => id),
      [incidents[1]],
    );
    assert.deepEqual(
      chainOf(problem, store).edges.map(({ to, state }) => [to, state]),
      [[incidents[1], 'confirmed']],
    );
  });

  it('nothing is recorded with a link that its kind may not have, or whoever records it may not make', async () => {
    const link = { kind: 'duplicateOf', state: 'confirmed', target: { type: 'record', id: 'PRB-000000' } } as const;
    assert.equal(codeOf(await store.create('incident', { title: 'T' }, [link])), 'linkKind');
    assert.deepEqual(store.entries(), []);
    const related = { ...link, kind: 'relatedTo' } as const;
    const officer = openStore(folder.path, { role: 'securityOfficer' });
    assert.equal(codeOf(await officer.create('interface', { title: 'T' }, [related])), 'notPermitted');
    must(await officer.create('interface', { title: 'T' }));
    officer.dispose();
    assert.deepEqual(await linksOf(must(await store.create('incident', { title: 'T' }, [related]))), ['relatedTo confirmed PRB-000000']);
  });

  it('a problem of a pattern says what was found', async () => {
    const one = await incident({ title: 'Mail waits', symptoms: 'Nothing arrives' });
    const found = '12 of the 18 days on which “Queue” failed were Mondays (local time), where 3.1 would be expected.';
    const { values } = must(
      await store.load(must(await raiseProblem(ports, [one], { title: 'Together: “Queue”, Mondays', text: found }))),
    ).record;
    assert.deepEqual([values.title, values.symptoms], ['Together: “Queue”, Mondays', `${found}\n\n${one}: Nothing arrives`]);
  });

  it('it becomes a known error once its root cause is written down, and its open incidents are linked to that', async () => {
    const { incidents, problem } = await raised();
    assert.equal(codeOf(await makeKnownError(ports, problem)), 'rootCauseMissing');
    must(await store.execute(problem, { type: 'save', patch: { rootCause: 'TLS', workaround: 'Port 25' } }));
    const knownError = must(await makeKnownError(ports, problem));
    const record = must(await store.load(knownError)).record;
    assert.deepEqual([record.values.rootCause, record.values.workaround, record.values.validity], ['TLS', 'Port 25', 'inForce']);
    assert.equal(must(await store.load(problem)).record.values.state, 'rootCauseIdentified');
    for (const id of incidents) assert.ok((await linksOf(id)).includes(`causedBy confirmed ${knownError}`));
  });

  it('a workaround is applied to all that are linked and open, after the safeguard question was answered; what refuses is named', async () => {
    const { incidents, problem } = await raised();
    must(await store.execute(problem, { type: 'save', patch: { rootCause: 'TLS' } }));
    const knownError = must(await makeKnownError(ports, problem));
    const apply = (): ReturnType<typeof applyToMany> => applyToMany(ports, knownError, 'workaround', [...incidents, 'INC-000000']);
    assert.equal(codeOf(await apply()), 'nothingToApply');
    must(await store.execute(knownError, { type: 'save', patch: { workaround: 'Port 25' } }));
    assert.equal(codeOf(await apply()), 'safeguardUnanswered');
    must(await store.execute(knownError, { type: 'save', patch: { workaroundWeakens: 'yes', workaroundSafeguard: 'TLS' } }));
    assert.deepEqual(must(await apply()), { count: 2, refused: [] });
    for (const id of incidents) {
      const { values, gaps } = must(await store.load(id)).record;
      assert.deepEqual(
        [values.serviceState, values.measures?.length, gaps.map(({ safeguard, component }) => [safeguard, component])],
        ['restricted', 1, [['TLS', 'Queue']]],
      );
    }
    const again = must(await apply());
    assert.deepEqual(
      again.refused.map(({ id, fault }) => [id, fault.code]),
      incidents.map(id => [id, 'alreadyApplied']),
    );
  });

  it('each kind does what its definition offers, as its page shows it, and refuses what it does not', async () => {
    const answer = { title: 'T', rootCause: 'R', workaround: 'W', solution: 'X', workaroundWeakens: 'no', solutionWeakens: 'no' };
    for (const kind of formKinds) {
      const id = must(await store.create(kind, fieldsOf(kind, answer)));
      const offers = offersOf(kind);
      assert.equal(codeOf(await makeKnownError(ports, id)), offers.makesKnownError ? undefined : 'doesNotOffer', kind);
      for (const measure of measureKinds)
        assert.equal(
          codeOf(await commandFrom(ports, id, measure)),
          offers.appliesMeasures ? undefined : 'doesNotOffer',
          `${kind} ${measure}`,
        );
    }
    assert.equal(codeOf(await makeKnownError(ports, await incident({ title: 'T' }))), 'doesNotOffer');
  });

  it('what failed or fails stands beside the form of an incident that it is like, with what became of it, and nothing else', async () => {
    const words = { title: 'Relay refuses the handshake', symptoms: 'The relay refuses the handshake', errorText: 'Handshake refused' };
    const made = new Map<RecordId, Kind>();
    for (const kind of kinds)
      made.set(
        must(
          await store.create(kind, fieldsOf(kind, { ...words, reason: words.symptoms, ...(kind !== 'incident' && { solution: 'New' }) })),
        ),
        kind,
      );
    const similar = new SimilarRecords(recordSource(store), undefined);
    await similar.update();
    const { record } = must(await store.load(await incident(words)));
    const insight = await insightOf({ store, similar, findFile: () => Promise.resolve(undefined) }, record, []);
    assert.deepEqual(
      insight.similar.map(({ id, kind }) => [made.get(id), kind]).sort(),
      kinds
        .filter(kind => definitions[kind].isFailure)
        .map(kind => [kind, kind])
        .sort(),
    );
    for (const { kind, solution } of insight.similar) assert.equal(solution, kind === 'incident' ? undefined : 'New');
    assert.deepEqual(insightSchema.parse(insight), insight);
  });

  it('a workaround is applied to those that were chosen alone, whole, and not once it is retired', async () => {
    const { incidents, problem } = await raised();
    must(await store.execute(problem, { type: 'save', patch: { rootCause: 'TLS', workaround: 'Port 25. '.repeat(200) } }));
    const knownError = must(await makeKnownError(ports, problem));
    must(await store.execute(knownError, { type: 'save', patch: { workaroundWeakens: 'no' } }));
    const [first, second] = incidents;
    assert.deepEqual(must(await applyToMany(ports, knownError, 'workaround', [first])), { count: 1, refused: [] });
    assert.equal(must(await store.load(second)).record.values.measures, undefined);
    const told = must(await store.load(first)).record.timeline.filter(({ type }) => type === 'record.commented');
    assert.deepEqual(
      told.map(({ data }) => data),
      [{ text: 'Port 25. '.repeat(200) }],
    );
    must(await store.execute(knownError, { type: 'save', patch: { validity: 'retired' } }));
    assert.equal(codeOf(await applyToMany(ports, knownError, 'workaround', [second])), 'retired');
  });

  it('a similar incident is linked as duplicate, child or related, on the side where it belongs', async () => {
    const [one, other] = [await incident({ title: 'One' }), await incident({ title: 'Other' })];
    must(await linkSimilar(ports, one, other, 'duplicate'));
    must(await linkSimilar(ports, one, other, 'child'));
    must(await linkSimilar(ports, one, other, 'related'));
    assert.deepEqual(await linksOf(one), [`duplicateOf confirmed ${other}`, `relatedTo confirmed ${other}`]);
    assert.deepEqual(await linksOf(other), [`parentOf confirmed ${one}`]);
    assert.equal(codeOf(await linkSimilar(ports, one, 'KE-000001', 'duplicate')), 'refused');
  });

  it('what cannot be read or written stops it, and says which record', async () => {
    const gone = await raiseProblem(ports, ['INC-000000']);
    assert.deepEqual(!gone.ok && [gone.error.code, 'id' in gone.error && gone.error.id], ['unreadable', 'INC-000000']);
    const { problem } = await raised();
    must(await store.execute(problem, { type: 'save', patch: { rootCause: 'TLS' } }));
    const officer = openStore(folder.path, { role: 'securityOfficer' });
    const refused = await makeKnownError({ ...ports, store: officer }, problem);
    officer.dispose();
    assert.deepEqual(!refused.ok && refused.error.code === 'notCreated' && refused.error.fault.code, 'notPermitted');
  });
});
