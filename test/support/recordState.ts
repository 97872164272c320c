import type { Incident } from '../../src/domain/incident/incident';
import { wholeRecord } from '../../src/domain/record/state';
import { definitionOf, kindOfId, type Kind, type RecordId, type StateOf } from '../../src/domain/records';
import type { Stamp } from '../../src/domain/record/stamp';
import type { Loaded } from '../../src/store/loaded';
import type { Store } from '../../src/store/store';

/** Any JSON, as it is parsed. */
type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object, as it is parsed. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * What the product makes of one file of a store, as plain JSON with sorted keys and in words of its own, so that it stays comparable
 * whatever the product calls things: what the record holds, what the lists say is wrong with the file, what is wrong with which entry.
 * What is not there is left out.
 */
export async function stateOfRecord(store: Store, id: RecordId): Promise<JsonObject> {
  const listed = store.entry(id);
  const fault = listed?.fault && { code: listed.fault.code, line: listed.fault.line };
  const loaded = await store.load(id);
  const state = loaded.ok ? stateOf(loaded.value) : { refused: loaded.error.code };
  return plain({ id, kind: kindOfId(id), fault, ...state });
}

function stateOf({ record, faults }: Loaded): object {
  const found = faults.map(({ index, code }) => ({ index, code }));
  if (record.kind === 'incident') return { ...contentOf(record), ...courseOf(record), faults: found };
  const release = record.releases.get(wholeRecord);
  const { open } = definitionOf(record.kind).facts(record);
  return { ...contentOf(record), open, releases: release ? { record: release } : {}, faults: found };
}

function courseOf(incident: Incident): object {
  return {
    open: incident.open,
    step: incident.step,
    priority: incident.priority,
    releases: Object.fromEntries(incident.releases),
    gaps: incident.gaps,
    reviews: incident.reviews,
    applied: Object.fromEntries(incident.applied),
    waitsFor: incident.waitsFor,
    report: incident.finalReport && { ...stamp(incident.finalReport), sha256: incident.finalReport.sha256 },
    signOff: incident.signOff,
    closed: incident.closed,
    passed: incident.passed,
  };
}

/** What every record has. */
function contentOf({ values, links, recorded, changedAt, conflicts, disregarded, fallen, timeline }: StateOf<Kind>): object {
  return {
    values,
    links: links.map(({ id, kind, state, target, measure }) => ({ id, kind, state, target, measure })),
    recorded,
    changedAt,
    conflicts: conflicts.map(({ path, event, other, otherValue }) => ({ path, event, other, otherValue })),
    disregarded: disregarded.map(({ event, reason }) => ({ event, reason })),
    fallen: fallen.map(({ event, cause, unseen }) => ({ event, cause, unseen })),
    entries: timeline.map(({ id }) => id.slice(0, 8)).join(' '),
  };
}

function stamp({ at, by }: Stamp): Stamp {
  return { at, by };
}

/** A value as JSON holds it, with sorted keys; empty lists and objects are left out like what is not there. */
function plain(value: object): JsonObject {
  const sorted = (_key: string, part: unknown): unknown => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const entries = Object.entries(part).filter(([, inner]) => !isEmpty(inner));
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return JSON.parse(JSON.stringify(value, sorted)) as JsonObject;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** The paths at which two such states differ, each with both sides, for people to read. */
export function differencesBetween(expected: Json | undefined, actual: Json | undefined, path = ''): readonly string[] {
  if (isHolder(expected) && isHolder(actual) && Array.isArray(expected) === Array.isArray(actual)) {
    const [before, after] = [new Map(Object.entries(expected)), new Map(Object.entries(actual))];
    const keys = new Set([...before.keys(), ...after.keys()]);
    return [...keys].flatMap(key => differencesBetween(before.get(key), after.get(key), path === '' ? key : `${path}.${key}`));
  }
  return expected === actual ? [] : [`${path}: was ${textOf(expected)}, is ${textOf(actual)}`];
}

function isHolder(value: Json | undefined): value is readonly Json[] | JsonObject {
  return typeof value === 'object' && value !== null;
}

function textOf(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
