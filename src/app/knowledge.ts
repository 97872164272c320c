import { excerpt } from '../domain/foundation/excerpt';
import { randomUUID } from 'node:crypto';
import { maxLineLength, maxTextLength, type Patch } from '../domain/forms/field';
import { isBlank } from '../domain/foundation/blank';
import { failure, success, type Result } from '../domain/foundation/result';
import { addDays, type Instant } from '../domain/foundation/time';
import type { AppliedMeasure, IncidentCommand } from '../domain/incident/command';
import type { Incident, IncidentId } from '../domain/incident/incident';
import { reviewAfterDays } from '../domain/incident/measure';
import { releaseOf } from '../domain/record/formRecord';
import type { NewLink, SimilarLink } from '../domain/record/link';
import { definitionOf, definitions, isFormId, offersOf, type IdOf, type Kind, type RecordId, type StateOf } from '../domain/records';
import type { MeasureKind } from '../domain/vocabulary/measureKind';
import type { Store } from '../store/store';
import { createRecord, executeOn, linkTo, loadRecord, withoutBlanks, type KnowledgeFault } from './recordAccess';
import { openIncidentsOf } from './relations';
import type { NotDone } from './toEach';

/** What became of applying a measure to several incidents: how many took it, and why the others did not. */
export interface Applied {
  readonly count: number;
  readonly refused: readonly NotDone[];
}

/** What the use cases need: where the records are, who acts, and what a record without a title is called. */
export interface KnowledgePorts {
  readonly store: Store;
  readonly person: () => Promise<string>;
  readonly untitled: string;
}

/** Why a problem is raised: what was found, in a few words and whole. */
export interface ProblemReason {
  readonly title: string;
  readonly text: string;
}

/** Raises a problem that carries the symptoms, components and links of these incidents, and links them to it (M 6.64); what was found in them is its title where `why` says it. */
export async function raiseProblem(
  { store, untitled }: KnowledgePorts,
  incidents: readonly IncidentId[],
  why?: ProblemReason,
): Promise<Result<IdOf<'problem'>, KnowledgeFault>> {
  const loaded: Incident[] = [];
  for (const id of incidents) {
    const incident = await loadRecord(store, id);
    if (!incident.ok) return incident;
    loaded.push(incident.value);
  }
  const inCode = loaded.flatMap(incident => incident.links).filter(({ target, state }) => target.type !== 'record' && state !== 'ruledOut');
  const links = [
    ...inCode.map(({ kind, state, target }) => ({ kind, state, target })),
    ...loaded.map(({ id }) => linkTo(id, 'causes', 'suspected')),
  ];
  const created = await createRecord(store, 'problem', problemOf(loaded, untitled, why), links);
  if (!created.ok) return created;
  const done = await inOrder(loaded.map(({ id }) => linking(store, id, created.value, 'causedBy', 'suspected')));
  return done.ok ? created : done;
}

/** Makes a known error of what offers that, a problem, once its root cause is known; its incidents are linked to it (M 6.64). `doesNotOffer` for any other. */
export async function makeKnownError({ store }: KnowledgePorts, source: RecordId): Promise<Result<IdOf<'knownError'>, KnowledgeFault>> {
  if (!isFormId(source)) return failure({ code: 'doesNotOffer' });
  const loaded = await loadRecord(store, source);
  if (!loaded.ok) return loaded;
  const { kind, values } = loaded.value;
  const along = offersOf(kind).makesKnownError;
  if (!along) return failure({ code: 'doesNotOffer' });
  const taken = Object.fromEntries(Object.entries(values).filter(([field]) => field in definitions.knownError.fields));
  if (isBlank(taken['rootCause'])) return failure({ code: 'rootCauseMissing' });
  const patch = withoutBlanks({ ...taken, source: 'own', validity: 'inForce' });
  const created = await createRecord(store, 'knownError', patch, [linkTo(source, 'relatedTo')]);
  if (!created.ok) return created;
  const steps = [
    ...(definitionOf(kind).facts(loaded.value).open ? [() => executeOn(store, source, { type: 'save', patch: { ...along } })] : []),
    ...openIncidentsOf(source, store).map(({ id }) => linking(store, id, created.value, 'causedBy')),
  ];
  const done = await inOrder(steps);
  return done.ok ? created : done;
}

/** The command that applies the workaround or solution of a known error. */
export async function commandFrom(
  { store, person }: KnowledgePorts,
  source: RecordId,
  measure: MeasureKind,
  reviewAt?: Instant,
): Promise<Result<IncidentCommand, KnowledgeFault>> {
  const loaded = await loadRecord(store, source);
  return loaded.ok ? applyingCommand(loaded.value, measure, await person(), reviewAt) : loaded;
}

