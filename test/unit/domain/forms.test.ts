import { definitionOf, definitions, formOfRecord, formKinds, kinds } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import type { Fields } from '../../../src/domain/forms/field';
import { askedColumns, formField, type FormGroup } from '../../../src/domain/forms/form';
import { fieldBelongsToStep, incidentFields, incidentForms, stepOfField, type IncidentValues } from '../../../src/domain/incident/forms';
import { executionColumns, proposalColumns } from '../../../src/domain/incident/forms/analyse';
import { restorationItems, securityChecklistItems } from '../../../src/domain/incident/forms/remedy';
import { formOf } from '../../../src/domain/incident/relevance';
import { isEarlier, nextStep, stepIds, stepNumber, type StepId } from '../../../src/domain/vocabulary/steps';

const idsOf = (groups: readonly FormGroup[]): readonly string[] => groups.flatMap(({ fields }) => fields.map(({ id }) => id));
const fieldOf = (groups: readonly FormGroup[], id: string): FormGroup['fields'][number] | undefined =>
  groups.flatMap(({ fields }) => fields).find(field => field.id === id);

/** Fields that are asked only under a condition: with these values, and not with those. */
const asked: Readonly<
  Record<string, { readonly step: StepId; readonly when: readonly IncidentValues[]; readonly not: readonly IncidentValues[] }>
> = {
  priorityReason: { step: 'qualify', when: [{ priorityOverride: 'P1' }], not: [{}, { impact: '1' }] },
  harm: {
    step: 'qualify',
    when: [{ assessment: 'suspected' }, { assessment: 'confirmed' }],
    not: [{}, { kind: 'securityIncident' }, { assessment: 'no' }, { assessment: 'falseAlarm' }],
  },
  firstAim: { step: 'qualify', when: [{ assessment: 'confirmed' }], not: [{ assessment: 'no' }] },
  dataSubjects: { step: 'qualify', when: [{ personalData: 'yes' }, { personalData: 'unknown' }], not: [{}, { personalData: 'no' }] },
  dataRecords: { step: 'qualify', when: [{ personalData: 'yes' }], not: [{}, { personalData: 'no' }] },
  dataConsequences: { step: 'qualify', when: [{ personalData: 'yes' }], not: [{}, { personalData: 'no' }] },
  dutiesReason: { step: 'qualify', when: [{ dutiesApply: 'none' }], not: [{}, { dutiesApply: 'some' }] },
  awareSince: { step: 'qualify', when: [{ dutiesApply: 'some' }], not: [{}, { dutiesApply: 'none' }] },
  malicious: { step: 'qualify', when: [{ dutiesApply: 'some' }], not: [{}, { dutiesApply: 'none' }] },
  crossBorder: { step: 'qualify', when: [{ dutiesApply: 'some' }], not: [{}, { dutiesApply: 'none' }] },
  duties: {
    step: 'qualify',
    when: [{ dutiesApply: 'some' }, { duties: [{ id: 'gdprNotification', applies: 'no' }] }],
    not: [{}, { dutiesApply: 'none' }, { duties: [{ id: 'gdprNotification' }] }],
  },
  dutiesMet: { step: 'complete', when: [{ dutiesMet: 'met' }], not: [{}] },
  problemMatch: {
    step: 'analyse',
    when: [{ problemReview: 'matches' }],
    not: [{}, { problemReview: 'none' }, { changeReview: 'matches' }],
  },
  knownErrorMatch: { step: 'analyse', when: [{ knownErrorReview: 'matches' }], not: [{}, { knownErrorReview: 'none' }] },
  changeMatch: { step: 'analyse', when: [{ changeReview: 'matches' }], not: [{}, { changeReview: 'none' }] },
  cause: { step: 'analyse', when: [{}, { causeKnown: 'known' }], not: [{ causeKnown: 'notKnown' }] },
  workaroundReviewAt: {
    step: 'remedy',
    when: [{ serviceState: 'restricted' }],
    not: [{}, { serviceState: 'normal' }, { serviceState: 'down' }],
  },
  recurrenceReason: { step: 'monitor', when: [{ recurrence: 'yes' }], not: [{}, { recurrence: 'no' }] },
  duplicateOf: { step: 'complete', when: [{ closureCode: 'duplicate' }], not: [{}, { closureCode: 'solved' }] },
  procedureSteps: { step: 'remedy', when: [{ procedureSteps: [{ id: 's1' }] }], not: [{}, { procedureSteps: [] }] },
  carriedOnBy: {
    step: 'complete',
    when: [{ closureCode: 'solvedByWorkaround' }, { closureCode: 'knownError' }],
    not: [{}, { closureCode: 'solved' }, { closureCode: 'duplicate' }],
  },
};

