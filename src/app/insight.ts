import { isEntryOf } from '../store/indexEntry';
import type { ErrorSignature } from '../domain/errors/signature';
import { readErrors } from '../domain/errors/signature';
import { componentsOf, inheritedFrom } from '../review/components/components';
import { pathsIn } from '../review/components/paths';
import { offeredProcedures, reasonsFor, reviewCandidates, type ReviewSubject } from '../review/candidates';
import { documentOf } from '../review/similar/similarDocument';
import type { SimilarHit } from '../review/similar/similarIndex';
import {
  failureKinds,
  isIdOf,
  isRecordId,
  kindOfId,
  offersOf,
  type FactsOf,
  type FormFacts,
  type Kind,
  type RecordId,
} from '../domain/records';
import { contactLine } from '../domain/interface/definition';
import type { Incident } from '../domain/incident/incident';
import { reviewSources, type Candidate, type ReviewSource } from '../domain/incident/review';
import type { Insight, SimilarRecord } from '../protocol/insight';
import { relatedTo, type RecordGraph } from './relations';
import type { SimilarRecords } from '../review/similar/similarRecords';
import type { Store } from '../store/store';

/** What lists know of a record that is one form, and how it was answered, where its kind knows that. */
type Answered = Pick<FormFacts, 'kind' | 'open' | 'state'> & Pick<FactsOf<'knownError'>, 'workaround' | 'solution'>;

/** Similar records shown beside the form. */
const similarShown = 5;
/** What is less like the incident than this share of the best hit is not worth reading. */
const leastOfBest = 0.3;
/** Hits of the index of each kind that are considered. */
const hitsConsidered = 20;
/** Errors and frames of a text that are shown, and files looked for in the workspace for them. */
const [errorsShown, framesShown, filesLookedFor] = [5, 8, 20];

/** What is looked through: the records, the index of what is similar, and the workspace's files by the path that a stack trace writes. */
export interface InsightPorts {
  readonly store: Store;
  readonly similar: SimilarRecords;
  readonly findFile: (written: string) => Promise<string | undefined>;
}

/** What can be found out about an incident as it stands in the form: looked up in the index, the lists and the workspace's file names. */
export async function insightOf(
  { store, similar, findFile }: InsightPorts,
  incident: Incident,
  suspects: readonly Candidate[],
): Promise<Insight> {
  await similar.ready();
  const { values, links } = incident;
  const document = documentOf(incident);
  const names = values.components ?? [];
  const subject = { components: names, links, category: values.category, began: values.occurredAt ?? values.detectedAt };
  const found = document
    ? similar.findInGroups(document, hitsConsidered, other => kindOfId(other))
    : new Map<Kind, readonly SimilarHit[]>();
  const candidatesOf = (source: ReviewSource): Insight['candidates'][ReviewSource] => [
    ...reviewCandidates(source, subject, store.facts(source), found.get(source) ?? [], source === 'change' ? suspects : []),
  ];
  const linked = linkedAnswers(incident, store);
  const alike = failureKinds.flatMap(kind => found.get(kind) ?? []).sort((a, b) => b.score - a.score);
  const hits = alike.filter(({ score }) => score >= leastOfBest * (alike[0]?.score ?? 0));
  const texts = [values.symptoms, values.errorText].filter(text => text !== undefined).join('\n');
  const paths = [...links.flatMap(({ target }) => (target.type === 'file' ? [target.path] : [])), ...pathsIn(texts)];
  return {
    similar: withLinked(linked, alike, hits)
      .flatMap(hit => similarRecord(store, hit, subject))
      .filter(({ id, reasons }) => reasons.length > 0 || linked.includes(id))
      .slice(0, similarShown),
    procedures: procedures(store.facts('procedure'), subject, found.get('procedure') ?? []),
    candidates: Object.fromEntries(reviewSources.map(source => [source, candidatesOf(source)])) as Insight['candidates'],
    offered: [...componentsOf(paths, store.facts('component'), names)],
    inherited: inheritedFrom(names, store.facts('component')).map(({ safeguards, ...rest }) => ({ ...rest, safeguards: [...safeguards] })),
    errors: await shownErrors(findFile, texts),
    interfaces: store
      .facts('interface')
      .flatMap(({ party, ...one }) => (party === undefined ? [] : [{ id: one.id, party, name: one.title, contact: contactLine(one) }])),
  };
}

