import assert from 'node:assert/strict';
import type { TreeItem } from 'vscode';
import { reportAsMarkdown } from '../../../src/exchange/report';
import type { FindingOf } from '../../../src/domain/incident/finding';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { missingAt } from '../../../src/domain/incident/gate';
import type { Incident } from '../../../src/domain/incident/incident';
import type { Field } from '../../../src/domain/forms/field';
import { definitionOf, definitions, formKinds, kinds, type FormKind, type RecordId } from '../../../src/domain/records';
import { stepIds } from '../../../src/domain/vocabulary/steps';
import { seal } from '../../../src/store/chain';
import type { IndexEntry } from '../../../src/store/indexEntry';
import { recordChildren } from '../../../src/ui/tree/children';
import { inOneGo } from '../../support/inOneGo';
import { groupings, treeRoots } from '../../../src/ui/tree/roots';
import type { TreeNode } from '../../../src/ui/tree/node';
import { describeAge, describeCondition, describeDue, describeReason } from '../../../src/words/describe';
import { describeChance, describeFinding } from '../../../src/words/describeFinding';
import { describeEvent } from '../../../src/words/describeEvent';
import { describeConflicts } from '../../../src/words/describeConflict';
import { describePathName, describeValue } from '../../../src/words/describeValue';
import { english } from '../../../src/words/english';
import { formInWords } from '../../../src/words/form';
import { languages, wordsIn } from '../../../src/words/languages';
import { describeIntegrity, standingNotes } from '../../../src/words/standing';
import { isWords } from '../../../src/words/words';
import { testGates, benchAt, person, testId, testNow } from '../../support/incidents';
import { secondLanguage, untranslated } from '../../support/secondLanguage';
import { withoutEditor } from '../../support/withoutEditor';

const time = (at: string): string => at.slice(0, 16).replace(/\D/g, ' ');

/** An incident in whose log stands an entry of nearly every type. */
function wholeStory(): Incident {
  const bench = benchAt('remedy', { title: 'Übertragung' });
  bench.do({
    type: 'save',
    step: 'remedy',
    patch: {
      measures: { m2: { what: 'Umgehung', type: 'workaround', weakensSafeguard: 'yes', safeguard: 'Filter', component: 'Relais' } },
    },
  });
  bench.do({ type: 'comment', text: 'Anruf' });
  bench.do({ type: 'link', link: { kind: 'relatedTo', state: 'suspected', target: { type: 'record', id: 'PRB-000009' } } });
  bench.do({ type: 'judgeLink', link: bench.incident.links[0]?.id ?? '', state: 'confirmed' });
  bench.do({ type: 'goBack', to: 'analyse', reason: 'Neues' });
  bench.do({ type: 'assign', level: 'third', person: 'Chloé', reason: 'Wissen' });
  bench.do({
    type: 'review',
    source: 'change',
    outcome: 'matches',
    match: { id: 'CHG-000009', title: 'Umbau' },
    candidates: [
      {
        id: 'CHG-000009',
        title: 'Umbau',
        reasons: [
          { code: 'terms', values: ['port'] },
          { code: 'mergedBefore', values: ['90'] },
        ],
      },
    ],
  });
  return bench.incident;
}

const story = wholeStory();

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function codesOf(field: Field): readonly string[] {
  if (field.kind === 'list') return [...Object.values(field.columns).flatMap(codesOf), ...(field.fixedRows ?? [])];
  return field.kind === 'choice' || field.kind === 'set' ? field.options : [];
}

/** What people typed; codes are not among it, so that one that is shown as it is counts as English. */
const typed = ((): readonly string[] => {
  const codes = new Set([
    ...Object.values(definitions.incident.fields).flatMap(codesOf),
    ...stepIds,
    'suspected',
    'confirmed',
    'relatedTo',
  ]);
  const all = story.timeline.flatMap(({ by, data }) => [by.name, ...textsIn(data)]);
  return [...new Set(all)].filter(text => !codes.has(text));
})();

function assertTranslated(texts: readonly string[], what: string): void {
  assert.ok(texts.length > 0, what);
  for (const text of texts)
    assert.deepEqual(
      untranslated(text, [...typed, 'SHA', 'TLP', 'AMBER', 'UTC', 'json', ...kinds.map(kind => definitions[kind].prefix)]),
      [],
      `${what}: ${text}`,
    );
}

/** A node of the tree as text. */
function spoken({ label, description, tooltip, accessibilityInformation }: TreeItem): string {
  return [label, description, tooltip, accessibilityInformation?.label].filter(part => typeof part === 'string').join('\n');
}

/** A record of a kind that is one form in each state it can have. */
function entriesOfEachState(kind: FormKind): readonly IndexEntry[] {
  const { stateField, fields, prefix } = definitions[kind];
  return codesOf(fields[stateField] ?? { kind: 'line', measure: 'M 6.64' }).map((code, index) => {
    const id = `${prefix}-00000${index}`;
    const capture = { type: 'record.captured', data: { record: id, patch: { title: 'Anruf', [stateField]: code } } };
    const log = [seal(capture, [], testNow, person())];
    return {
      type: 'record',
      kind,
      id,
      facts: definitionOf(kind).facts(definitionOf(kind).fold(id as RecordId, log)),
      version: '',
      size: 0,
    } as IndexEntry;
  });
}

