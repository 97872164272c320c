import type { Actor } from '../domain/vocabulary/actor';
import type { RecordEvent } from '../domain/record/event';
import { commonType } from '../domain/incident/event';
import type { Incident } from '../domain/incident/incident';
import { noticesOf, type Notice } from '../domain/record/notice';
import { redactedSchema, redactionsIn } from '../domain/record/redaction';
import type { Disregarded, Fallen } from '../domain/record/standing';
import type { Instant } from '../domain/foundation/time';
import { entryIn } from './entryIn';
import { hasWord, word, type Words } from './words';

/** What describing the worth of entries needs of a record of any kind; an incident is open or not, and has its decisions about the end. */
export interface StandingRecord extends Partial<Pick<Incident, 'open' | 'finalReport' | 'signOff'>> {
  readonly timeline: readonly RecordEvent[];
  readonly disregarded: readonly Disregarded[];
  readonly fallen: readonly Fallen[];
}

type FormatTime = (at: Instant) => string;

/** "Ada (IT manager)": the role in which somebody acted stands beside the name. */
export function describePerson(words: Words, { name, role }: Actor): string {
  return word(words, 'standing.person', name, word(words, `role.${role}`));
}

/** What must be said beside each entry of a timeline: that it does not count, no longer holds, or took something back. */
export function standingNotes(words: Words, record: StandingRecord, formatTime: FormatTime): (event: RecordEvent) => readonly string[] {
  const notes = new Map<string, string[]>();
  const add = (event: string, note: string): void => {
    const known = notes.get(event);
    if (known) known.push(note);
    else notes.set(event, [note]);
  };
  for (const { event, by, reason } of record.disregarded)
    add(event, word(words, 'standing.disregarded', word(words, `role.${by.role}`), describeReason(words, reason)));
  for (const { event, cause, unseen } of record.fallen) {
    const [fell, change] = [entryIn(record.timeline, event), entryIn(record.timeline, cause)];
    if (!fell || !change) continue;
    add(event, describeFall(words, unseen, change, formatTime));
    add(cause, word(words, 'standing.takesBack', describeDecision(words, fell), describePerson(words, fell.by)));
  }
  for (const [event, { by, at, data }] of redactionsIn(record.timeline))
    add(
      event,
      word(words, 'standing.redacted', describePerson(words, by), formatTime(at), redactedSchema.safeParse(data).data?.reason ?? ''),
    );
  return event => notes.get(event.id) ?? [];
}

/** What an entry is called where its content does not matter. */
function describeName(words: Words, { type, data }: Pick<RecordEvent, 'type' | 'data'>): string {
  const known = commonType(type);
  if (known === 'record.updated' && (data as { readonly step?: unknown } | null)?.step !== undefined)
    return word(words, 'event.record.stepSaved', '…');
  return word(words, isOfPart({ type, data }) ? 'event.record.partReleased' : `event.${known}`, '…');
}

/** True for the release of a part of a record. */
function isOfPart({ type, data }: Pick<RecordEvent, 'type' | 'data'>): boolean {
  return commonType(type) === 'record.released' && Object.keys(data ?? {}).length > 0;
}

function describeDecision(words: Words, entry: RecordEvent): string {
  return word(words, isOfPart(entry) ? 'decision.part' : `decision.${commonType(entry.type)}`);
}

/** Why an entry does not count. */
function describeReason(words: Words, reason: Disregarded['reason']): string {
  const because = `standing.because.${reason}`;
  return hasWord(words, because) ? word(words, because) : word(words, 'standing.because.role', word(words, `action.${reason}`));
}

function describeFall(words: Words, unseen: boolean, { by, at }: RecordEvent, formatTime: FormatTime): string {
  return word(words, unseen ? 'standing.fellUnseen' : 'standing.fell', describePerson(words, by), formatTime(at));
}

/**
 * Why the last decision of an entry type fell (of those on one measure or gap, where `about` is its id); undefined when none of them did.
 */
