import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import { nextToRunOut } from '../domain/incident/due';
import { isAssessedOtherwise, type IncidentFacts } from '../domain/incident/facts';
import { assessments } from '../domain/incident/forms/qualify';
import { contactLine } from '../domain/interface/definition';
import type { Facts, Kind } from '../domain/records';
import { protectionNeeds } from '../domain/vocabulary/protectionNeed';
import { stepNumber } from '../domain/vocabulary/steps';
import { describeDue, describeDuration } from './describe';
import { describeDueWhat } from './describeDue';
import { describeState } from './form';
import { counted, fill, labelled, type Words } from './words';

/** The columns that the lists of a reader have. */
export const columnIds = [
  'priority',
  'id',
  'title',
  'reported',
  'step',
  'state',
  'category',
  'assessment',
  'when',
  'need',
  'about',
  'contact',
  'clock',
  'age',
  'tlp',
] as const;

/** One of them. */
export type ColumnId = (typeof columnIds)[number];

/** A column of a list: what its cells say, and what they are sorted by. */
export interface ListColumn {
  readonly id: ColumnId;
  readonly label: string;
  /** What stands in the cell of a record; empty where there is nothing to say. `now` is when one looks. */
  readonly text: (facts: Facts, now: Instant) => string;
  /** The same for who reads it at another time, where that differs: with times as `formatTime` has them. */
  readonly exact?: (facts: Facts, formatTime: (at: Instant) => string, now: Instant) => string;
  /** What that is of, where a row tells it in small letters. */
  readonly note?: (facts: Facts, now: Instant) => string;
  /** What it is sorted by where that is not its text; undefined stands last. */
  readonly key?: (facts: Facts, now: Instant) => number | undefined;
}

/** Which columns the list of a kind has, in their order. */
const columnsByKind: Readonly<Record<Kind, readonly ColumnId[]>> = {
  incident: ['priority', 'id', 'title', 'reported', 'step', 'category', 'assessment', 'about', 'clock', 'age'],
  problem: ['id', 'title', 'state', 'about', 'age'],
  knownError: ['id', 'title', 'state', 'about', 'age'],
  procedure: ['id', 'title', 'state', 'category', 'about', 'age'],
  change: ['id', 'title', 'state', 'when', 'about', 'age'],
  component: ['id', 'title', 'state', 'need', 'age'],
  interface: ['id', 'title', 'state', 'contact', 'age'],
  person: ['id', 'title', 'state', 'about', 'age'],
};

/** The columns of the list of a kind. */
export function listColumns(words: Words, kind: Kind): readonly ListColumn[] {
  const all = allColumns(words, kind);
  return columnsByKind[kind].map(id => ({ id, ...all[id] }));
}

/** Those of what is taken out of it, to be pasted or filed: an incident's label goes along (TLP 2.0). */
export function takenColumns(words: Words, kind: Kind): readonly ListColumn[] {
  const columns = listColumns(words, kind);
  return kind === 'incident' ? [...columns, { id: 'tlp', ...allColumns(words, kind).tlp }] : columns;
}

/** Whether an incident is open, completed, in the archive, or erased. */
export const listedStates = ['open', 'closed', 'archived', 'erased'] as const;

/** One of these. */
export type ListedState = (typeof listedStates)[number];

/** Which of them an incident is in. */
export function listedState({ open, archived, erased }: Pick<IncidentFacts, 'open' | 'archived' | 'erased'>): ListedState {
  if (open) return 'open';
  if (erased) return 'erased';
  return archived ? 'archived' : 'closed';
}