const brokenFiles: readonly IndexEntry[] = (['syntax', 'recordGone', 'integrity'] as const).map(code => ({
  type: 'broken',
  id: testId,
  file: 'INC.json',
  fault:
    code === 'integrity'
      ? { code, line: 1, detail: 'erased' }
      : code === 'recordGone'
        ? { code, detail: '1' }
        : { code, line: 1, detail: '' },
}));

describe('a second language', () => {
  withoutEditor(secondLanguage);

  it('is a table of the same shape, which every page takes', () => {
    assert.ok(isWords(secondLanguage));
    assert.ok(isWords(JSON.parse(JSON.stringify(english))));
    for (const other of [undefined, null, 'text', {}, { page: { save: 1 } }, { page: null }])
      assert.ok(!isWords(other), JSON.stringify(other));
  });

  it('is what the editor’s language names, English where there is none of it', () => {
    for (const [tag, words] of Object.entries(languages))
      for (const language of [tag, tag.toUpperCase()]) assert.equal(wordsIn(language), words);
    // A tag of nobody's language.
    for (const language of ['en', 'en-GB', 'qaa', 'qaa-Latn', 'constructor', '']) assert.equal(wordsIn(language), english);
  });

  it('of a language that has a variety of its own, the variety', () => {
    const among = { en: english, pt: { ...english }, 'pt-BR': { ...english } };
    for (const language of ['pt-BR', 'pt-br']) assert.equal(wordsIn(language, among), among['pt-BR']);
    for (const language of ['pt', 'PT', 'pt-PT']) assert.equal(wordsIn(language, among), among.pt);
  });

  it('writes numbers as the language does', () => {
    const decimals = { ...secondLanguage, language: 'de' };
    const finding: FindingOf<'hotspot'> = {
      pattern: 'hotspot',
      key: '',
      ids: [],
      chance: 1 / 5_700_000,
      expected: 2.5,
      tried: 1,
      path: 'a.c',
      faults: 1,
      changes: 1,
    };
    assert.match(describeFinding(decimals, finding, time), /2,5/);
    assert.match(describeChance({ ...decimals, findings: { ...decimals.findings, oneIn: '{count}' } }, finding) ?? '', /5\.700\.000/);
  });

  it('what is said of a record is in it, and nothing in English', () => {
    const form = formInWords(secondLanguage, 'incident');
    const values = story.values as Readonly<Record<string, unknown>>;
    const notes = standingNotes(secondLanguage, story, time);
    const events = story.timeline.flatMap(event => {
      const { title, details } = describeEvent(secondLanguage, story, event, time);
      return [title, ...details, ...notes(event)];
    });
    assert.ok(new Set(story.timeline.map(({ type }) => type)).size > 8);
    assertTranslated(events, 'timeline');
    assertTranslated(
      Object.keys(values).flatMap(id => [describePathName(form.texts, id), describeValue(form, id, values[id], time)]),
      'values',
    );
    assertTranslated(
      ['measures/m2/what', 'restoration/functionTest/answer'].map(path => describePathName(form.texts, path, 'Anruf')),
      'paths',
    );
    assertTranslated(
      stepIds.flatMap(step => missingAt(story, step, testGates).map(condition => describeCondition(secondLanguage, condition))),
      'gates',
    );
    assertTranslated(
      [
        describeAge(secondLanguage, testNow, '2026-11-23T09:00:00.000Z'),
        describeDue(secondLanguage, testNow, '2026-11-22T09:00:00.000Z'),
        describeReason(secondLanguage, { code: 'window', values: [testNow] }, time),
      ],
      'times',
    );
    assertTranslated(
      describeConflicts(
        secondLanguage,
        {
          ...story,
          conflicts: ['kind', 'step', 'priority', 'links/relatedTo record PRB-000009'].map(path => ({
            path,
            event: '',
            value: null,
            other: '',
            otherValue: null,
          })),
        },
        time,
      ).flatMap(({ name, sides }) => [name, ...sides.flatMap(({ text, choice = text }) => [text, choice])]),
      'conflicts',
    );
    assertTranslated(
      [describeIntegrity(secondLanguage, story, { faults: [], now: '2026-01-01T00:00:00.000Z', formatTime: time }).text],
      'integrity',
    );
  });

  it('the report is in it', () => {
    assertTranslated(reportAsMarkdown(story, { words: secondLanguage, at: testNow, faults: [] }).split('\n'), 'report');
  });

  it('the trees are in it', async () => {
    const { itemOf } = await import('../../../src/ui/tree/item');
    const shown = (nodes: readonly TreeNode[]): readonly string[] => nodes.map(node => spoken(itemOf(node, () => undefined)));
    const facts = incidentFacts(story);
    const incident: IndexEntry = { type: 'record', kind: 'incident', id: testId, facts, version: '', size: 0 };
    const entries: readonly IndexEntry[] = [incident, ...formKinds.flatMap(entriesOfEachState), ...brokenFiles];
    for (const grouping of [...groupings, 'kind'] as const) {
      const beholder = { name: '', role: 'administrator', now: testNow } as const;
      const roots: readonly TreeNode[] = inOneGo(treeRoots(entries, { grouping, filter: '', mine: false, showCompleted: true }, beholder));
      assertTranslated(shown(roots), grouping);
      assertTranslated(shown(roots.flatMap(node => (node.type === 'group' ? node.children : [node]))), grouping);
    }
    const graph = { entry: () => undefined, linkingTo: () => [] };
    assertTranslated(shown(recordChildren(story, graph, testGates)), 'below an incident');
  });
});
