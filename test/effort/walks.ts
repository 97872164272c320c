import type { IncidentForm } from '../e2e/form';

/** One answer that a person gives: in the dialog of the short way, or in the form. */
export interface Given {
  /** `data-question` of a dialog, or `data-path` of a form. */
  readonly at: string;
  readonly how: 'choose' | 'type';
  readonly answer: string;
}

/** A way from an empty form to completion, through the real forms. */
export interface Walk {
  readonly name: string;
  readonly title: string;
  /** Most answers that it may take. */
  readonly answers: number;
  readonly given: readonly Given[];
}

/** Chooses an answer. */
export const choose = (at: string, answer: string): Given => ({ at, how: 'choose', answer });
/** Types an answer. */
export const type = (at: string, answer: string): Given => ({ at, how: 'type', answer });
const noSecurity = [choose('couldBeSecurity', 'no'), type('couldBeSecurityReason', 'It is only paper')];

/** The walks by the short way; `original` is the id of an incident that there is. */
export function shortWalks(original: string): readonly Walk[] {
  return [
    {
      name: 'p4-first-support',
      title: 'The printer jams',
      answers: 12,
      given: [
        choose('closureCode', 'solved'),
        type('solution', 'Paper taken out of tray 2'),
        type('reporter', 'Front desk'),
        type('symptoms', 'Paper is stuck'),
        ...noSecurity,
        choose('impact', '4'),
        choose('urgency', '3'),
      ],
    },
    {
      name: 'duplicate',
      title: 'The printer jams again',
      answers: 8,
      given: [choose('closureCode', 'duplicate'), type('duplicateOf', original), ...noSecurity],
    },
    {
      name: 'false-alarm',
      title: 'The printer is said to jam',
      answers: 8,
      given: [choose('closureCode', 'falseAlarm'), type('solution', 'It prints'), ...noSecurity],
    },
  ];
}

/** Gives an answer in a dialog, with the keyboard. */
export function give(form: IncidentForm, { at, how, answer }: Given): Promise<void> {
  const control = `[data-question="${at}"]`;
  return how === 'choose' ? form.select(control, answer) : form.type(control, answer);
}
