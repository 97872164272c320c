import { stepPath } from '../domain/incident/conflictPath';
import { targetOfTransition } from '../domain/incident/entryMisfit';
import { readIncidentEvent } from '../domain/incident/event';
import type { Patch } from '../domain/forms/field';
import type { Instant } from '../domain/foundation/time';
import type { RecordEvent } from '../domain/record/event';
import { valueWritten, type Written } from '../domain/record/over';
import { describeTransition } from './describeConflict';
import { describePathName, describePathValue } from './describeValue';
import { entryIn } from './entryIn';
import type { FormInWords } from './form';
import { fill, labelled, type Words } from './words';

/** What was looked up in an entry once: each of a long log may have replaced many values. */
const patches = new WeakMap<RecordEvent, Patch>();

function patchIn(event: RecordEvent, patchOf: Written['patchOf']): Patch {
  const known = patches.get(event) ?? patchOf(event) ?? {};
  patches.set(event, known);
  return known;
}

/** Whose values an entry replaced knowingly: "Symptoms: replaced “…” by Ben, 22 Nov, 14:03". */
export function describeReplaced(
  words: Words,
  form: FormInWords,
  over: Readonly<Record<string, string>> | undefined,
  formatTime: (at: Instant) => string,
  { timeline, patchOf }: Pick<Written, 'timeline' | 'patchOf'>,
): readonly string[] {
  return Object.entries(over ?? {}).flatMap(([path, id]) => {
    const event = entryIn(timeline, id);
    if (!event) return [];
    const stamp = { who: event.by.name, when: formatTime(event.at) };
    if (path === stepPath) {
      const known = readIncidentEvent(event);
      const step = describeTransition(words, known && targetOfTransition(known));
      return [labelled(words.conflict.step, fill(words.conflict.stays, { step, ...stamp }))];
    }
    const text = describePathValue(form, path, valueWritten(patchIn(event, patchOf), path), formatTime);
    const value = text === '' ? words.meanwhile.nothing : text;
    const field = describePathName(form.texts, path);
    return [labelled(field, fill(words.meanwhile.replaced, { value, ...stamp }))];
  });
}
