import type { Incident } from './incident';
import { mayBeSecurity } from './security';
import { shortEndings } from './forms/complete';
import { filled, type GateCondition, type GateContext } from './gateCondition';
import { endingOver, nothingOpen, overrideReasoned, signedOff } from './gateEnding';
import { noDuties } from './gateDuties';
import { assessmentsAgree, emergencyTold } from './gateStanding';
import { timesInOrder } from './gateTimes';
import { withOwnDuties } from './dutyDecision';

/** True for an ending after which somebody waits for an answer: it must be known who reported what. */
function isAwaited(closureCode: string | undefined): boolean {
  return closureCode === 'solved' || closureCode === 'answered';
}

/** True where the priority must be known: what was solved was a disruption, which P1 and P2 have signed off. */
function asksPriority({ closureCode, kind }: { readonly closureCode?: string; readonly kind?: string }): boolean {
  return closureCode === 'solved' && kind !== 'inquiry' && kind !== 'order';
}

/**
 * What the short way to completion asks for, from whatever step: how it ended, what was done or found, that it is no security incident, and
 * the sign-off of P1 and P2. Nothing may be left open that the long way would ask for.
 */
export function shortGate(incident: Incident, context: GateContext): readonly GateCondition[] {
  const { values } = incident;
  const { closureCode } = values;
  const endings: readonly (string | undefined)[] = shortEndings;
  return [
    filled(values, 'title', 'title'),
    filled(values, 'kind', 'kind'),
    ...(isAwaited(closureCode) ? [filled(values, 'reporter', 'reporter'), filled(values, 'symptoms', 'symptoms')] : []),
    filled(values, 'securityAnswer', 'couldBeSecurity', 'couldBeSecurityReason'),
    { code: 'notSecurity', met: !mayBeSecurity(values), field: 'couldBeSecurity' },
    { code: 'shortEnding', met: endings.includes(closureCode), field: 'closureCode' },
    ...(asksPriority(values)
      ? [
          {
            code: 'priority',
            met: incident.priority !== undefined,
            field: values.impact === undefined ? 'impact' : 'urgency',
            asks: ['impact', 'urgency'],
          } as const,
        ]
      : []),
    ...(closureCode === 'solved' || closureCode === 'duplicate' ? [] : [filled(values, 'solution', 'solution')]),
    ...endingOver(incident, context),
    ...nothingOpen(incident, context),
    ...overrideReasoned(values),
    ...(values.assessment === undefined ? [] : [filled(values, 'assessment', 'assessment', 'assessmentReason')]),
    ...assessmentsAgree(incident),
    ...emergencyTold(values),
    timesInOrder(values, context.now),
    ...noDuties(withOwnDuties(incident, context)),
    ...signedOff(incident),
  ];
}
