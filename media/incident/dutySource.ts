import { withOwnDuties, type DutySource } from '../../src/domain/incident/dutyDecision';
import type { PageContext } from './context';

/** What decides about duties while one types: the answers as they stand in the form, the rules of the incident beside those of the setting. */
export function dutySource({ values, shown: { record, rules } }: PageContext): DutySource {
  return withOwnDuties({ values, ownDuties: record.ownDuties }, rules);
}
