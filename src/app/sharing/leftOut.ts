import type { RecordId } from '../../domain/records';
import type { LeftOut } from '../../sync/syncFault';

/** True where the record itself stays as it is, here and there; else only evidence that it names does. */
export function isHeldUp({ why }: LeftOut): boolean {
  return why.code !== 'noContent' && !why.code.startsWith('content');
}

/** The records of which something was left out. */
export function leftOutRecords(leftOut: readonly LeftOut[]): ReadonlySet<RecordId> {
  return new Set(leftOut.map(({ id }) => id));
}

/** What was left out and was not told before, in this window: each record once for each reason. */
export class ToldLeftOut {
  private readonly told = new Set<string>();

  /** Of these what is news; from now on all of it counts as told. */
  take(leftOut: readonly LeftOut[]): readonly LeftOut[] {
    return leftOut.filter(({ id, where, why }) => {
      // How much there is room for says nothing new.
      const key = [id, where, JSON.stringify({ ...why, size: undefined })].join('\n');
      const isNews = !this.told.has(key);
      this.told.add(key);
      return isNews;
    });
  }
}
