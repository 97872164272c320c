import type { HistoryLine } from './historyFile';
import { Random } from './random';

const [hour, day] = [3_600_000, 86_400_000];

/** A history is made of lines whose times are numbers. */
export type Line = HistoryLine & { readonly created: number; readonly components: string[] };

/** What a history is made of: names that are used unevenly. */
export interface World {
  readonly random: Random;
  readonly begin: number;
  readonly days: number;
  readonly components: readonly string[];
  readonly accounts: readonly string[];
  readonly hosts: readonly string[];
  readonly traces: readonly string[];
  readonly files: readonly string[];
}

const categories = ['software', 'hardware', 'network', 'data', 'access', 'operation', 'environment', 'other'];

const hourWeights = [1, 1, 1, 1, 1, 2, 4, 9, 16, 20, 19, 16, 12, 15, 17, 16, 13, 9, 5, 4, 3, 2, 2, 1];
const dayWeights = [0.25, 1.15, 1.05, 1, 1, 0.95, 0.3];
const things = [
  'mail',
  'search',
  'billing',
  'login page',
  'printing',
  'backup',
  'reports',
  'video calls',
  'orders',
  'file share',
  'build',
  'phones',
];
const troubles = [
  'is slow',
  'shows an error',
  'does not start',
  'is not reachable',
  'loses its settings',
  'hangs',
  'sends twice',
  'shows old data',
  'crashed',
  'asks for the password again',
];
const functions = ['load', 'save', 'open', 'parse', 'render', 'connect', 'sync', 'lookup', 'flush', 'resolve'];

/** A world of its own for each seed. */
export function world(seed: number): World {
  const random = new Random(seed * 7919 + 17);
  const named = (count: number, name: (at: number) => string): string[] => Array.from({ length: count }, (_, at) => name(at));
  return {
    random,
    begin: Date.UTC(2023, random.below(12), 1 + random.below(28)),
    days: 240 + random.below(300),
    components: named(12 + random.below(20), at => `component-${at}`),
    accounts: named(70, at => `user${at}.${random.pick(functions)}`),
    hosts: named(90, at => `srv-${random.pick(things).slice(0, 4)}-${at}`),
    traces: named(50, at =>
      [
        `Error: cannot ${random.pick(functions)} ${random.pick(things)} item`,
        ...named(4, line => `    at ${random.pick(functions)}${at}x${line} (src/${random.pick(functions)}${at % 9}.ts:${10 + line}:5)`),
      ].join('\n'),
    ),
    files: named(120, at => `src/${random.pick(functions)}${at % 9}/${random.pick(functions)}${at}.ts`),
  };
}

/**
 * About `count` incidents in which nothing is the matter: uneven names, working hours, busy and quiet days, a trend, failures that several
 * report, duplicates, names of machines and people, and links; and the changes of that time.
 */
export function noise(made: World, count: number): Line[] {
  const { random, begin, days } = made;
  const lines: Line[] = [];
  const trend = random.between(-0.4, 0.8);
  const weights = Array.from({ length: days }, (_, at) => {
    const on = new Date(begin + at * day).getUTCDay();
    return (dayWeights[on] ?? 1) * random.gamma(6) * (1 + (trend * at) / days);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (const [on, weight] of weights.entries()) {
    for (let left = random.poisson((count * 0.9 * weight) / sum); left > 0; left--) {
      const created = begin + on * day + timeOfDay(random);
      const line = incident(made, created);
      lines.push(line);
      // One failure, told by several within an hour or two.
      if (random.isSo(0.05))
        for (let more = 1 + random.below(2); more > 0; more--)
          lines.push({
            ...incident(made, created + random.between(0, 2 * hour)),
            components: line.components,
            ...(random.isSo(0.5) && { duplicate_of: line.id }),
          });
    }
  }
  for (const line of lines) if (random.isSo(0.04)) line.caused_by = [random.pick(lines).id];
  for (let left = 120 + random.below(60); left > 0; left--) {
    const created = begin + random.below(days) * day + timeOfDay(random);
    lines.push({
      type: 'change',
      id: newId(random),
      created,
      components: [random.zipf(made.components, 0.7)],
      files: Array.from({ length: 1 + random.below(6) }, () => random.zipf(made.files, 0.6)),
    });
  }
  return lines;
}

/** One incident as they usually are. */
export function incident(made: World, created: number): Line {
  const { random } = made;
  const component = random.zipf(made.components, 0.8);
  const title = `${random.pick(things)} ${random.pick(troubles)}`;
  const parts = [
    random.isSo(0.25) && `Reported by user ${random.zipf(made.accounts, 0.5)}.`,
    random.isSo(0.25) && `Seen on host ${random.zipf(made.hosts, 0.5)}.`,
    random.isSo(0.05) && 'Login failed for some people.',
    random.isSo(0.03) && 'The service needed a restart.',
    random.isSo(0.25) && random.zipf(made.traces, 0.7),
  ].filter(part => part !== false);
  const security = random.isSo(0.04);
  return {
    id: newId(random),
    created,
    restored: created + random.gamma(1) * 9 * hour,
    title,
    description: parts.join('\n'),
    kind: security ? 'securityIncident' : random.isSo(0.1) ? 'inquiry' : 'disruption',
    category: random.isSo(0.6)
      ? (categories[made.components.indexOf(component) % categories.length] ?? 'other')
      : random.zipf(categories, 0.8),
    components: random.isSo(0.12) ? [component, random.zipf(made.components, 0.8)] : [component],
    cause_known: random.isSo(0.65),
    ...(random.isSo(0.02) && { gaps: [{ component, since: created, until: created + random.between(1, 6) * day }] }),
    files: random.isSo(0.3) ? [random.zipf(made.files, 0.6)] : [],
  };
}

/** In working hours, mostly. */
export function timeOfDay(random: Random): number {
  const sum = hourWeights.reduce((total, weight) => total + weight, 0);
  let drawn = random.next() * sum;
  const at = hourWeights.findIndex(weight => (drawn -= weight) < 0);
  return (Math.max(0, at) + random.next()) * hour;
}

export function newId(random: Random): string {
  return `INC-${Array.from({ length: 6 }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[random.below(32)]).join('')}`;
}
