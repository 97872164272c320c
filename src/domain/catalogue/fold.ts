import type { RecordEvent } from '../event';
import type { Patch } from '../field';
import type { CatalogueKind, RecordId } from '../ids';
import { addLink, judgeLink, removeLink } from '../link';
import { ancestry, causalOrder } from '../log';
import { applyPatch } from '../values';
import { WriteTracker } from '../writes';
import { readCatalogueEvent, type CatalogueEvent } from './event';
import { catalogueFields } from './forms';
import type { RecordOfKind } from './record';

type State<K extends CatalogueKind> = { -readonly [P in keyof RecordOfKind<K>]: RecordOfKind<K>[P] };

/** Fields whose change makes what was released another thing: the release does not cover it any more (DER.2.1.A5). */
const releasedFields: Readonly<Partial<Record<CatalogueKind, readonly string[]>>> = {
  knownError: ['solution', 'solutionFallback', 'solutionWeakens', 'solutionSafeguard', 'solutionComponent'],
  change: ['title', 'reason', 'components', 'reference', 'from', 'to', 'outage', 'fallback'],
};

/** True when a record of this kind waits for a release by the IT manager. */
export function isReleasable(kind: CatalogueKind): boolean {
  return releasedFields[kind] !== undefined;
}

/** The state of a catalogue record: its entries applied in causal order. Total and deterministic, like the fold of an incident. */
export function foldCatalogue<K extends CatalogueKind>(kind: K, id: RecordId, events: readonly RecordEvent[]): RecordOfKind<K> {
  const timeline = causalOrder(events);
  const state: State<K> = {
    id,
    kind,
    values: {},
    links: [],
    release: undefined,
    recorded: undefined,
    changedAt: undefined,
    conflicts: [],
    timeline,
  };
  const writes = new WriteTracker(ancestry(timeline));
  for (const event of timeline) {
    const known = readCatalogueEvent(event);
    state.recorded ??= { at: event.at, by: event.by };
    state.changedAt = event.at;
    if (known) apply(state, known, event, writes);
  }
  state.conflicts = writes.conflicts();
  return state;
}

function apply<K extends CatalogueKind>(state: State<K>, event: CatalogueEvent, entry: RecordEvent, writes: WriteTracker): void {
  switch (event.type) {
    case 'record.captured':
    case 'record.updated':
      return write(state, event.data.patch, entry.id, writes);
    case 'record.linked':
      state.links = addLink(state.links, event.data.link);
      return;
    case 'record.linkJudged':
      state.links = judgeLink(state.links, event.data.link, event.data.state);
      return;
    case 'record.unlinked':
      state.links = removeLink(state.links, event.data.link);
      return;
    case 'record.released':
      state.release = { at: entry.at, by: entry.by };
      return;
    case 'record.commented':
      return;
  }
}

function write<K extends CatalogueKind>(state: State<K>, patch: Patch, entry: string, writes: WriteTracker): void {
  state.values = applyPatch(catalogueFields[state.kind], state.values, patch, (path, value) => {
    writes.record(path, value, entry);
  });
  if (releasedFields[state.kind]?.some(field => Object.hasOwn(patch, field))) state.release = undefined;
}
