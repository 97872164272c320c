import type { SimilarLink } from '../../domain/record/link';
import * as vscode from 'vscode';
import {
  applyToMany,
  commandFrom,
  linkSimilar,
  makeKnownError,
  raiseProblem,
  type KnowledgePorts,
  type ProblemReason,
} from '../../app/knowledge';
import { makeProcedure, procedureCommand } from '../../app/procedures';
import { completeDuplicates } from '../../app/completion';
import type { Result } from '../../domain/foundation/result';
import type { Instant } from '../../domain/foundation/time';
import type { IncidentCommand } from '../../domain/incident/command';
import type { IncidentId } from '../../domain/incident/incident';
import type { ProcedurePlace } from '../../domain/incident/procedureSteps';
import type { Candidate, ReviewSource } from '../../domain/incident/review';
import type { IdOf, RecordId } from '../../domain/records';
import type { MeasureKind } from '../../domain/vocabulary/measureKind';
import { pickCommit } from '../git/commitPicker';
import { knowledgeFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { counted, fill } from '../../words/words';
import { confirm, mention } from '../editor/notify';
import { unlessRefused } from '../editor/refusedText';
import { pickRecord } from './recordPicker';
import { finalReport } from './reports';
import type { Workspace } from '../workspace/workspace';
import { UserError } from '../editor/userError';
import { staying } from '../editor/staying';

/** What is done with problems and known errors, and between them and incidents, as the person asks for it and is told of it. */
export class RecordActions {
  /** Set by the composition root: showing a record's panel. */
  openRecord: (id: RecordId) => void = () => undefined;

  constructor(private readonly workspace: Workspace) {}

  /** Raises a problem from these incidents, because of something that was found in them where `why` says so, and opens it. */
  async raiseProblem(incidents: readonly IncidentId[], why?: ProblemReason): Promise<void> {
    this.openRecord(must(await raiseProblem(this.ports(), incidents, why)));
  }

  /** Lets the person pick the incident that all of these are duplicates of, and completes them; says in words what became of it. */
  async completeDuplicates(incidents: readonly IncidentId[]): Promise<void> {
    const store = this.workspace.requireStore();
    const original = await pickRecord(this.workspace, { kinds: ['incident'], all: true, last: incidents, title: words.ui.duplicatesOf });
    if (original === undefined) return;
    const others = incidents.filter(id => id !== original);
    const named = (id: RecordId): string => `${id} ${store.entriesOf('incident').find(entry => entry.id === id)?.facts.title ?? ''}`;
    const question = counted(words, words.ui.completeAs, { count: others.length, record: named(original) });
    if (!(await confirm(question, others.map(named).join('\n'), words.ui.completeThem))) return;
    const { refused, unreported } = await completeDuplicates(store, others, original, finalReport);
    const told = counted(words, words.ui.completedOf, { completed: others.length - refused.length, count: others.length });
    const lacking = unreported.length > 0 ? [fill(words.ui.unreported, { incidents: unreported.map(({ id }) => id).join(', ') })] : [];
    mention(unlessRefused([told, ...lacking].join(' '), [...refused, ...unreported]), 4000);
  }

  /** Makes a known error of a record that offers it and opens it; says so where it does not. */
  async makeKnownError(source: RecordId): Promise<void> {
    this.openRecord(must(await makeKnownError(this.ports(), source)));
  }

  /** Makes a procedure of an incident and opens it. */
  async makeProcedure(incident: IncidentId, instructions?: string): Promise<void> {
    this.openRecord(must(await makeProcedure(this.ports(), incident, instructions)));
  }

  /** The command that takes over the steps of a procedure. */
  async procedureCommand(procedure: IdOf<'procedure'>, into: ProcedurePlace): Promise<IncidentCommand> {
    return must(await procedureCommand(this.ports(), procedure, into));
  }

  /** The command that applies the workaround or solution of a known error. */
  async commandFrom(source: RecordId, measure: MeasureKind, reviewAt?: Instant): Promise<IncidentCommand> {
    return must(await commandFrom(this.ports(), source, measure, reviewAt));
  }

  /** Applies the workaround or solution of a known error to each of these incidents; says in words what became of it. */
  async applyToMany(source: RecordId, measure: MeasureKind, incidents: readonly string[], reviewAt?: Instant): Promise<string> {
    const { count, refused } = must(await applyToMany(this.ports(), source, measure, incidents, reviewAt));
    const told = counted(words, words.ui.appliedTo, { applied: count - refused.length, count });
    return unlessRefused(told, refused);
  }

  /** Links a similar record: an incident as duplicate or child, any record as related. */
  async linkSimilar(incident: IncidentId, other: RecordId, as: SimilarLink): Promise<void> {
    must(await linkSimilar(this.ports(), incident, other, as));
  }

  /** Lets the person pick what an incident matches, among all there is. Undefined when nothing was picked. */
  async pickMatch(source: ReviewSource, incident: IncidentId): Promise<Candidate | undefined> {
    const reasons = [{ code: 'added' as const, values: [] }];
    const what = source === 'change' ? await pickCommitOrChange() : 'record';
    if (what === undefined) return undefined;
    if (what === 'commit') {
      const commit = await pickCommit(await this.workspace.requireRepository());
      return commit && { id: commit.sha, title: commit.subject.slice(0, 1000), reasons };
    }
    const store = this.workspace.requireStore();
    const picked = await pickRecord(this.workspace, { kinds: [source], without: incident, all: true });
    const entry = picked && store.entry(picked);
    return entry?.type === 'record' ? { id: entry.id, title: entry.facts.title, reasons } : undefined;
  }

  private ports(): KnowledgePorts {
    return { store: this.workspace.requireStore(), person: async () => (await this.workspace.actor()).name, untitled: words.tree.untitled };
  }
}

/** What came of a use case, or in words why nothing did. */
function must<T>(outcome: Result<T, Parameters<typeof knowledgeFaultText>[0]>): T {
  if (!outcome.ok) throw new UserError(knowledgeFaultText(outcome.error));
  return outcome.value;
}

/** What the fault matches in the review against changes; undefined when the person leaves it open. */
async function pickCommitOrChange(): Promise<'commit' | 'record' | undefined> {
  const items = [
    { label: words.ui.matchCommit, what: 'commit' },
    { label: words.ui.matchChange, what: 'record' },
  ] as const;
  return (await vscode.window.showQuickPick(items, { placeHolder: words.ui.matchWhat, ...staying }))?.what;
}
