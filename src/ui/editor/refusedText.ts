import type { NotDone } from '../../app/toEach';
import { faultText } from './faultText';
import { UserError } from './userError';

/** What is told of something done to many incidents; where some were refused, an error that names each with the reason. */
export function unlessRefused(told: string, refused: readonly NotDone[]): string {
  if (refused.length === 0) return told;
  throw new UserError([told, ...refused.map(({ id, fault }) => `${id}: ${faultText(id, fault)}`)].join(' '));
}
