import assert from 'node:assert/strict';
import type { Field } from '../../../src/domain/forms/field';
import { gapState } from '../../../src/domain/incident/gap';
import { formOf } from '../../../src/domain/incident/relevance';
import { formKinds, formOfRecord, kinds } from '../../../src/domain/records';
import { reportAsMarkdown } from '../../../src/exchange/report';
import { stepIds } from '../../../src/domain/vocabulary/steps';
import { describeAge, describeDue, describeDuration } from '../../../src/words/describe';
import { describeEvent } from '../../../src/words/describeEvent';
import { english } from '../../../src/words/english';
import { columnText, fieldText, formInWords } from '../../../src/words/form';
import type { KindWords } from '../../../src/words/kindWords';
import { plainLabel, plainMessage } from '../../../src/words/plain';
import { counted, fill, labelled, textOf, type Words } from '../../../src/words/words';
import { benchAt, fulfilled, person, testNow } from '../../support/incidents';

describe('plain texts for the editor’s own surfaces', () => {
  it('no icon, no link', () => {
    assert.equal(plainLabel('a $(alert) b'), 'a \\$(alert) b');
    assert.equal(plainLabel('\u202Erorre liaM\u2066 '), 'rorre liaM ');
    assert.equal(plainMessage('\u202Erorre liaM'), 'rorre liaM');
    assert.equal(plainMessage('svc\u200b-ba\u00adck\u2060up\ufeff'), 'svc-backup');
    assert.equal(
      plainMessage('\u{1f469}\u200d\u{1f4bb} \u0645\u06cc\u200c\u062e'),
      '\u{1f469}\u200d\u{1f4bb} \u0645\u06cc\u200c\u062e',
      'joiners stay',
    );
    assert.doesNotMatch(plainMessage('[x](command:workbench.action.quit) [y](https://example.org)'), /\]\(/);
  });
});

/** The leaves of a table of texts, each with its path. */
function textsIn(table: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof table === 'string') return [[path, table]];
  return Object.entries(table as object).flatMap(([key, value]) => textsIn(value, `${path}/${key}`));
}

function optionsIn(field: Field): readonly string[] {
  return field.kind === 'choice' || field.kind === 'set' ? field.options : [];
}

