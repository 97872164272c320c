import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { maxLineLength, maxTextLength, type Patch } from '../domain/forms/field';
import { isBlank } from '../domain/foundation/blank';
import type { AppliedMeasure, IncidentCommand } from '../domain/incident/command';
import type { Incident, IncidentId } from '../domain/incident/incident';
import type { Candidate, ReviewSource } from '../domain/incident/review';
import { releaseOf } from '../domain/record/formRecord';
import type { NewLink } from '../domain/record/link';
import type { CommandOf, IdOf, Kind, KindOf, RecordId, StateOf } from '../domain/records';
import { addDays, type Instant } from '../domain/foundation/time';
import type { Store } from '../store/store';
import { pickCommit } from './commitPicker';
import { faultText, loadFaultText } from './faultText';
import { say } from './hostWords';
import { pickRecord } from './recordPicker';
import { openIncidentsOf } from './relations';
import type { Session } from './session';
import { UserError } from './userError';

/** Days until a workaround is looked at again, where nobody says otherwise. */
const reviewAfterDays = 7;

/** What is done with problems and known errors, and between them and incidents (M 6.64). */
export class RecordActions {
  /** Set by the composition root: showing a record's panel. */
  openRecord: (id: RecordId) => void = () => undefined;

  constructor(private readonly session: Session) {}

  /** Raises a problem that carries the symptoms, components and links of these incidents, and links them to it. */
  async raiseProblem(incidents: readonly IncidentId[]): Promise<RecordId> {
    const store = this.session.requireStore();
    const loaded = await Promise.all(incidents.map(id => this.record(store, id)));
    const problem = await this.created(store, 'problem', problemOf(loaded));
    const links = loaded.flatMap(({ links }) => links).filter(({ target, state }) => target.type !== 'record' && state !== 'ruledOut');
    for (const link of links) await this.must(store, problem, { type: 'link', link: { ...link, measure: undefined } });
    for (const { id } of loaded) await this.must(store, id, { type: 'link', link: linkTo(problem, 'causedBy', 'suspected') });
    this.openRecord(problem);
    return problem;
  }

  /** Makes a known error of a problem whose root cause is known; its incidents are linked to it. */
  async makeKnownError(problem: IdOf<'problem'>): Promise<RecordId> {
    const store = this.session.requireStore();
    const record = await this.record(store, problem);
    const { title, symptoms, errorText, components, rootCause, workaround, solution, state } = record.values;
    if (isBlank(rootCause)) throw new UserError(say('ui.rootCauseMissing'));
    const knownError = await this.created(
      store,
      'knownError',
      withoutBlanks({ title, symptoms, errorText, components, rootCause, workaround, solution, source: 'own', validity: 'inForce' }),
    );
    await this.must(store, knownError, { type: 'link', link: linkTo(problem, 'relatedTo', 'confirmed') });
    if (state !== 'solved' && state !== 'closed')
      await this.must(store, problem, { type: 'save', patch: { state: 'rootCauseIdentified' } });
    for (const { id } of openIncidentsOf(record.id, store))
      await this.must(store, id, { type: 'link', link: linkTo(knownError, 'causedBy', 'confirmed') });
    this.openRecord(knownError);
    return knownError;
  }

  /** The command that applies the workaround or solution of a known error or problem. */
  async commandFrom(source: RecordId, measure: 'workaround' | 'final', reviewAt?: Instant): Promise<IncidentCommand> {
    const record = await this.record(this.session.requireStore(), source);
    const { name } = await this.session.actor();
    return applyingCommand(record, measure, name, reviewAt);
  }

  /** Applies the workaround or solution of a known error to each of these incidents; says in words what became of it. */
  async applyToMany(source: RecordId, measure: 'workaround' | 'final', incidents: readonly string[], reviewAt?: Instant): Promise<string> {
    const store = this.session.requireStore();
    const record = await this.record(store, source);
    const linked = openIncidentsOf(record.id, store).filter(({ id }) => incidents.includes(id));
    const { name } = await this.session.actor();
    const failures: string[] = [];
    for (const { id } of linked) {
      const outcome = await store.execute(id, applyingCommand(record, measure, name, reviewAt));
      if (!outcome.ok) failures.push(`${id}: ${faultText(id, outcome.error)}`);
    }
    if (failures.length > 0)
      throw new UserError([say('ui.appliedTo', linked.length - failures.length, linked.length), ...failures].join(' '));
    return say('ui.appliedTo', linked.length, linked.length);
  }

  /** Links a similar record: an incident as duplicate, child or related, a problem or known error as its cause. */
  async linkSimilar(incident: IncidentId, other: RecordId, as: 'duplicate' | 'child' | 'related'): Promise<void> {
    const store = this.session.requireStore();
    if (as === 'child') await this.must(store, other, { type: 'link', link: linkTo(incident, 'parentOf', 'confirmed') });
    else
      await this.must(store, incident, {
        type: 'link',
        link: linkTo(other, as === 'duplicate' ? 'duplicateOf' : 'relatedTo', 'confirmed'),
      });
  }

