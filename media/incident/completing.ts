import type { Patch } from '../../src/domain/forms/field';
import { isBlank } from '../../src/domain/foundation/blank';
import { shortEndings } from '../../src/domain/incident/forms/complete';
import { detectForm } from '../../src/domain/incident/forms/detect';
import { yesNoUnknown } from '../../src/domain/forms/field';
import { asksPriority, isAwaited } from '../../src/domain/incident/gateShort';
import { mayBeSecurity } from '../../src/domain/incident/security';
import { grades } from '../../src/domain/vocabulary/priority';
import type { IncidentRequest } from '../../src/protocol/requests';
import type { Answers, Question } from '../form/dialog';
import type { AskingDialog } from '../form/pageDialog';
import type { PageContext } from './context';

/** Asks for what the short way to completion still lacks; what the form holds already, saved or not, is not asked again. */
export function completionDialog({ words, values, shown, insight, unsaved, over }: PageContext): AskingDialog<IncidentRequest> {
  const { fields } = words.kinds.incident;
  const questions: readonly Question[] = [
    {
      id: 'closureCode',
      kind: 'choice',
      label: fields.closureCode.label,
      options: shortEndings.map(value => ({ value, label: fields.closureCode.options[value] })),
    },
    { id: 'duplicateOf', kind: 'line', label: fields.duplicateOf.label, asked: ({ closureCode }) => closureCode === 'duplicate' },
    { id: 'solution', kind: 'text', label: words.dialog.found, asked: ({ closureCode }) => closureCode !== 'duplicate' },
    ...missingOnly(values.kind, {
      id: 'kind',
      kind: 'choice',
      label: fields.kind.label,
      options: detectForm.report.kind.options.map(value => ({ value, label: fields.kind.options[value] })),
    }),
    ...missingOnly(values.reporter, {
      id: 'reporter',
      kind: 'line',
      label: fields.reporter.label,
      asked: ({ closureCode }) => isAwaited(closureCode),
    }),
    ...missingOnly(values.symptoms, {
      id: 'symptoms',
      kind: 'text',
      label: fields.symptoms.label,
      asked: ({ closureCode }) => isAwaited(closureCode),
    }),
    ...(mayBeSecurity(values)
      ? [
          {
            id: 'couldBeSecurity',
            kind: 'choice',
            label: fields.couldBeSecurity.label,
            options: yesNoUnknown.map(value => ({ value, label: fields.couldBeSecurity.options[value] })),
          } as const,
        ]
      : []),
    ...missingOnly(values.couldBeSecurityReason, { id: 'couldBeSecurityReason', kind: 'line', label: fields.couldBeSecurityReason.label }),
    ...(shown.record.priority === undefined ? (['impact', 'urgency'] as const) : []).flatMap(id =>
      missingOnly(values[id], {
        id,
        kind: 'choice',
        label: fields[id].label,
        options: grades.map(value => ({ value, label: fields[id].options[value] })),
        asked: answers => asksPriority({ ...(values.kind && { kind: values.kind }), ...answers }),
      }),
    ),
  ];
  // What a person has linked comes before what is merely like it.
  const linked = shown.record.links.find(
    ({ kind, state, target }) => kind === 'duplicateOf' && state !== 'ruledOut' && target.type === 'record',
  );
  const original = linked?.target.type === 'record' ? linked.target.id : insight?.similar.find(({ kind }) => kind === 'incident')?.id;
  const proposed = {
    kind: 'disruption',
    solution: values.solution ?? values.firstSupport ?? '',
    duplicateOf: values.duplicateOf ?? original ?? '',
    couldBeSecurity: values.couldBeSecurity ?? '',
  };
  return {
    title: words.dialog.complete,
    // What is answered here can say only that it could be none.
    ...(mayBeSecurity({ ...values, couldBeSecurity: 'no' }) && { warning: words.dialog.completeRefused }),
    questions,
    answers: proposed,
    paths: questions.map(({ id }) => id),
    request: (answers, asked) => {
      const typed = unsaved();
      const patch = { ...typed, ...patchOf(questions, answers) };
      return { type: 'completeShortly', patch, over: { ...over(Object.keys(typed)), ...asked.over } };
    },
  };
}

function missingOnly(value: unknown, question: Question): readonly Question[] {
  return isBlank(value) ? [question] : [];
}

/** What the answers to the questions that were asked write into the form. */
function patchOf(questions: readonly Question[], answers: Answers): Patch {
  const asked = questions.filter(question => question.asked?.(answers) ?? true);
  return Object.fromEntries(asked.flatMap(({ id }) => (isBlank(answers[id]) ? [] : [[id, answers[id]]])));
}