export function describeLastFall(
  words: Words,
  record: StandingRecord,
  type: string,
  formatTime: FormatTime,
  about?: string,
): string | undefined {
  const last = record.fallen.findLast(({ event }) => {
    const decision = entryIn(record.timeline, event);
    return decision !== undefined && commonType(decision.type) === type && (about === undefined || isAbout(decision, about));
  });
  const change = last && entryIn(record.timeline, last.cause);
  return change && describeFall(words, last.unseen, change, formatTime);
}

function isAbout({ data }: RecordEvent, id: string): boolean {
  const { part, measure, gap } = (data ?? {}) as { readonly part?: unknown; readonly measure?: unknown; readonly gap?: unknown };
  return part === id || measure === id || gap === id;
}

/** Longest list in the statement about a record's integrity. */
const mostRemarks = 20;

/**
 * What can be said about the integrity of a record: what its verification found (`faults`, in words), that it is verified, or what a
 * reader must know although nothing was changed: times that cannot be, redactions, entries that do not count.
 */
export function describeIntegrity(
  words: Words,
  record: StandingRecord,
  { faults, now, formatTime }: { readonly faults: readonly string[]; readonly now: Instant; readonly formatTime: FormatTime },
): { readonly verified: boolean; readonly text: string } {
  if (faults.length > 0) return { verified: false, text: word(words, 'integrity.failed', listed(words, faults)) };
  const count = String(record.timeline.length);
  const remarks = [
    ...noticesOf(record.timeline, now).map(notice => describeNotice(words, notice, record.timeline, formatTime)),
    ...record.disregarded.map(({ event, type, at, by, reason }) =>
      word(
        words,
        'standing.disregardedEntry',
        describeName(words, entryIn(record.timeline, event) ?? { type, data: null }),
        formatTime(at),
        describePerson(words, by),
        describeReason(words, reason),
      ),
    ),
    ...lostAtEnd(words, record, formatTime),
  ];
  if (remarks.length === 0) return { verified: true, text: word(words, 'integrity.verified', count) };
  return { verified: false, text: word(words, 'integrity.unchanged', count, listed(words, remarks)) };
}

/** What a completed incident was completed with and has lost since: by an entry whose writer did not know of the completion, or says so. */
function lostAtEnd(words: Words, record: StandingRecord, formatTime: FormatTime): readonly string[] {
  if (record.open !== false) return [];
  const ends = [
    ['incident.reportStored', record.finalReport],
    ['incident.signedOff', record.signOff],
  ] as const;
  return ends.flatMap(([type, decision]) => {
    const why = decision ? undefined : describeLastFall(words, record, type, formatTime);
    return why === undefined ? [] : [word(words, 'standing.lostAtEnd', word(words, `decision.${type}`), why)];
  });
}

function listed(words: Words, texts: readonly string[]): string {
  const left = texts.length - mostRemarks;
  return [...texts.slice(0, mostRemarks), ...(left > 0 ? [word(words, 'integrity.more', left)] : [])].join('; ');
}

function describeNotice(
  words: Words,
  { event, code, cause = '' }: Notice,
  timeline: readonly RecordEvent[],
  formatTime: FormatTime,
): string {
  const [entry, other] = [entryIn(timeline, event), entryIn(timeline, cause)];
  const who = entry ? describePerson(words, entry.by) : '';
  const [at, otherAt] = [entry, other].map(known => (known ? formatTime(known.at) : ''));
  if (code !== 'redacted') return word(words, `notice.${code}`, who, at ?? '', otherAt ?? '');
  const reason = redactedSchema.safeParse(other?.data).data?.reason ?? '';
  return word(words, 'notice.redacted', who, at ?? '', other ? describePerson(words, other.by) : '', otherAt ?? '', reason);
}

/** The releases, accepted risks and the sign-off that hold, each with the person, the role and the time. */
export function describeDecisions(words: Words, incident: Incident, formatTime: FormatTime): readonly string[] {
  const { releases, signOff, values } = incident;
  const released = (values.measures ?? []).flatMap(({ id, what = id }) => {
    const stamp = releases.get(id);
    return stamp ? [word(words, 'report.released', what, describePerson(words, stamp.by), formatTime(stamp.at))] : [];
  });
  return [...released, ...(signOff ? [word(words, 'page.signedOff', describePerson(words, signOff.by), formatTime(signOff.at))] : [])];
}
