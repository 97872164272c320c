import type { Actor } from '../domain/vocabulary/actor';
import type { RecordEvent } from '../domain/record/event';
import { commonType } from '../domain/incident/event';
import type { Kind } from '../domain/records';
import type { Incident, OwnAssessment } from '../domain/incident/incident';
import { lacksFourEyes } from '../domain/incident/measure';
import { remarksOf, type Remark } from '../domain/record/remark';
import type { OnBehalf, ReleaseRequest } from '../domain/record/release';
import { redactedSchema, redactionsDone } from '../domain/record/redaction';
import { fallenAtOnce, partDecided, type Disregarded, type Fallen } from '../domain/record/standing';
import type { Instant } from '../domain/foundation/time';
import { entryIn } from './entryIn';
import { counted, fill, textOf, type Words } from './words';

/** What describing the worth of entries needs of a record of any kind; an incident is open or not, and has its decisions about the end. */
export interface StandingRecord extends Partial<Pick<Incident, 'open' | 'finalReport' | 'signOff'>> {
  readonly kind: Kind;
  readonly timeline: readonly RecordEvent[];
  readonly disregarded: readonly Disregarded[];
  readonly fallen: readonly Fallen[];
}

type FormatTime = (at: Instant) => string;

/** "Ada (IT manager)": the role in which somebody acted stands beside the name. */
export function describePerson(words: Words, { name, role }: Actor): string {
  return fill(words.standing.person, { name, role: words.role[role] });
}

/** What security management itself holds an incident for: "Confirmed (Dana (IT security officer), 22 Nov, 9:00): a known attacker". */
export function describeOwnAssessment(words: Words, { assessment, by, at, reason }: OwnAssessment, formatTime: FormatTime): string {
  const { options } = words.kinds.incident.fields.assessment;
  return fill(words.ownAssessment.line, { assessment: options[assessment], who: describePerson(words, by), when: formatTime(at), reason });
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
    add(event, fill(words.standing.disregarded, { role: words.role[by.role], why: describeReason(words, reason) }));
  for (const { event, cause, unseen } of record.fallen) {
    const [fell, change] = [entryIn(record.timeline, event), entryIn(record.timeline, cause)];
    if (!fell || !change) continue;
    add(event, describeFall(words, unseen, change, formatTime));
    add(cause, fill(words.standing.takesBack, { decision: describeDecision(words, fell), who: describePerson(words, fell.by) }));
  }
  for (const [event, { by, at, data }] of redactionsDone(record.timeline))
    add(
      event,
      fill(words.standing.redacted, {
        who: describePerson(words, by),
        when: formatTime(at),
        reason: redactedSchema.safeParse(data).data?.reason ?? '',
      }),
    );
  return event => notes.get(event.id) ?? [];
}

/** What an entry is called where its content does not matter. */
export function describeName(words: Words, kind: Kind, { type, data }: Pick<RecordEvent, 'type' | 'data'>): string {
  const known = commonType(type);
  if (known === 'record.updated' && (data as { readonly step?: unknown } | null)?.step !== undefined)
    return fill(words.timeline.stepSaved, { step: '…' });
  if (isOfPart({ type, data })) return words.timeline.partReleased;
  return (textOf(words.kinds[kind].events, known) ?? known).replace(/\{\w+\}/g, '…');
}

/** True for the release of a part of a record. */
function isOfPart({ type, data }: Pick<RecordEvent, 'type' | 'data'>): boolean {
  return commonType(type) === 'record.released' && Object.keys(data ?? {}).length > 0;
}

function describeDecision(words: Words, entry: RecordEvent): string {
  const type = commonType(entry.type);
  return isOfPart(entry) ? words.decision.part : (textOf(words.decision, type) ?? type);
}

/** Why an entry does not count. */
function describeReason(words: Words, reason: Disregarded['reason']): string {
  if (reason === 'misplaced' || reason === 'closed' || reason === 'foreign') return words.misfit[reason];
  if (reason === 'notHeld' || reason === 'leftNobody') return words.standing[reason];
  return fill(words.standing.roleMayNot, { action: words.action[reason] });
}

function describeFall(words: Words, unseen: boolean, { by, at }: RecordEvent, formatTime: FormatTime): string {
  const { fell, fellUnseen } = words.standing;
  return fill(unseen ? fellUnseen : fell, { who: describePerson(words, by), when: formatTime(at) });
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
    return decision !== undefined && commonType(decision.type) === type && (about === undefined || partDecided(decision) === about);
  });
  const change = last && entryIn(record.timeline, last.cause);
  return change && describeFall(words, last.unseen, change, formatTime);
}