/** Applies the workaround or solution of a known error to those of these incidents that are open and linked to it. */
export async function applyToMany(
  ports: KnowledgePorts,
  source: RecordId,
  measure: MeasureKind,
  incidents: readonly string[],
  reviewAt?: Instant,
): Promise<Result<Applied, KnowledgeFault>> {
  const { store } = ports;
  const linked = openIncidentsOf(source, store).filter(({ id }) => incidents.includes(id));
  const refused: NotDone[] = [];
  for (const { id } of linked) {
    // Each incident gets a measure of its own.
    const command = await commandFrom(ports, source, measure, reviewAt);
    if (!command.ok) return command;
    const outcome = await store.execute(id, command.value);
    if (!outcome.ok) refused.push({ id, fault: outcome.error });
  }
  return success({ count: linked.length, refused });
}

/** Links a similar record: an incident as duplicate or child, any record as related. */
export async function linkSimilar(
  { store }: KnowledgePorts,
  incident: IncidentId,
  other: RecordId,
  as: SimilarLink,
): Promise<Result<undefined, KnowledgeFault>> {
  if (as === 'child') return linking(store, other, incident, 'parentOf')();
  return linking(store, incident, other, as === 'duplicate' ? 'duplicateOf' : 'relatedTo')();
}

type Step = () => Promise<Result<undefined, KnowledgeFault>>;

/** One after another, until one is refused. */
async function inOrder(steps: readonly Step[]): Promise<Result<undefined, KnowledgeFault>> {
  for (const step of steps) {
    const done = await step();
    if (!done.ok) return done;
  }
  return success(undefined);
}

/** The step that links one record to another. */
function linking(store: Store, from: RecordId, to: RecordId, kind: NewLink['kind'], state?: NewLink['state']): Step {
  return () => executeOn(store, from, { type: 'link', link: linkTo(to, kind, state) });
}

/** A problem of some incidents: what each of them tells, the components of all. */
function problemOf(incidents: readonly Incident[], untitled: string, why?: ProblemReason): Patch {
  const values = incidents.map(incident => incident.values);
  const texts = incidents.flatMap(({ id, values: { symptoms } }) => (symptoms ? [`${id}: ${symptoms}`] : []));
  return withoutBlanks({
    title: excerpt(why?.title) ?? values[0]?.title ?? untitled,
    state: 'new',
    symptoms: [...(why ? [why.text] : []), ...texts].join('\n\n').slice(0, maxTextLength),
    errorText: values.find(({ errorText }) => !isBlank(errorText))?.errorText,
    components: [...new Set(values.flatMap(({ components = [] }) => components))],
  });
}

/** The command that applies what a record holds, as a measure of its own. */
function applyingCommand(
  record: StateOf<Kind>,
  measure: MeasureKind,
  person: string,
  reviewAt?: Instant,
): Result<IncidentCommand, KnowledgeFault> {
  const applied = appliedMeasure(record, measure, person);
  if (!applied.ok) return applied;
  const { id: from } = record;
  const released = releaseOf(record);
  if (measure === 'final') return success({ type: 'applySolution', measure: applied.value, from, ...(released && { released }) });
  const until = reviewAt ?? addDays(new Date().toISOString(), reviewAfterDays);
  return success({ type: 'applyWorkaround', measure: applied.value, from, reviewAt: until });
}

/** The workaround or solution a record holds, as it is applied. The safeguard question must have been answered (M 6.124). */
function appliedMeasure(record: StateOf<Kind>, type: MeasureKind, person: string): Result<AppliedMeasure, KnowledgeFault> {
  const { id, kind, values } = record;
  const held = offersOf(kind).appliesMeasures?.(values, type);
  if (!held) return failure({ code: 'doesNotOffer' });
  if (!definitionOf(kind).facts(record).open) return failure({ code: 'retired', id });
  const { what, fallback, weakensSafeguard, safeguard, component } = held;
  if (what === undefined || isBlank(what)) return failure({ code: 'nothingToApply', id });
  if (weakensSafeguard === undefined) return failure({ code: 'safeguardUnanswered', id });
  return success({
    id: randomUUID(),
    what,
    person: person.slice(0, maxLineLength),
    weakensSafeguard,
    ...(withoutBlanks({ component, fallback, safeguard }) as Pick<AppliedMeasure, 'component' | 'fallback' | 'safeguard'>),
  });
}