  /** Lets the person pick what an incident matches, among all there is. Undefined when nothing was picked. */
  async pickMatch(source: ReviewSource, incident: IncidentId): Promise<Candidate | undefined> {
    const reasons = [{ code: 'added' as const, values: [] }];
    const what = source === 'change' ? await pickCommitOrChange() : 'record';
    if (what === undefined) return undefined;
    if (what === 'commit') {
      const commit = await pickCommit(await this.session.requireRepository());
      return commit && { id: commit.sha, title: commit.subject.slice(0, 1000), reasons };
    }
    const store = this.session.requireStore();
    const picked = await pickRecord(store, { kinds: [source], without: incident, all: true });
    const entry = picked && store.entry(picked);
    return entry?.type === 'record' ? { id: entry.id, title: entry.facts.title, reasons } : undefined;
  }

  private async record<I extends RecordId>(store: Store, id: I): Promise<StateOf<KindOf<I>>> {
    const loaded = await store.load(id);
    if (!loaded.ok) throw new UserError(loadFaultText(id, loaded.error));
    return loaded.value.record;
  }

  private async created<K extends 'problem' | 'knownError'>(store: Store, kind: K, patch: Patch): Promise<IdOf<K>> {
    const outcome = await store.create(kind, patch);
    if (!outcome.ok) throw new UserError(faultText(say(`kind.${kind}`), outcome.error));
    return outcome.value;
  }

  private async must<I extends RecordId>(store: Store, id: I, command: CommandOf<KindOf<I>>): Promise<void> {
    const outcome = await store.execute(id, command);
    if (!outcome.ok) throw new UserError(`${id}: ${faultText(id, outcome.error)}`);
  }
}

/** What the fault matches in the review against changes; undefined when the person leaves it open. */
async function pickCommitOrChange(): Promise<'commit' | 'record' | undefined> {
  const items = [
    { label: say('ui.matchCommit'), what: 'commit' },
    { label: say('ui.matchChange'), what: 'record' },
  ] as const;
  return (await vscode.window.showQuickPick(items, { placeHolder: say('ui.matchWhat') }))?.what;
}

function linkTo(id: RecordId, kind: NewLink['kind'], state: NewLink['state']): NewLink {
  return { kind, state, target: { type: 'record', id } };
}

/** A problem of some incidents: what each of them tells, the components of all. */
function problemOf(incidents: readonly Incident[]): Patch {
  const values = incidents.map(incident => incident.values);
  const texts = values.flatMap(({ symptoms }, at) => (symptoms ? [`${incidents[at]?.id ?? ''}: ${symptoms}`] : []));
  return withoutBlanks({
    title: values[0]?.title ?? say('tree.untitled'),
    state: 'new',
    symptoms: texts.join('\n\n').slice(0, maxTextLength),
    errorText: values.find(({ errorText }) => !isBlank(errorText))?.errorText,
    components: [...new Set(values.flatMap(({ components = [] }) => components))],
  });
}

function withoutBlanks(values: Readonly<Record<string, unknown>>): Patch {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
}

/** The command that applies what a record holds, as a measure of its own. */
function applyingCommand(record: StateOf<Kind>, measure: 'workaround' | 'final', person: string, reviewAt?: Instant): IncidentCommand {
  const { id: from } = record;
  const release = releaseOf(record);
  const applied = appliedMeasure(record, measure, person);
  if (measure === 'final') return { type: 'applySolution', measure: applied, from, ...(release && { released: release }) };
  return { type: 'applyWorkaround', measure: applied, from, reviewAt: reviewAt ?? addDays(new Date().toISOString(), reviewAfterDays) };
}

/** The workaround or solution a record holds, as it is applied. The safeguard question must have been answered (M 6.124). */
function appliedMeasure(record: StateOf<Kind>, type: 'workaround' | 'final', person: string): AppliedMeasure {
  if (record.kind !== 'knownError') throw new UserError(say('ui.onlyKnownErrors'));
  const { values } = record;
  const [what, fallback, weakensSafeguard, safeguard, component] =
    type === 'workaround'
      ? [values.workaround, values.workaroundFallback, values.workaroundWeakens, values.workaroundSafeguard, values.workaroundComponent]
      : [values.solution, values.solutionFallback, values.solutionWeakens, values.solutionSafeguard, values.solutionComponent];
  if (what === undefined || isBlank(what)) throw new UserError(say('ui.nothingToApply', record.id));
  if (weakensSafeguard === undefined) throw new UserError(say('ui.safeguardUnanswered', record.id));
  const own = component ?? values.components?.[0];
  return {
    id: randomUUID(),
    what: what.slice(0, maxLineLength),
    person: person.slice(0, maxLineLength),
    weakensSafeguard,
    ...(own !== undefined && { component: own }),
    ...(fallback !== undefined && { fallback }),
    ...(safeguard !== undefined && { safeguard }),
  };
}