describe('the form of a step', () => {
  for (const [field, { step, when, not }] of Object.entries(asked)) {
    it(`asks for ${field} only where it can matter`, () => {
      for (const values of when) assert.ok(idsOf(formOf(step, values)).includes(field), JSON.stringify(values));
      for (const values of not) assert.ok(!idsOf(formOf(step, values)).includes(field), JSON.stringify(values));
    });
  }

  it('asks for everything else whatever was answered, group by group, in its own order', () => {
    for (const step of stepIds) {
      const groups = formOf(step, {}).filter(({ id }) => step !== 'remedy' || id !== 'measures');
      assert.deepEqual(
        groups.map(({ id }) => id),
        Object.keys(incidentForms[step]),
      );
      for (const { id, fields } of groups) {
        const all = Object.entries((incidentForms[step] as Readonly<Record<string, Fields>>)[id] ?? {});
        const always = all.filter(([field]) => !(field in asked) || field === 'cause');
        assert.deepEqual(
          fields.map(({ id: field, field: definition }) => [field, definition]),
          always,
        );
      }
    }
  });

  it('proposes measures in step 3 and carries the same measures out in step 4, right after containment (M 6.64)', () => {
    assert.deepEqual(fieldOf(formOf('analyse', {}), 'measures'), {
      id: 'measures',
      field: incidentFields['measures'],
      columns: [...proposalColumns],
    });
    const remedy = formOf('remedy', {});
    assert.deepEqual(
      remedy.map(({ id }) => id),
      ['containment', 'measures', 'service', 'checklist'],
    );
    assert.deepEqual(fieldOf(remedy, 'measures'), { id: 'measures', field: incidentFields['measures'], columns: [...executionColumns] });
    assert.deepEqual(
      [stepOfField('measures'), fieldBelongsToStep('measures', 'analyse'), fieldBelongsToStep('measures', 'remedy')],
      ['analyse', true, true],
    );
  });

  it('shows lists with all their columns, and checklists with the rows that matter (M 6.133)', () => {
    const evidence = fieldOf(formOf('detect', {}), 'evidence');
    assert.deepEqual(evidence?.columns, ['source', 'path', 'lines', 'capturedAt', 'sha256', 'note']);
    assert.equal(evidence.rows, undefined);
    const heads = [
      'nis2EarlyWarning',
      'nis2Recipients',
      'gdprNotification',
      'gdprProcessor',
      'gdprPersons',
      'gdprRecord',
      'craVulnerabilityWarning',
      'craIncidentWarning',
      'craUsers',
      'doraInitial',
    ];
    const duties = (values: IncidentValues): readonly string[] | undefined => fieldOf(formOf('qualify', values), 'duties')?.rows;
    assert.deepEqual(duties({ dutiesApply: 'some' }), heads, 'what follows from another is asked with it');
    const dora = duties({ duties: [{ id: 'doraInitial', applies: 'yes' }] });
    assert.deepEqual(dora, [...heads, 'doraIntermediate', 'doraFinal']);
    const own = fieldOf(formOf('qualify', { dutiesApply: 'some' }, [{ id: 'insurer-notice', title: 'x' }]), 'duties');
    assert.deepEqual(own?.rows, [...heads, 'insurer-notice']);
    const rows = (values: IncidentValues): readonly string[] | undefined => fieldOf(formOf('remedy', values), 'restoration')?.rows;
    assert.deepEqual(rows({ kind: 'securityIncident' }), [...restorationItems]);
    assert.deepEqual(
      rows({ kind: 'disruption' }),
      restorationItems.filter(item => !(securityChecklistItems as readonly string[]).includes(item)),
    );
  });

  it('a field belongs to the one step it stands in', () => {
    for (const step of stepIds) {
      for (const id of idsOf(
        Object.entries<Fields>(incidentForms[step]).map(([group, fields]) => ({
          id: group,
          fields: Object.entries(fields).map(([field, definition]) => ({ id: field, field: definition })),
        })),
      )) {
        assert.equal(stepOfField(id), step);
        for (const other of stepIds) {
          const expected = other === step || (id === 'measures' && other === 'remedy');
          assert.equal(fieldBelongsToStep(id, other), expected, `${id} ${other}`);
        }
      }
    }
    assert.equal(stepOfField('constructor'), undefined);
    assert.equal(fieldBelongsToStep('toString', 'detect'), false);
  });

  for (const [column, when, not] of [
    ['measures.safeguard', [{ weakensSafeguard: 'yes' }], [{}, { weakensSafeguard: 'no' }]],
    ['measures.doneAt', [{ state: 'done' }, { state: 'ended' }], [{}, { state: 'open' }, { state: 'running' }, { state: 'dropped' }]],
    ['measures.doneBy', [{ state: 'done' }, { state: 'ended' }], [{}, { state: 'open' }]],
    ['measures.droppedReason', [{ state: 'dropped' }], [{}, { state: 'done' }]],
    ['duties.awareAt', [{ applies: 'yes' }, { applies: 'unknown' }], [{}, { applies: 'no' }]],
    ['duties.countsFrom', [{ id: 'doraInitial' }], [{ id: 'gdprNotification' }, {}]],
    ['duties.reason', [{ applies: 'no' }, { applies: 'unknown' }], [{}]],
    ['duties.sentAt', [{ applies: 'yes' }, { applies: 'unknown' }], [{}, { applies: 'no' }]],
    ['duties.reference', [{ applies: 'yes' }], [{}, { applies: 'no' }]],
    ['duties.lateReason', [{ sentAt: 'x' }], [{}, { applies: 'yes' }]],
    ['restoration.reason', [{ answer: 'done' }, { answer: 'notApplicable' }], [{}]],
    ['restoration.person', [{ answer: 'done' }], [{}]],
    ['restoration.at', [{ answer: 'done' }], [{}]],
    ['restoration.answer', [{}, { answer: 'done' }], []],
    ['measures.what', [{}, { weakensSafeguard: 'no', state: 'dropped' }], []],
    ['checks.at', [{}], []],
  ] as const) {
    it(`shows the column ${column} only in rows where it can matter`, () => {
      const [list = '', id = ''] = column.split('.');
      const field = incidentFields[list];
      assert.ok(field);
      const isShown = (row: object): boolean => askedColumns(formField(list, field), row as Readonly<Record<string, unknown>>).includes(id);
      for (const row of when) assert.equal(isShown(row), true, JSON.stringify(row));
      for (const row of not) assert.equal(isShown(row), false, JSON.stringify(row));
    });
  }
});

