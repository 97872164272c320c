import type { WorkingValues } from '../forms/values';
import { addHours, isInstant } from '../foundation/time';
import type { Priority } from '../vocabulary/priority';
import type { RestoreTarget } from './incident';

/** By when the agreed service is to be restored, from the detection on (M 6.131). An inquiry or order interrupts nothing that could be restored. */
export function restoreTarget(
  values: Pick<WorkingValues, 'value'>,
  priority: Priority | undefined,
  hours: Readonly<Record<Priority, number>> | undefined,
): RestoreTarget | undefined {
  const [kind, detectedAt] = ['kind', 'detectedAt'].map(field => values.value(field));
  if (priority === undefined || typeof detectedAt !== 'string' || kind === 'inquiry' || kind === 'order') return undefined;
  const due = hours && addHours(detectedAt, hours[priority]);
  return due !== undefined && isInstant(due) ? { since: detectedAt, due } : undefined;
}