describe('words', () => {
  it('each field, option, column and row of each kind has its own', () => {
    for (const kind of kinds) {
      const { fields, texts } = formInWords(english, kind);
      assert.deepEqual(Object.keys(texts).sort(), Object.keys(fields).sort(), kind);
      for (const [id, field] of Object.entries(fields)) {
        const text = fieldText(texts, id);
        assert.deepEqual(Object.keys(text.options ?? {}).sort(), [...optionsIn(field)].sort(), id);
        if (field.kind !== 'list') continue;
        assert.deepEqual(Object.keys(text.columns ?? {}), Object.keys(field.columns), id);
        assert.deepEqual(Object.keys(text.rows ?? {}).sort(), [...(field.fixedRows ?? [])].sort(), id);
        for (const [column, definition] of Object.entries(field.columns))
          assert.deepEqual(
            Object.keys(columnText(text, column).options ?? {}).sort(),
            [...optionsIn(definition)].sort(),
            `${id}/${column}`,
          );
      }
    }
  });

  it('each group of each form has its own', () => {
    for (const step of stepIds)
      for (const { id } of formOf(step, fulfilled[step]))
        assert.notEqual(textOf(english.steps[step].groups, id), undefined, `${step}/${id}`);
    for (const kind of formKinds)
      for (const { id } of formOfRecord(kind, {})) assert.notEqual(textOf(english.kinds[kind].groups, id), undefined, `${kind}/${id}`);
  });

  it('no text is empty, and none has a hole without a name', () => {
    for (const [path, text] of textsIn(english)) assert.match(text, /^(?!.*\{(\d|\})).+/s, path);
  });

  it('values go into their holes; what looks like a hole in a value stays', () => {
    assert.equal(fill(english.standing.person, { name: '{role}', role: 'x' }), '{role} (x)');
    assert.equal(fill(english.page.save, {}), 'Save');
    assert.equal(fill('{who} {constructor}', { who: 'Ada' }), 'Ada {constructor}');
    assert.equal(textOf(english.system, 'constructor'), undefined);
    assert.equal(textOf(english.system, 'EACCES'), english.system.EACCES);
  });

  it('what counts has the form of its number, by the rule of the language', () => {
    const badges = [0, 1, 2, 21].map(count => counted(english, english.tree.badge, { count }));
    assert.deepEqual(badges, ['0 open incidents', '1 open incident', '2 open incidents', '21 open incidents']);
    const polish = { one: '{count} incydent', few: '{count} incydenty', many: '{count} incydentów', other: '{count} incydentu' };
    const counts = [1, 3, 5, 22].map(count => counted({ language: 'pl' }, polish, { count }));
    assert.deepEqual(counts, ['1 incydent', '3 incydenty', '5 incydentów', '22 incydenty']);
  });

  it('what a language lacks does not compile', () => {
    const { problem, change } = english.kinds;
    // @ts-expect-error a value for each hole
    fill(english.page.missing, {});
    // @ts-expect-error a value for each hole of each form
    counted(english, english.readOnly.count, { count: 2 });
    // @ts-expect-error a text that is there
    assert.equal(english.page.nonsense, undefined);
    // @ts-expect-error a value for each hole of each text that a code may choose
    fill(english.gapState[gapState({}, testNow)], {});
    const table: Pick<Words, 'meanwhile'> = {
      // @ts-expect-error each hole of a text
      meanwhile: { ...english.meanwhile, changed: '{who} hat dies geändert:' },
    };
    const { state, ...others } = problem.fields;
    const fewer: Readonly<Record<string, Partial<KindWords<'problem'>>>> = {
      // @ts-expect-error each field of a kind
      field: { ...problem, fields: others },
      // @ts-expect-error each option of a field
      option: { ...problem, fields: { ...problem.fields, state: { label: '', options: { new: 'New' } } } },
      // @ts-expect-error each state of a kind
      state: { ...problem, states: { new: 'new' } },
      // @ts-expect-error each group of a form
      group: { ...problem, groups: { problem: 'Problem' } },
      // @ts-expect-error each event
      event: { ...problem, events: { 'record.captured': 'Recorded' } },
    };
    const { parts, ...undivided } = change;
    // @ts-expect-error each part that a tree divides a kind into
    const whole: KindWords<'change'> = undivided;
    const { columns, ...withoutColumns } = english.kinds.incident.fields.duties;
    // @ts-expect-error each column of a list
    const duties: KindWords<'incident'>['fields']['duties'] = withoutColumns;
    const { rows, ...withoutRows } = english.kinds.incident.fields.duties;
    // @ts-expect-error each fixed row of a list
    const checklist: KindWords<'incident'>['fields']['duties'] = withoutRows;
    assert.equal([table, state, fewer, parts, whole, columns, duties, rows, checklist].length, 9);
  });

  it('durations and due times in their largest unit', () => {
    const texts = [30_000, 5 * 60_000, 3 * 3_600_000, 47 * 3_600_000, 49 * 3_600_000].map(length => describeDuration(english, length));
    assert.deepEqual(texts, ['just now', '5 min', '3 h', '47 h', '2 d']);
    assert.equal(describeDue(english, '2026-11-22T06:00:00.000Z', testNow), 'overdue by 2 h');
    for (const seconds of [-59, 0, 59])
      assert.equal(describeDue(english, new Date(Date.parse(testNow) + seconds * 1000).toISOString(), testNow), 'due now');
  });

  it('what lies behind is told as that, and what lies ahead (a clock of another machine) too', () => {
    const ages = ['2026-11-22T05:00:00.000Z', '2026-11-22T08:00:59.000Z', '2026-11-22T08:05:00.000Z', '2026-11-24T09:00:00.000Z'];
    assert.deepEqual(
      ages.map(at => describeAge(english, at, testNow)),
      ['3 h ago', 'just now', 'in 5 min', 'in 2 d'],
    );
  });

  it('a name that asks has its mark already, and no colon behind it', () => {
    assert.deepEqual([labelled('Symptoms', 'none'), labelled('Why?', 'none')], ['Symptoms: none', 'Why? none']);
    const { incident } = benchAt('complete').save('complete', fulfilled.complete);
    const texts = incident.timeline.flatMap(event => describeEvent(english, incident, event, at => at).details);
    assert.ok(texts.includes('Is the cause known? Known'), texts.join('\n'));
    const report = reportAsMarkdown(incident, { words: english, at: testNow, faults: [] });
    assert.ok(report.includes('- How did it end? Solved'), report);
    for (const text of [...texts, ...report.split('\n')]) assert.doesNotMatch(text, /\?:/);
  });

  it('every entry of a whole story is put into words', () => {
    const { incident } = benchAt('complete').save('complete', fulfilled.complete);
    for (const event of incident.timeline) assert.doesNotMatch(describeEvent(english, incident, event, at => at).title, /[{}]|^\w+\.\w+$/);
    const unknown = describeEvent(
      english,
      incident,
      { id: '', parents: [], at: testNow, by: person(), type: 'incident.future', digest: '', data: {} },
      at => at,
    );
    assert.match(unknown.title, /incident\.future/);
  });
});
