import type { RecordEvent } from '../record/event';
import { isAhead } from './gateTimes';

/** Where the time of a hand-over stands, or of its acknowledgement. */
const handOverTime = /^(handOvers)\/([^/]+)\/(at|acknowledgedAt)$/;

/** Where times of hand-overs stand that lay ahead when they were written. */
export class TimesAhead {
  readonly paths = new Set<string>();

  /** An entry changed what stands at `paths` of the values; others are passed over. */
  changed(
    paths: readonly string[],
    rowOf: (list: string, row: string) => Readonly<Record<string, unknown>> | undefined,
    { at }: RecordEvent,
  ): void {
    for (const path of paths) {
      const [, list, row = '', column = ''] = handOverTime.exec(path) ?? [];
      if (list === undefined) continue;
      if (isAhead(rowOf(list, row)?.[column], at)) this.paths.add(path);
      else this.paths.delete(path);
    }
  }
}
