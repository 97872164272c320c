import type { LeftOut } from './syncFault';

/** What says nothing of the text on the branch: a newer version may have written it, or only this machine cannot read it. */
const ofReader: ReadonlySet<LeftOut['why']['code']> = new Set<LeftOut['why']['code']>(['format', 'unreadable', 'tooHeavy']);

/** True where what stands on the branch in place of a record verifies for nobody: on a person's word the record of a machine may be put there. */
export function isAlteredThere({ where, why }: LeftOut): boolean {
  return where === 'there' && 'detail' in why && !ofReader.has(why.code);
}

/** True where others may have said something of a record there that is not known here: this machine could not take it. */
export function isUnheard(leftOut: LeftOut): boolean {
  return leftOut.where === 'there' && leftOut.isContent !== true && leftOut.why.code !== 'labelLowered' && !isAlteredThere(leftOut);
}
