import * as z from 'zod';
import { jsonOf } from '../../../src/base/json';
import { errorKeysIn } from '../../../src/domain/incident/traitsOf';
import { observablesIn, signsIn, tellsOfOutage } from '../../../src/domain/incident/observables';
import type { Happening, History } from '../../../src/review/patterns/history';

const id = z.union([z.string(), z.number()]).transform(String);
/** The last time that a date can be made of (ECMA-262), in milliseconds. */
const latestTime = 8.64e15;
/** A number below this is one of seconds: as milliseconds it would lie before March 1973. */
const leastMilliseconds = 1e11;
const time = z.union([z.string(), z.number()]).transform((value, context) => {
  const at =
    typeof value === 'number'
      ? Math.abs(value) < leastMilliseconds
        ? value * 1000
        : value
      : Date.parse(value.replace(/^(\d\d)\/(\w{3})\/(\d\d) /, '$1 $2 20$3 '));
  if (Math.abs(at) <= latestTime) return at;
  context.addIssue({ code: 'custom', message: `“${value}” is no time` });
  return z.NEVER;
});
const several = z.union([id.transform(one => [one]), z.array(id)]);
const text = id.nullish();

/** One line of a history: an incident, or with `"type":"change"` a change that was made. Described in docs/patterns.md. */
const lineSchema = z.object({
  type: z.enum(['incident', 'change']).default('incident'),
  id,
  created: time.nullish(),
  occurred: time.nullish(),
  restored: time.nullish(),
  title: text,
  description: text,
  error: text,
  kind: text,
  category: text,
  product: text,
  component: text,
  components: several.nullish(),
  duplicate_of: id.nullish(),
  part_of: id.nullish(),
  caused_by: z.union([id.transform(one => [one]), z.array(id)]).nullish(),
  cause_known: z.boolean().nullish(),
  unavailable: z.boolean().nullish(),
  security: z.enum(['confirmed', 'suspected', 'no', 'falseAlarm']).nullish(),
  gaps: z.array(z.object({ component: z.string(), since: time, until: time.optional() })).nullish(),
  files: z.array(z.string()).nullish(),
});

/** One line of a history, as it is written. */
export type HistoryLine = z.input<typeof lineSchema>;

/** A history, and what of its lines is not in it. */
export interface ReadHistory extends History {
  /** Lines without a time, those that lie ahead of `now`, and those whose id stands in a later line again. */
  readonly leftOut: { readonly undated: number; readonly ahead: number; readonly again: number };
}

/**
 * Reads the lines of a history; empty ones are passed over, and of several with one id the last counts. Throws for a line that is none, with its
 * number. What has no time is left out, and what alone lies ahead of `now` (milliseconds): the history would end with it.
 */
export function readHistory(lines: readonly string[], now = Date.now()): ReadHistory {
  const read = lines.flatMap((line, at) => (line.trim() === '' ? [] : [lineIn(line, at + 1)]));
  const known = [...new Map(read.map(line => [`${line.type} ${line.id}`, line])).values()];
  const dated = known.flatMap(line => {
    const at = line.occurred ?? line.created ?? undefined;
    return at === undefined ? [] : [{ line, at }];
  });
  const end = endOf(dated, now);
  const happened = dated.filter(({ at }) => at <= end);
  const incidents = happened.filter(({ line }) => line.type === 'incident');
  const changes = happened.filter(({ line }) => line.type === 'change');
  const changesByPath = new Map<string, number>();
  for (const path of known.flatMap(({ type, files }) => (type === 'change' ? (files ?? []) : [])))
    changesByPath.set(path, (changesByPath.get(path) ?? 0) + 1);
  return {
    happenings: incidents.map(({ line, at }) => happeningOf(line, at)),
    changes: changes.map(({ line, at }) => ({ id: line.id, at, components: namesOf(line) })),
    causes: incidents.flatMap(({ line: { id: effect, caused_by, part_of } }) => [
      ...(caused_by ?? []).map(cause => ({ cause, effect })),
      ...(typeof part_of === 'string' ? [{ cause: part_of, effect, isPart: true }] : []),
    ]),
    changesByPath,
    until: happened.flatMap(({ line, at }) => [at, line.restored ?? at]).reduce((last, at) => (at <= end ? Math.max(last, at) : last), 0),
    offset: () => 0,
    leftOut: { undated: known.length - dated.length, ahead: dated.length - happened.length, again: read.length - known.length },
  };
}

/** Now; where the history as a whole lies ahead (made up, or of another clock), it does not end. */
function endOf(dated: readonly { readonly at: number }[], now: number): number {
  const ahead = dated.filter(({ at }) => at > now).length;
  return ahead * 100 > dated.length ? Infinity : now;
}

function lineIn(text: string, number: number): Line {
  const value = jsonOf(text);
  if (value === undefined) throw new Error(`line ${number} is no JSON: ${text.slice(0, 60)}`);
  if (Array.isArray(value)) throw new Error(`line ${number} is a list: each incident wants a line of its own`);
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(
    `line ${number}: ${parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ')}`,
  );
}

type Line = z.output<typeof lineSchema>;

function namesOf({ components, component }: Line): string[] {
  return (components ?? [component ?? '']).filter(name => name !== '');
}

function happeningOf(line: Line, at: number): Happening {
  const words = [line.title, line.description, line.error].filter(Boolean).join('\n');
  const { accounts, addresses, hosts } = observablesIn(words, namesOf(line));
  return {
    id: line.id,
    at,
    kind: line.kind ?? undefined,
    components: namesOf(line),
    category: line.category ?? undefined,
    signatures: errorKeysIn(words),
    causes: line.caused_by ?? [],
    accounts,
    addresses,
    hosts,
    signs: signsIn(words),
    isSecurity: line.kind === 'securityIncident' || line.security === 'confirmed' || line.security === 'suspected',
    isCleared: line.security === 'falseAlarm',
    isUnavailable: line.unavailable ?? tellsOfOutage(words),
    causeKnown: line.cause_known ?? false,
    until: line.restored ?? undefined,
    duplicateOf: line.duplicate_of ?? undefined,
    partOf: line.part_of ?? undefined,
    gaps: line.gaps ?? [],
    files: line.files ?? [],
  };
}
