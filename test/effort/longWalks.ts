import type { StepId } from '../../src/domain/vocabulary/steps';
import { choose, type, type Given } from './walks';

/** One thing that a person does at a step. */
export type Deed =
  /** Answers in the form. */
  | { readonly kind: 'answers'; readonly given: readonly Given[] }
  /** Adds a row to a list and answers in it; `at` names its columns. */
  | { readonly kind: 'row'; readonly list: 'checks' | 'handOvers'; readonly given: readonly Given[] }
  /** Fills in the dialog behind a button. */
  | { readonly kind: 'dialog'; readonly action: 'applyWorkaround' | 'applySolution'; readonly given: readonly Given[] }
  /** Says with one press that none of what was offered applies: an answer, too. */
  | { readonly kind: 'reviewNone' }
  /** The IT manager releases so many measures, a press each, and goes on with it. */
  | { readonly kind: 'releases'; readonly count: number }
  /** The IT manager signs off. */
  | { readonly kind: 'signOff' };

/** A way through all six steps. */
export interface LongWalk {
  readonly name: string;
  readonly title: string;
  /** Most answers that it may take. */
  readonly answers: number;
  readonly steps: Readonly<Record<StepId, readonly Deed[]>>;
}

const answers = (...given: readonly Given[]): Deed => ({ kind: 'answers', given });

/** A P3 disruption that a workaround eases and a final solution ends, by one administrator. */
const p3: LongWalk = {
  name: 'p3-workaround-solution',
  title: 'The report of the night is empty',
  answers: 25,
  steps: {
    detect: [
      answers(
        choose('kind', 'disruption'),
        choose('detection', 'monitoring'),
        type('symptoms', 'The file has no rows'),
        choose('couldBeSecurity', 'no'),
        type('couldBeSecurityReason', 'A job was moved'),
      ),
    ],
    qualify: [
      answers(
        choose('impact', '3'),
        choose('urgency', '3'),
        choose('category', 'software'),
        choose('assessment', 'no'),
        choose('firstSupportResult', 'noEffect'),
      ),
    ],
    analyse: [
      { kind: 'reviewNone' },
      answers(type('cause', 'The job runs before the import')),
      { kind: 'dialog', action: 'applyWorkaround', given: [type('what', 'Start the report by hand'), choose('weakensSafeguard', 'no')] },
    ],
    remedy: [
      {
        kind: 'dialog',
        action: 'applySolution',
        given: [type('what', 'The report waits for the import'), choose('weakensSafeguard', 'no'), choose('needsOutage', 'no')],
      },
      answers(
        type('usersInformedAt', 'now'),
        choose('restoration/functionTest/answer', 'done'),
        type('restoration/rest', 'One job of one report was changed'),
      ),
    ],
    monitor: [
      { kind: 'row', list: 'checks', given: [type('seen', 'All rows are there'), choose('holds', 'yes')] },
      answers(type('endedEarlyReason', 'Two nights were looked at in the test')),
    ],
    complete: [],
  },
};

/** A confirmed security incident of the highest priority, under NIS2 and GDPR; every duty is decided, and the IT manager releases and signs off. */
const p1: LongWalk = {
  name: 'p1-security',
  title: 'Customer data was read from outside',
  answers: 45,
  steps: {
    detect: [
      answers(
        choose('kind', 'securityIncident'),
        choose('detection', 'securityProduct'),
        type('symptoms', 'An unknown account reads the customer table'),
        choose('couldBeSecurity', 'yes'),
        type('couldBeSecurityReason', 'Nobody here made the account'),
      ),
    ],
    qualify: [
      answers(
        choose('impact', '1'),
        choose('urgency', '1'),
        choose('category', 'attack'),
        choose('assessment', 'confirmed'),
        choose('firstSupportResult', 'eased'),
      ),
      {
        kind: 'row',
        list: 'handOvers',
        given: [
          choose('interface', 'securityManagement'),
          type('person', 'Dana Weiss'),
          type('at', 'now'),
          type('channel', 'Phone'),
          type('passed', 'Account, times, the log of the database'),
        ],
      },
      answers(
        choose('dutiesApply', 'some'),
        choose('duties/nis2EarlyWarning/applies', 'yes'),
        choose('duties/gdprNotification/applies', 'yes'),
        type('duties/rest', 'No such product, and no financial entity'),
      ),
    ],
    analyse: [
      { kind: 'reviewNone' },
      answers(type('cause', 'A password that had leaked')),
      { kind: 'dialog', action: 'applyWorkaround', given: [type('what', 'The account is locked'), choose('weakensSafeguard', 'no')] },
    ],
    remedy: [
      { kind: 'releases', count: 1 },
      {
        kind: 'dialog',
        action: 'applySolution',
        given: [type('what', 'Every password is changed'), choose('weakensSafeguard', 'no'), choose('needsOutage', 'no')],
      },
      answers(
        type('usersInformedAt', 'now'),
        choose('restoration/functionTest/answer', 'done'),
        type('restoration/rest', 'One account of one database was used'),
      ),
    ],
    monitor: [
      { kind: 'row', list: 'checks', given: [type('seen', 'The account is quiet'), choose('holds', 'yes')] },
      answers(type('endedEarlyReason', 'The log was read to its end')),
    ],
    complete: [{ kind: 'signOff' }],
  },
};

/** The walks through all six steps. */
export const longWalks: readonly LongWalk[] = [p3, p1];

/** Every answer of a walk: the title, those that are given, and each press that is one. */
export function answersOf({ steps }: LongWalk): number {
  const count = (deed: Deed): number => {
    if (deed.kind === 'releases') return deed.count;
    return deed.kind === 'reviewNone' || deed.kind === 'signOff' ? 1 : deed.given.length;
  };
  return (
    1 +
    Object.values(steps)
      .flat()
      .map(count)
      .reduce((sum, one) => sum + one, 0)
  );
}