/** The decisions that somebody took back without knowing of them, by a change at the same time, as long as nobody decides anew. */
export function describeFallsAtOnce(words: Words, record: StandingRecord, formatTime: FormatTime): readonly string[] {
  if (record.open === false) return [];
  return fallenAtOnce(record, commonType).flatMap(({ event, cause }) => {
    const [fell, change] = [entryIn(record.timeline, event), entryIn(record.timeline, cause)];
    if (!fell || !change) return [];
    const stamp = { who: describePerson(words, fell.by), when: formatTime(fell.at) };
    const why = describeFall(words, true, change, formatTime);
    return [fill(words.conflict.fell, { decision: describeDecision(words, fell), ...stamp, why })];
  });
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
  if (faults.length > 0) return { verified: false, text: fill(words.integrity.failed, { faults: listed(words, faults) }) };
  const count = record.timeline.length;
  const remarks = [
    ...remarksOf(record.timeline, now).map(remark => describeRemark(words, remark, record.timeline, formatTime)),
    ...record.disregarded.map(({ event, type, at, by, reason }) =>
      fill(words.standing.disregardedEntry, {
        entry: describeName(words, record.kind, entryIn(record.timeline, event) ?? { type, data: null }),
        when: formatTime(at),
        who: describePerson(words, by),
        why: describeReason(words, reason),
      }),
    ),
    ...lostAtEnd(words, record, formatTime),
  ];
  if (remarks.length === 0) return { verified: true, text: fill(words.integrity.verified, { entries: count }) };
  return { verified: false, text: counted(words, words.integrity.unchanged, { count, remarks: listed(words, remarks) }) };
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
    return why === undefined ? [] : [fill(words.standing.lostAtEnd, { decision: words.decision[type], why })];
  });
}

function listed(words: Words, texts: readonly string[]): string {
  const left = texts.length - mostRemarks;
  return [...texts.slice(0, mostRemarks), ...(left > 0 ? [fill(words.integrity.more, { more: left })] : [])].join('; ');
}

function describeRemark(
  words: Words,
  { event, code, cause = '' }: Remark,
  timeline: readonly RecordEvent[],
  formatTime: FormatTime,
): string {
  const [entry, other] = [entryIn(timeline, event), entryIn(timeline, cause)];
  const who = entry ? describePerson(words, entry.by) : '';
  const when = entry ? formatTime(entry.at) : '';
  const otherAt = other ? formatTime(other.at) : '';
  if (code !== 'redacted') return fill(words.notice[code], { who, when, earlier: otherAt });
  const reason = redactedSchema.safeParse(other?.data).data?.reason ?? '';
  const redactor = other ? describePerson(words, other.by) : '';
  return fill(words.notice.redacted, { who, when, redactor, redactedAt: otherAt, reason });
}

/** Who released a measure and when, on whose behalf, and whether four eyes looked at it; undefined where it is not released. */
export function describeRelease(
  words: Words,
  incident: Pick<Incident, 'releases' | 'proposed'>,
  measure: string,
  formatTime: FormatTime,
): string | undefined {
  const release = incident.releases.get(measure);
  if (!release) return undefined;
  const stamp = { who: describePerson(words, release.by), when: formatTime(release.at) };
  const told = release.onBehalf
    ? fill(words.page.releasedFor, { ...stamp, person: release.onBehalf.person, how: describeApproval(words, release.onBehalf) })
    : fill(words.page.released, stamp);
  return lacksFourEyes(incident, measure) ? `${told}; ${words.page.fourEyesMissing}` : told;
}

/** Who asked for a release that nobody has given, or who refused it and why. */
export function describeRequest(words: Words, { by, at, refused }: ReleaseRequest, formatTime: FormatTime): string {
  if (!refused) return fill(words.page.releaseAsked, { who: describePerson(words, by), when: formatTime(at) });
  const { reason, ...stamp } = refused;
  return fill(words.page.releaseRefused, { who: describePerson(words, stamp.by), when: formatTime(stamp.at), reason });
}

/** How an approval was given: "by phone, ticket 4711". */
export function describeApproval(words: Words, { how, reference }: OnBehalf): string {
  const way = words.page.approvalWay[how];
  return reference === '' ? way : fill(words.page.approvalFrom, { how: way, reference });
}

/** The releases, accepted risks and the sign-off that hold, each with the person, the role and the time. */
export function describeDecisions(words: Words, incident: Incident, formatTime: FormatTime): readonly string[] {
  const { signOff, values } = incident;
  const released = (values.measures ?? []).flatMap(({ id, what = id }) => {
    const release = describeRelease(words, incident, id, formatTime);
    return release === undefined ? [] : [fill(words.report.released, { measure: what, release })];
  });
  return [
    ...released,
    ...(signOff ? [fill(words.page.signedOff, { who: describePerson(words, signOff.by), when: formatTime(signOff.at) })] : []),
  ];
}