/** What the incident is linked to and can be applied to it: known errors. */
function linkedAnswers(incident: Incident, graph: RecordGraph): readonly RecordId[] {
  const holding = relatedTo(incident, graph).filter(({ state }) => state !== 'ruledOut');
  return [...new Set(holding.map(({ id }) => id))].filter(id => offersOf(kindOfId(id)).appliesMeasures !== undefined);
}

/** Known errors that the incident is linked to stand first, however little they look like it: what helps there helps here. */
function withLinked(linked: readonly RecordId[], alike: readonly SimilarHit[], hits: readonly SimilarHit[]): readonly SimilarHit[] {
  const first = linked.map(id => alike.find(hit => hit.id === id) ?? { id, score: 0, terms: [], sameError: false });
  return [...first, ...hits.filter(({ id }) => !linked.some(known => known === id))];
}

function similarRecord(graph: RecordGraph, hit: SimilarHit, subject: ReviewSubject): readonly SimilarRecord[] {
  const entry = isRecordId(hit.id) ? graph.entry(hit.id) : undefined;
  if (!entry || entry.type === 'broken') return [];
  const common = { id: entry.id, title: entry.facts.title, reasons: reasonsFor(entry.facts, subject, hit) };
  if (isEntryOf('incident', entry)) {
    const { open, step, closureCode, solution, instructions } = entry.facts;
    return [{ ...common, kind: 'incident', open, state: open ? step : (closureCode ?? ''), solution, instructions }];
  }
  const { kind, open, state, workaround, solution }: Answered = entry.facts;
  return [{ ...common, kind, open, state, workaround, solution }];
}

function procedures(all: readonly FactsOf<'procedure'>[], subject: ReviewSubject, hits: readonly SimilarHit[]): Insight['procedures'] {
  return offeredProcedures(subject, all, hits).flatMap(({ id, reasons, title }) => {
    const steps = all.find(other => other.id === id)?.steps ?? 0;
    return isIdOf('procedure', id) ? [{ id, title, reasons: [...reasons], steps }] : [];
  });
}

/** The errors of a text; frames whose file is in the workspace get its path. */
async function shownErrors(findFile: InsightPorts['findFile'], text: string): Promise<Insight['errors']> {
  const errors = readErrors(text).filter(({ frames, type }) => frames.length > 0 || type !== undefined);
  const found = new Map<string, string | undefined>();
  const shown = errors.slice(0, errorsShown);
  for (const file of shown.flatMap(({ frames }) => frames.slice(0, framesShown).flatMap(frame => frame.file ?? []))) {
    if (!found.has(file) && found.size < filesLookedFor) found.set(file, await findFile(file));
  }
  return shown.map(({ type, message, frames }) => ({
    ...(type !== undefined && { type }),
    message,
    frames: frames.slice(0, framesShown).map(frame => shownFrame(frame, found)),
  }));
}

function shownFrame(
  { function: name, file, line }: ErrorSignature['frames'][number],
  found: ReadonlyMap<string, string | undefined>,
): Insight['errors'][number]['frames'][number] {
  const path = file === undefined ? undefined : found.get(file);
  const place = file === undefined ? '' : `${path ?? file}${line === undefined ? '' : `:${line}`}`;
  return {
    text: [name, place].filter(Boolean).join(' · '),
    ...(path !== undefined && { path }),
    ...(path !== undefined && line !== undefined && line > 0 && { line }),
  };
}
