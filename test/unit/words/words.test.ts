import { definitions, formKinds } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import { roles } from '../../../src/domain/vocabulary/actor';
import type { Field, Fields } from '../../../src/domain/forms/field';
import { actions } from '../../../src/domain/vocabulary/permissions';
import { reasonCodes, reviewSources } from '../../../src/domain/incident/review';
import { documentationGaps } from '../../../src/domain/incident/documentation';
import { incidentEventSchemas } from '../../../src/domain/incident/event';
import { incidentForms } from '../../../src/domain/incident/forms';
import { closureCodes } from '../../../src/domain/incident/forms/complete';
import { dutyIds } from '../../../src/domain/vocabulary/duties';
import { gateCodes } from '../../../src/domain/incident/gate';
import { linkKinds, linkStates, mirrorOf } from '../../../src/domain/record/link';
import { formOf } from '../../../src/domain/incident/relevance';
import { stepIds } from '../../../src/domain/vocabulary/steps';
import { describeDue, describeDuration, describeEvent } from '../../../src/words/describe';

import { plainLabel, plainMessage } from '../../../src/words/plain';
import { chainFaultCodes } from '../../../src/store/chain';
import { englishWords, translate } from '../../../src/words/english';
import { hasWord, word } from '../../../src/words/words';
import { benchAt, fulfilled, person, testNow } from '../../support/incidents';

function keysOf(id: string, field: Field): readonly string[] {
  if (field.kind === 'choice' || field.kind === 'set') return field.options.map(option => `option.${option}`);
  if (field.kind !== 'list') return [];
  const columns = Object.entries(field.columns).flatMap(([column, definition]) => [
    `column.${id}.${column}`,
    ...keysOf(column, definition),
  ]);
  return [...columns, ...(field.fixedRows ?? []).map(row => `row.${id}.${row}`)];
}

describe('plain texts for the editor’s own surfaces', () => {
  it('no icon, no link', () => {
    assert.equal(plainLabel('a $(alert) b'), 'a \\$(alert) b');
    assert.doesNotMatch(plainMessage('[x](command:workbench.action.quit) [y](https://example.org)'), /\]\(/);
  });
});

describe('words', () => {
  const needed = [
    ...stepIds.flatMap(step => [
      `step.${step}`,
      `step.short.${step}`,
      `watch.${step}`,
      ...formOf(step, {}).map(({ id }) => `group.${step}.${id}`),
    ]),
    ...stepIds.flatMap(step =>
      Object.values<Fields>(incidentForms[step]).flatMap(fields =>
        Object.entries(fields).flatMap(([id, field]) => [`field.${id}`, ...keysOf(id, field)]),
      ),
    ),
    ...Object.values(gateCodes)
      .flat()
      .map(code => `gate.${code}`),
    ...documentationGaps.map(code => `documentation.${code}`),
    ...roles.map(role => `role.${role}`),
    ...actions.map(action => `action.${action}`),
    ...dutyIds.map(duty => `duty.${duty}`),
    ...linkKinds.flatMap(kind => [`link.${kind}`, `link.${mirrorOf(kind)}`]),
    ...linkStates.map(state => `linkState.${state}`),
    ...closureCodes.map(code => `option.${code}`),
    ...Object.keys(incidentEventSchemas).map(type => `event.${type}`),
    ...formKinds.flatMap(kind => [
      `kind.${kind}`,
      ...Object.keys(definitions[kind].form).map(group => `group.${kind}.${group}`),
      ...Object.entries(definitions[kind].fields).flatMap(([id, field]) => [`field.${id}`, ...keysOf(id, field)]),
    ]),
    ...reviewSources.flatMap(source => [`review.${source}`, `review.title.${source}`]),
    ...chainFaultCodes.map(code => `integrity.${code}`),
    ...reasonCodes.map(code => `reason.${code}`),
    ...[
      'matchMissing',
      'safeguardMissing',
      'whatMissing',
      'alreadyApplied',
      'notReleased',
      'noProblem',
      'titleMissing',
      'nothingToRelease',
    ].map(code => `refusal.${code}`),
    ...[
      'notPermitted',
      'gate',
      'invalidField',
      'reasonMissing',
      'closed',
      'notClosed',
      'exists',
      'noSuchLink',
      'linkToSelf',
      'linkKind',
      'measureDropped',
      'gapRestored',
      'noSuchMeasure',
      'noSuchGap',
      'dateInPast',
      'noSuchEntry',
      'carriesState',
      'notAtStep',
      'notBack',
    ].map(code => `refusal.${code}`),
  ];
  it('there is one for every code of the domain', () => {
    assert.deepEqual(
      [...new Set(needed)].filter(key => !hasWord(englishWords, key)),
      [],
    );
  });

  it('values go into their holes; a missing word shows its key', () => {
    assert.equal(word(englishWords, 'step.nonsense'), 'step.nonsense');
    assert.equal(word({ a: '{0} and {1} and {2}' }, 'a', 'x', '{0}'), 'x and {0} and {2}');
    assert.equal(word(englishWords, 'constructor'), 'constructor');
  });

  it('are all put through the translator', () => {
    assert.equal(translate(text => text.toUpperCase())['option.yes'], 'YES');
  });

  it('durations and due times in their largest unit', () => {
    const texts = [30_000, 5 * 60_000, 3 * 3_600_000, 47 * 3_600_000, 49 * 3_600_000].map(length => describeDuration(englishWords, length));
    assert.deepEqual(texts, ['just now', '5 min', '3 h', '47 h', '2 d']);
    assert.equal(describeDue(englishWords, '2026-11-22T06:00:00.000Z', testNow), 'overdue by 2 h');
  });

  it('every entry of a whole story is put into words', () => {
    const { incident } = benchAt('complete').save('complete', fulfilled.complete);
    for (const event of incident.timeline)
      assert.doesNotMatch(describeEvent(englishWords, incident, event, at => at).title, /^event\.|\{0\}/);
    const unknown = describeEvent(
      englishWords,
      incident,
      { id: '', parents: [], at: testNow, by: person(), type: 'incident.future', digest: '', data: {} },
      at => at,
    );
    assert.match(unknown.title, /incident\.future/);
  });
});