function allColumns(words: Words, kind: Kind): Readonly<Record<ColumnId, Omit<ListColumn, 'id'>>> {
  const { readOnly, kinds, role } = words;
  const { fields } = kinds.incident;
  return {
    priority: { label: readOnly.priority, text: ofIncident(({ priority = '' }) => priority) },
    id: { label: readOnly.id, text: ({ id }) => id },
    title: { label: readOnly.titleColumn, text: facts => titleOf(words, facts) },
    reported: { label: readOnly.kind, text: ofIncident(({ reported }) => reported && fields.kind.options[reported]) },
    step: {
      label: readOnly.step,
      text: ofIncident(facts => (facts.open ? words.steps[facts.step].short : readOnly[listedState(facts)])),
      key: facts =>
        facts.kind === 'incident' ? (facts.open ? stepNumber(facts.step) : 10 + listedStates.indexOf(listedState(facts))) : undefined,
    },
    state: {
      label: kind === 'interface' ? kinds.interface.fields.party.label : readOnly.state,
      text: facts => (facts.kind === 'incident' || facts.state === undefined ? '' : describeState(words, facts.kind, facts.state)),
    },
    category: {
      label: fields.category.label,
      text: facts => {
        if (facts.kind === 'incident') return facts.category === undefined ? '' : fields.category.options[facts.category];
        return facts.kind === 'procedure' ? facts.categories.map(category => fields.category.options[category]).join(', ') : '';
      },
    },
    assessment: {
      label: readOnly.assessment,
      text: ofIncident(({ assessment }) => assessment && fields.assessment.options[assessment]),
      note: ofIncident(facts =>
        isAssessedOtherwise(facts)
          ? fill(readOnly.ownAssessment, { assessment: fields.assessment.options[facts.ownAssessment] })
          : undefined,
      ),
      key: facts => (facts.kind === 'incident' ? placeIn(assessments, facts.assessment) : undefined),
    },
    when: {
      label: readOnly.when,
      text: facts => windowOf(facts, at => at.slice(0, 10)),
      exact: windowOf,
      key: facts => (facts.kind === 'change' ? timeOf(facts.from) : undefined),
    },
    need: {
      label: fields.protectionNeed.label,
      text: facts =>
        facts.kind === 'component' && facts.protectionNeed !== undefined ? fields.protectionNeed.options[facts.protectionNeed] : '',
      key: facts => (facts.kind === 'component' ? placeIn(protectionNeeds, facts.protectionNeed) : undefined),
    },
    about: {
      label: kind === 'person' ? kinds.person.fields.roles.label : kinds.component.plural,
      text: facts => (facts.kind === 'person' ? facts.roles.map(held => role[held]) : facts.components).join(', '),
    },
    contact: { label: readOnly.contact, text: facts => (facts.kind === 'interface' ? contactLine(facts) : '') },
    clock: {
      label: readOnly.clock,
      text: (facts, now) => {
        const next = clockOf(facts, now);
        return next ? describeDue(words, next.at, now) : '';
      },
      note: (facts, now) => {
        const next = clockOf(facts, now);
        return next ? describeDueWhat(words, next.what) : '';
      },
      exact: (facts, formatTime, now) => {
        const next = clockOf(facts, now);
        return next ? labelled(describeDueWhat(words, next.what), formatTime(next.at)) : '';
      },
      key: (facts, now) => timeOf(clockOf(facts, now)?.at),
    },
    age: {
      label: readOnly.age,
      text: ({ recordedAt }, now) => (recordedAt === undefined ? '' : describeDuration(words, millisecondsBetween(recordedAt, now))),
      exact: ({ recordedAt }, formatTime) => (recordedAt === undefined ? '' : formatTime(recordedAt)),
      key: ({ recordedAt }) => {
        const at = timeOf(recordedAt);
        return at === undefined ? undefined : -at;
      },
    },
    tlp: { label: 'TLP', text: ofIncident(({ tlp = 'AMBER' }) => `TLP:${tlp}`) },
  };
}

function ofIncident(read: (facts: IncidentFacts) => string | undefined): (facts: Facts) => string {
  return facts => (facts.kind === 'incident' ? (read(facts) ?? '') : '');
}

function titleOf(words: Words, facts: Facts): string {
  if (facts.kind === 'incident' && facts.erased)
    return counted(words, words.readOnly.erasedOf, { count: facts.erased.entries, completed: String(facts.erased.completed) });
  return facts.title || words.tree.untitled;
}

function clockOf(facts: Facts, now: Instant): ReturnType<typeof nextToRunOut> {
  return facts.kind === 'incident' ? nextToRunOut(facts, now) : undefined;
}

/** From when until when a change is made; empty where neither is known. */
function windowOf(facts: Facts, formatTime: (at: Instant) => string): string {
  if (facts.kind !== 'change') return '';
  const { from, to } = facts;
  const ends = [from, to].map(at => (at === undefined ? '…' : formatTime(at)));
  return from === undefined && to === undefined ? '' : ends.join(' – ');
}

function placeIn<T>(all: readonly T[], one: T | undefined): number | undefined {
  return one === undefined ? undefined : all.indexOf(one);
}

function timeOf(at: Instant | undefined): number | undefined {
  return at === undefined ? undefined : Date.parse(at);
}
