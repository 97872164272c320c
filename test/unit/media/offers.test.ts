import { deepEqual, ok } from 'node:assert/strict';
import { reviewGroup } from '../../../media/incident/review';
import { similarCard } from '../../../media/incident/similar';
import { stepForm } from '../../../media/incident/stepForm';
import type { PageContext } from '../../../media/incident/context';
import { incidentFields } from '../../../src/domain/incident/forms';
import type { Incident } from '../../../src/domain/incident/incident';
import { actions, type Action } from '../../../src/domain/vocabulary/permissions';
import { defaultPriorityMatrix } from '../../../src/domain/vocabulary/priority';
import { stepIds, type StepId } from '../../../src/domain/vocabulary/steps';
import { english } from '../../../src/words/english';
import { benchAt, testNow } from '../../support/incidents';
import { wholeMarkupOf } from '../../support/markup';

const candidate = { id: 'PRB-000001', title: 'Relay', reasons: [] };
const insight: PageContext['insight'] = {
  similar: [{ ...candidate, id: 'KE-000001', kind: 'knownError', open: true, workaround: 'Restart', solution: 'Replace' }],
  candidates: { problem: [candidate], knownError: [candidate], change: [candidate] },
  offered: [{ id: 'COM-000001', name: 'Queue', path: 'queue' }],
  procedures: [],
  inherited: [{ id: 'COM-000002', name: 'Relay', safeguards: ['Firewall'] }],
  errors: [],
  interfaces: [],
};
const nothing = (): void => undefined;
/** What a click puts into the record, or looks for. */
const offers = /data-(?:offer|take|safeguard|review|find|similar-action|release|add)=|data-action=/g;

/** What the page of a step is drawn from, for somebody who may do this. */
function contextAt(step: StepId, record: Incident, may: readonly Action[]): PageContext {
  const related = ['PRB-000001', 'INC-000001'].map(id => ({ id, title: '', open: true, relation: 'relatedTo' as const, state: '' }));
  return {
    words: english,
    shown: {
      record,
      around: { faults: [], related, chain: { nodes: [], edges: [] }, openIncidents: [], proofs: {} },
      may: [...may],
      userName: 'Ada',
      rules: { priorityMatrix: defaultPriorityMatrix.map(row => [...row]), releaseRule: 'major' as const, ownDuties: [] },
    },
    edited: { fields: incidentFields, saved: record.values, heads: [], draft: { patch: {}, typed: {}, base: {}, at: testNow } },
    values: record.values,
    openRows: new Set(['measures/m1']),
    pictures: { get: () => undefined },
    showContent: nothing,
    meanwhile: undefined,
    change: nothing,
    setRowOpen: nothing,
    ask: nothing,
    openDialog: nothing,
    over: () => ({}),
    discard: nothing,
    settle: nothing,
    step,
    insight,
    refused: false,
    isEditing: true,
    editStep: nothing,
    atRest: new Set(),
    showStep: nothing,
    save: nothing,
    goTo: nothing,
    takeOver: nothing,
    unsaved: () => ({}),
    retract: nothing,
  };
}

/** What is offered at a step, and beside it, to somebody who may do this. */
function offeredAt(...shown: Parameters<typeof contextAt>): readonly string[] {
  const context = contextAt(...shown);
  const parts = [stepForm(context), similarCard(context), ...(context.step === 'analyse' ? [reviewGroup(context)] : [])];
  return [...new Set(parts.map(wholeMarkupOf).join('').match(offers) ?? [])].sort();
}

describe('what is offered beside fields', () => {
  const weakens = { weakensSafeguard: 'yes' };
  const bench = benchAt('complete')
    .fulfil('complete')
    .save('qualify', { impact: '1', urgency: '1' })
    .save('analyse', { measures: { m1: weakens } })
    .do({ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) });
  const open = bench.incident;

  it('is there where something may be filled in', () => {
    const all = new Set(stepIds.flatMap(step => offeredAt(step, { ...open, reviews: {} }, actions)));
    for (const kind of ['offer', 'safeguard', 'review', 'similar-action', 'release', 'add', 'action']) ok(all.has(`data-${kind}=`), kind);
  });

  it('a completed incident without a report can be given one', () => {
    deepEqual(offeredAt('complete', { ...open, open: false, finalReport: undefined }, actions), ['data-action=']);
  });

  it('is not there in an incident that is completed, nor for somebody who may do nothing', () => {
    for (const step of stepIds) {
      deepEqual(offeredAt(step, { ...open, open: false }, actions), [], `${step} of a completed one`);
      deepEqual(offeredAt(step, open, []), [], `${step} without the right to`);
    }
  });

  it('no two groups of a step stand under one heading', () => {
    for (const step of stepIds) {
      const headings = [...wholeMarkupOf(stepForm(contextAt(step, benchAt(step).incident, actions))).matchAll(/<h3>([^<]*)/g)].map(
        ([, heading = '']) => heading.trim(),
      );
      ok(headings.length > 0, step);
      deepEqual(headings, [...new Set(headings)], step);
    }
  });
});
