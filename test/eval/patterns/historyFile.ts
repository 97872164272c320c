import * as z from 'zod';
import { errorKeysIn } from '../../../src/domain/incident/traitsOf';
import { observablesIn, signsIn, tellsOfOutage } from '../../../src/domain/incident/observables';
import type { ChangeMade, Happening, History } from '../../../src/review/patterns/history';

const id = z.union([z.string(), z.number()]).transform(String);
const time = z.union([z.string(), z.number()]).transform((value, context) => {
  const at = typeof value === 'number' ? value : Date.parse(value.replace(/^(\d\d)\/(\w{3})\/(\d\d) /, '$1 $2 20$3 '));
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: `“${value}” is no time` });
  return z.NEVER;
});
const several = z.union([z.string(), z.array(z.string())]).transform(value => (typeof value === 'string' ? [value] : value));
const text = z.string().nullish();

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
  caused_by: z.union([id.transform(one => [one]), z.array(id)]).nullish(),
  cause_known: z.boolean().nullish(),
  unavailable: z.boolean().nullish(),
  security: z.enum(['confirmed', 'suspected', 'no', 'falseAlarm']).nullish(),
  gaps: z.array(z.object({ component: z.string(), since: time, until: time.optional() })).nullish(),
  files: z.array(z.string()).nullish(),
});

/** One line of a history, as it is written. */
export type HistoryLine = z.input<typeof lineSchema>;

/** Reads the lines of a history. Throws for a line that is none, with its number. What has no time is left out. */
export function readHistory(lines: readonly string[]): History {
  const read = lines.map((line, at) => {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    if (!parsed.success)
      throw new Error(`line ${at + 1}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
    return parsed.data;
  });
  const incidents = read.filter(({ type }) => type === 'incident');
  const happenings = incidents.flatMap(line => happeningOf(line) ?? []);
  const changes = read.filter(({ type }) => type === 'change').flatMap(line => changeOf(line) ?? []);
  const changesByPath = new Map<string, number>();
  for (const path of read.flatMap(({ type, files }) => (type === 'change' ? (files ?? []) : [])))
    changesByPath.set(path, (changesByPath.get(path) ?? 0) + 1);
  const causes = incidents.flatMap(line => (line.caused_by ?? []).map(cause => ({ cause, effect: line.id })));
  const until = Math.max(0, ...happenings.map(({ at, until: end = at }) => Math.max(at, end)), ...changes.map(({ at }) => at));
  return { happenings, changes, causes, changesByPath, until, offset: () => 0 };
}

type Line = z.output<typeof lineSchema>;

function namesOf({ components, component }: Line): string[] {
  return (components ?? [component ?? '']).filter(name => name !== '');
}

function happeningOf(line: Line): Happening | undefined {
  const at = line.occurred ?? line.created;
  if (at === undefined || at === null) return undefined;
  const words = [line.title, line.description, line.error].filter(Boolean).join('\n');
  const { accounts, addresses, hosts } = observablesIn(words);
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
    gaps: line.gaps ?? [],
    files: line.files ?? [],
  };
}

function changeOf(line: Line): ChangeMade | undefined {
  const at = line.occurred ?? line.created;
  return at === undefined || at === null ? undefined : { id: line.id, at, components: namesOf(line) };
}
