import { definitions, type FormKind } from '../../src/domain/records';
import type { Column, Field, FormGroups, Patch } from '../../src/domain/forms/field';
import { maxLineLength, maxTextLength } from '../../src/domain/forms/field';
import { incidentForms } from '../../src/domain/incident/forms';
import { isReviewField } from '../../src/domain/incident/review';
import type { StepId } from '../../src/domain/vocabulary/steps';
import { testNow } from './incidents';

/** Sets a mark that tests look for: code from a text has run. */
const strike = 'window.owned=1';

/** Texts that run, hide or disguise something wherever they are taken for more than text. */
export const hostileTexts: readonly string[] = [
  `<script>${strike}</script>`,
  `<img src=x onerror="${strike}">`,
  `<svg/onload=${strike}><a xlink:href="javascript:${strike}">x</a></svg>`,
  `"><iframe srcdoc="<script>parent.${strike}</script>"></iframe>`,
  `' autofocus onfocus='${strike}`,
  `javascript:${strike}`,
  `[x](command:workbench.action.closeWindow) [y](javascript:${strike}) ![z](https://example.org/z.png)`,
  '<style>*{display:none!important}</style>',
  'expression(alert(1));}*{background:url(https://example.org)}',
  `{{constructor.constructor('${strike}')()}} \${${strike}} <%= ${strike} %>`,
  '<!--?lit$000000000$--> <!---->',
  '$(alert) $(sync~spin)',
  '\u202Egnp.exe\u202C \u2066a\u2069 \u200Fb',
  'zero\u200Bwidth\u200D\uFEFF',
  'bell\u0007 escape\u001B[31m null\u0000',
  'half \uD83D pair \uDE00',
  '__proto__',
];

const everything = hostileTexts.join(' ');

/** Answers that make further fields appear. */
const telling = ['matches', 'yes', 'restricted', 'done', 'confirmed', 'duplicate'];

function hostileValue(field: Exclude<Field, { kind: 'list' }> | Column, n: number): unknown {
  switch (field.kind) {
    case 'line':
      return everything.slice((n * 37) % 300).slice(0, maxLineLength);
    case 'text':
      return hostileTexts.join('\n');
    case 'time':
      return testNow;
    case 'choice':
      return field.options.find(option => telling.includes(option)) ?? field.options[0];
    case 'set':
      return [...field.options];
    case 'names':
      return [...hostileTexts];
  }
}

/** For a step a patch that fills every field of its form, and two rows of every list, with hostile texts. */
export function hostilePatch(step: StepId): Patch {
  const fields = Object.values<FormGroups[string]>(incidentForms[step])
    .flatMap(group => Object.entries(group))
    .filter(([id]) => !isReviewField(id));
  return Object.fromEntries(
    fields.map(([id, field], n) => {
      if (field.kind !== 'list') return [id, hostileValue(field, n)];
      const cells = Object.fromEntries(Object.entries(field.columns).map(([column, kind], m) => [column, hostileValue(kind, n + m)]));
      return [id, Object.fromEntries((field.fixedRows ?? ['r1', 'r2']).map(row => [row, cells]))];
    }),
  );
}

/** A patch that fills every field of a problem, known error, change, component or interface with hostile texts. */
export function hostileRecord(kind: FormKind): Patch {
  const fields = Object.values<FormGroups[string]>(definitions[kind].form).flatMap(group => Object.entries(group));
  return Object.fromEntries(fields.flatMap(([id, field], n) => (field.kind === 'list' ? [] : [[id, hostileValue(field, n)]])));
}

/** As much text as a field holds, and the megabyte that it does not. */
export const longest = '<b>'.repeat(maxTextLength / 3 - 1);
/** A megabyte of text without a place to break it. */
export const megabyte = '<b>'.repeat(350_000);