describe('the form of another record', () => {
  const conditional: Readonly<Record<string, readonly [when: readonly object[], not: readonly object[]]>> = {
    workaroundFallback: [[{ workaround: 'x' }], [{}, { workaround: ' ' }, { solution: 'x' }]],
    workaroundWeakens: [[{ workaround: 'x' }], [{}, { solution: 'x' }]],
    workaroundSafeguard: [[{ workaroundWeakens: 'yes' }], [{}, { workaroundWeakens: 'no' }, { solutionWeakens: 'yes' }]],
    workaroundComponent: [[{ workaroundWeakens: 'yes' }], [{}, { workaroundWeakens: 'no' }]],
    solutionFallback: [[{ solution: 'x' }], [{}, { solution: '' }, { workaround: 'x' }]],
    solutionWeakens: [[{ solution: 'x' }], [{}, { workaround: 'x' }]],
    solutionSafeguard: [[{ solutionWeakens: 'yes' }], [{}, { solutionWeakens: 'no' }, { workaroundWeakens: 'yes' }]],
    solutionComponent: [[{ solutionWeakens: 'yes' }], [{}, { solutionWeakens: 'no' }]],
  };

  for (const [field, [when, not]] of Object.entries(conditional)) {
    it(`asks for ${field} only where it can matter`, () => {
      for (const values of when) assert.ok(idsOf(formOfRecord('knownError', values)).includes(field), JSON.stringify(values));
      for (const values of not) assert.ok(!idsOf(formOfRecord('knownError', values)).includes(field), JSON.stringify(values));
    });
  }

  it('asks for everything else, in its own order', () => {
    for (const kind of formKinds) {
      const all = Object.values<Fields>(definitions[kind].form).flatMap(fields => Object.keys(fields));
      assert.deepEqual(
        idsOf(formOfRecord(kind, {})),
        all.filter(field => !(field in conditional)),
      );
    }
  });
});

describe('the fields of every form', () => {
  const fields = kinds.flatMap(kind =>
    Object.entries(definitionOf(kind).fields).flatMap(([id, field]) => [
      [`${kind}.${id}`, field] as const,
      ...(field.kind === 'list' ? Object.entries(field.columns).map(([column, cell]) => [`${kind}.${id}.${column}`, cell] as const) : []),
    ]),
  );

  it('offer something to choose from, each option once', () => {
    for (const [name, field] of fields) {
      if (field.kind !== 'choice' && field.kind !== 'set') continue;
      assert.ok(field.options.length >= 2, name);
      assert.equal(new Set(field.options).size, field.options.length, name);
    }
  });

  it('show what a program has said in a monospaced font', () => {
    const monospaced = fields.flatMap(([name, field]) => (field.kind === 'text' && field.monospace === true ? [name] : []));
    assert.deepEqual(monospaced, ['incident.errorText', 'problem.errorText', 'knownError.errorText', 'procedure.errorText']);
  });
});

describe('the steps', () => {
  it('follow one another in the order of M 6.124', () => {
    assert.deepEqual(stepIds.map(stepNumber), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(stepIds.map(nextStep), [...stepIds.slice(1), undefined]);
    for (const [n, a] of stepIds.entries()) for (const [m, b] of stepIds.entries()) assert.equal(isEarlier(a, b), n < m);
  });
});
