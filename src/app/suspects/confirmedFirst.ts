import type { Suspect } from '../../review/suspects/suspect';

/** What somebody has confirmed stands before what is only ranked. */
export function confirmedFirst(suspects: readonly Suspect[]): readonly Suspect[] {
  const isConfirmed = ({ state }: Suspect): boolean => state === 'confirmed';
  return [...suspects.filter(isConfirmed), ...suspects.filter(suspect => !isConfirmed(suspect))];
}
