import type { Patch } from '../../src/domain/forms/field';
import { isBlank } from '../../src/domain/foundation/blank';
import { askableShortly, askedShortly } from '../../src/domain/incident/askedShortly';
import { incidentFields, type FieldId } from '../../src/domain/incident/forms';
import { shortEndings } from '../../src/domain/incident/forms/complete';
import { withAnswers } from '../../src/domain/incident/saving';
import { mayBeSecurity } from '../../src/domain/incident/security';
import type { IncidentRequest } from '../../src/protocol/requests';
import { fieldText, optionText } from '../../src/words/form';
import type { Words } from '../../src/words/words';
import type { Answers, Question } from '../form/dialog';
import type { AskingDialog } from '../form/pageDialog';
import type { PageContext } from './context';
import { gateContext } from './gateContext';

/** What is asked before all else, in this order; the rest follows in the order of the forms. */
const first: readonly string[] = ['closureCode', 'duplicateOf', 'solution'] satisfies readonly FieldId[];

/**
 * Asks for what the short way to completion still lacks, which its gate says; what the form holds already, saved or not, is not asked again.
 * What stands in rows is answered in the form: there is no question for it.
 */
export function completionDialog({ words, values, shown, insight, unsaved, over }: PageContext): AskingDialog<IncidentRequest> {
  const { priorityMatrix } = shown.rules;
  const context = { ...gateContext(shown.rules), priorityMatrix };
  const incident = withAnswers(shown.record, unsaved(), priorityMatrix);
  // Each question is drawn with the same answers.
  const known = new WeakMap<Answers, ReadonlySet<string>>();
  const askedWith = (answers: Answers): ReadonlySet<string> => {
    const asked = known.get(answers) ?? askedShortly(incident, answered(answers), context);
    known.set(answers, asked);
    return asked;
  };
  const askable: ReadonlySet<string> = askableShortly(incident, context);
  const questions = [...first, ...Object.keys(incidentFields).filter(field => !first.includes(field))]
    .filter(field => askable.has(field))
    .flatMap(field => questionOf(words, field))
    .map(question => ({ ...question, asked: (answers: Answers) => askedWith(answers).has(question.id) }));
  const held = questions.flatMap(({ id }) => {
    const value = (values as Readonly<Record<string, unknown>>)[id];
    return typeof value === 'string' && id !== 'closureCode' ? [[id, value] as const] : [];
  });
  // What a person has linked comes before what is merely like it.
  const linked = shown.record.links.find(
    ({ kind, state, target }) => kind === 'duplicateOf' && state !== 'ruledOut' && target.type === 'record',
  );
  const original = linked?.target.type === 'record' ? linked.target.id : insight?.similar.find(({ kind }) => kind === 'incident')?.id;
  const proposed: Answers = {
    kind: 'disruption',
    solution: values.firstSupport ?? '',
    duplicateOf: original ?? '',
    ...Object.fromEntries(held),
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
      const asks = askedWith(answers);
      const patch = { ...typed, ...answered(answers, field => asks.has(field)) };
      return { type: 'completeShortly', patch, over: { ...over(Object.keys(typed)), ...asked.over } };
    },
  };
}

/** The question for a field; none for one that has rows, or several values. */
function questionOf(words: Words, id: string): readonly Question[] {
  const field = incidentFields[id];
  const text = fieldText(words.kinds.incident.fields, id);
  const label = id === 'solution' ? words.dialog.found : text.label;
  if (field?.kind === 'choice') {
    const options = id === 'closureCode' ? shortEndings : field.options;
    return [{ id, label, kind: 'choice', options: options.map(value => ({ value, label: optionText(text, value) })) }];
  }
  return field?.kind === 'line' || field?.kind === 'text' || field?.kind === 'time' ? [{ id, label, kind: field.kind }] : [];
}

/** What the answers write into the form. */
function answered(answers: Answers, isSent: (field: string) => boolean = () => true): Patch {
  return Object.fromEntries(Object.entries(answers).filter(([field, answer]) => !isBlank(answer) && isSent(field)));
}
