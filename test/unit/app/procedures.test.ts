import assert from 'node:assert/strict';
import { insightOf } from '../../../src/app/insight';
import { makeProcedure, procedureCommand } from '../../../src/app/procedures';
import type { Patch } from '../../../src/domain/forms/field';
import type { Result } from '../../../src/domain/foundation/result';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { SimilarRecords } from '../../../src/review/similar/similarRecords';
import { recordSource } from '../../../src/app/recordSource';
import type { Insight } from '../../../src/protocol/insight';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { fulfilled } from '../../support/incidents';
import { openStore } from '../../support/stores';

function must<T>(outcome: Result<T, unknown>): T {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}

describe('procedures, without an editor', () => {
  const folder = temporaryFolder();
  let store: Store;
  beforeEach(() => {
    store = openStore(folder.path, { role: 'itManager' });
  });
  afterEach(() => {
    store.dispose();
  });

  const incident = async (patch: Patch): Promise<IncidentId> => must(await store.create('incident', patch));
  const insight = async (id: IncidentId): Promise<Insight> => {
    const similar = new SimilarRecords(recordSource(store), undefined);
    await similar.update();
    const { record } = must(await store.load(id));
    return insightOf({ store, similar, findFile: () => Promise.resolve(undefined) }, record, []);
  };

  it('one is made of what stands typed in the form; asked for again, it is the same one', async () => {
    const id = await incident({ title: 'Relay refuses' });
    must(await store.execute(id, { type: 'save', step: 'complete', patch: { handlingInstructions: 'Saved' } }));
    const made = must(await makeProcedure({ store, untitled: 'Untitled' }, id, 'Typed\nand not saved'));
    const { values } = must(await store.load(made)).record;
    assert.deepEqual(
      values.steps?.map(({ what }) => what),
      ['Typed', 'and not saved'],
    );
    assert.equal(must(await makeProcedure({ store, untitled: 'Untitled' }, id)), made);
    must(await store.execute(made, { type: 'save', patch: { validity: 'retired' } }));
    assert.notEqual(must(await makeProcedure({ store, untitled: 'Untitled' }, id)), made);
  });

  it('its steps keep their order, however many, when it is made and when it is taken over', async () => {
    const id = await incident({ title: 'Relay refuses' });
    const wanted = Array.from({ length: 12 }, (_, at) => `Step ${at + 1}`);
    const made = must(await makeProcedure({ store, untitled: 'Untitled' }, id, wanted.join('\n')));
    const { values } = must(await store.load(made)).record;
    assert.deepEqual(
      values.steps?.map(({ what }) => what),
      wanted,
    );
    must(await store.execute(id, must(await procedureCommand({ store }, made, 'measures'))));
    assert.deepEqual(
      must(await store.load(id)).record.values.measures?.map(({ what }) => what),
      wanted,
    );
  });

  it('one is made of an incident: a step for each line of its handling instructions, what it applies to, and a link to it', async () => {
    const id = await incident({
      title: 'Relay refuses',
      symptoms: 'Connection refused',
      components: ['Relay'],
      errorText: 'Error: refused',
    });
    must(await store.execute(id, { type: 'save', step: 'qualify', patch: { category: 'network' } }));
    must(
      await store.execute(id, {
        type: 'save',
        step: 'complete',
        patch: { handlingInstructions: '1. Look at the port\n\n- Ask Ben\n2) Restart' },
      }),
    );
    const made = must(await makeProcedure({ store, untitled: 'Untitled' }, id));
    const { values, links } = must(await store.load(made)).record;
    assert.deepEqual(
      [values.title, values.components, values.categories, values.symptoms, values.errorText],
      ['Relay refuses', ['Relay'], ['network'], 'Connection refused', 'Error: refused'],
    );
    assert.deepEqual(
      values.steps?.map(({ what, weakensSafeguard }) => [what, weakensSafeguard]),
      [
        ['Look at the port', undefined],
        ['Ask Ben', undefined],
        ['Restart', undefined],
      ],
    );
    assert.deepEqual(
      links.map(({ target }) => target),
      [{ type: 'record', id }],
    );
  });

  it('without instructions its steps are what was carried out, with the answer to the safeguard question; of nothing none is made', async () => {
    const id = await incident({ title: 'Relay refuses' });
    assert.deepEqual(await makeProcedure({ store, untitled: '' }, id), { ok: false, error: { code: 'nothingToInstruct', id } });
    const measures = {
      m1: { what: 'Port 25', type: 'workaround', state: 'done', weakensSafeguard: 'yes', safeguard: 'TLS' },
      m2: { what: 'Buy a relay', type: 'final', state: 'dropped' },
    };
    must(await store.execute(id, { type: 'save', step: 'analyse', patch: { measures } }));
    const { values } = must(await store.load(must(await makeProcedure({ store, untitled: '' }, id)))).record;
    assert.deepEqual(values.steps, [{ id: 's1', what: 'Port 25', weakensSafeguard: 'yes', safeguard: 'TLS' }]);
  });

  it('they are offered by component, category, error and words, each with its reason; a retired one is not', async () => {
    const trace = 'Error: spool refused job 1\n    at sendJob (/srv/lib/spool.js:12:9)';
    const procedure = async (patch: Patch): Promise<unknown> => must(await store.create('procedure', patch));
    await procedure({ title: 'By component', components: ['relay '] });
    await procedure({ title: 'By category', categories: ['software', 'attack'] });
    await procedure({ title: 'By error', errorText: trace.replace('job 1', 'job 7') });
    await procedure({ title: 'By words', symptoms: 'payroll printout vanishes', steps: { s1: { what: 'Look' }, s2: { what: 'Mend' } } });
    await procedure({ title: 'By one everyday word', symptoms: 'nothing' });
    await procedure({ title: 'Retired', components: ['Relay'], validity: 'retired' });
    const id = await incident({ title: 'Payroll', symptoms: 'nothing: the printout vanishes', errorText: trace, components: ['Relay'] });
    must(await store.execute(id, { type: 'save', step: 'qualify', patch: { category: fulfilled.qualify['category'] } }));
    const offered = (await insight(id)).procedures;
    assert.equal(offered[0]?.title, 'By error');
    assert.deepEqual(Object.fromEntries(offered.map(({ title, steps, reasons }) => [title, [steps, ...reasons.map(({ code }) => code)]])), {
      'By error': [0, 'signature', 'terms'],
      'By words': [2, 'terms'],
      'By component': [0, 'component'],
      'By category': [0, 'category'],
    });
  });

  it('taking one over reads its steps as they are saved', async () => {
    const steps = { s1: { what: 'Look', person: 'Ben', expected: 'Light', weakensSafeguard: 'no' } };
    const procedure = must(await store.create('procedure', { title: 'Relay', brings: 'final', steps }));
    const id = await incident({ title: 'Relay refuses' });
    must(await store.execute(id, must(await procedureCommand({ store }, procedure, 'measures'))));
    const { values } = must(await store.load(id)).record;
    assert.deepEqual(
      values.measures?.map(({ what, type, person }) => [what, type, person]),
      [['Look → Light', 'final', 'Ben']],
    );
  });

  it('the handling instructions of a similar incident stand beside the form, and are found by their words', async () => {
    const past = await incident({ title: 'Payroll printout vanishes', symptoms: 'Printer silent' });
    must(await store.execute(past, { type: 'save', step: 'complete', patch: { handlingInstructions: 'Empty the spooler folder' } }));
    const id = await incident({ title: 'Payroll printout vanishes again' });
    assert.deepEqual(
      (await insight(id)).similar.map(record => [record.id, record.instructions]),
      [[past, 'Empty the spooler folder']],
    );
    const similar = new SimilarRecords(recordSource(store), undefined);
    await similar.update();
    assert.deepEqual(similar.search('spooler', 5), [past]);
  });
});
