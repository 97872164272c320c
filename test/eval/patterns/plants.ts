import type { Finding } from '../../../src/domain/incident/finding';
import { incident, newId, timeOfDay, type Line, type World } from './noise';

const [hour, day] = [3_600_000, 86_400_000];

/** Something that is put into a history: the incidents it is made of, what else belongs to it, and how it would be found. */
export interface Plant {
  readonly lines: readonly Line[];
  readonly changes?: readonly Line[];
  readonly isIt: (finding: Finding) => boolean;
}

/** One plant of each kind, different for each seed: small enough to be missed by who scrolls through a list. */
export const plants: Readonly<Record<string, (made: World) => Plant>> = {
  recurrenceOfComponent: made => {
    const name = rare(made);
    const lines = spread(made, 26, 40).map(created => ({ ...incident(made, created), components: [name] }));
    return { lines, isIt: finding => finding.pattern === 'recurrence' };
  },
  recurrenceOfLate: made => {
    const name = rare(made);
    const lines = spread(made, 15, 30, made.begin + (made.days - 31) * day).map(created => ({
      ...incident(made, created),
      components: [name],
    }));
    return { lines, isIt: finding => finding.pattern === 'recurrence' };
  },
  recurrenceOfCategory: made => {
    const lines = spread(made, 40, 40).map(created => ({ ...incident(made, created), category: 'environment' }));
    return { lines, isIt: finding => finding.pattern === 'recurrence' };
  },
  recurrenceOfSignature: made => {
    const trace = [
      'TypeError: cannot read properties of undefined',
      '    at settle (src/orders/settle.ts:41:7)',
      '    at close (src/orders/close.ts:12:3)',
    ].join('\n');
    const lines = spread(made, 9, 40).map(created => ({ ...incident(made, created), description: trace }));
    return { lines, isIt: finding => finding.pattern === 'recurrence' && finding.facet === 'signature' };
  },
  recurrenceOfCause: made => {
    const lines = spread(made, 9, 40).map(created => ({ ...incident(made, created), caused_by: ['PRB-0000QQ'] }));
    return { lines, isIt: finding => finding.pattern === 'recurrence' || finding.pattern === 'chain' };
  },
  burst: made => {
    const from = inHistory(made, 1);
    const lines = Array.from({ length: 22 }, () => incident(made, from + made.random.next() * 8 * hour));
    return { lines, isIt: finding => finding.pattern === 'burst' };
  },
  burstOfComponent: made => {
    const [name, from] = [rare(made), inHistory(made, 3)];
    const lines = Array.from({ length: 11 }, () => ({ ...incident(made, from + made.random.next() * 2 * day), components: [name] }));
    return { lines, isIt: finding => finding.pattern === 'burst' };
  },
  componentsInOneIncident: made => {
    const [a, b] = [rare(made), rare(made, 2)];
    const lines = spread(made, 11, made.days).map(created => ({ ...incident(made, created), components: [a, b] }));
    return { lines, isIt: finding => finding.pattern === 'together' && finding.company === 'sameIncident' };
  },
  timeOfDay: made => {
    const name = rare(made);
    const lines = spread(made, 12, made.days).map(created => ({
      ...incident(made, Math.floor(created / day) * day + (2 + made.random.next() * 0.9) * hour),
      components: [name],
    }));
    return { lines, isIt: finding => finding.pattern === 'together' && finding.company === 'hours' };
  },
  followsAnother: made => {
    const [first, second] = [rare(made), rare(made, 2)];
    const lines = spread(made, 18, made.days).flatMap(created => [
      { ...incident(made, created), components: [first] },
      { ...incident(made, created + made.random.between(2, 18) * hour), components: [second] },
    ]);
    return { lines, isIt: finding => finding.pattern === 'together' && finding.company === 'follows' };
  },
  afterChanges: made => {
    const [changed, failing] = [rare(made), rare(made, 2)];
    const times = spread(made, 18, made.days);
    const changes = times.map(created => ({ type: 'change' as const, id: newId(made.random), created, components: [changed] }));
    const lines = times.map(created => ({ ...incident(made, created + made.random.between(1, 22) * hour), components: [failing] }));
    return { lines, changes, isIt: finding => finding.pattern === 'together' && finding.company === 'afterChange' };
  },
  chain: made => {
    const lines = spread(made, 6, 20).map(created => incident(made, created));
    for (const [at, line] of lines.entries()) {
      const before = lines[Math.max(0, at - 1 - made.random.below(2))];
      line.caused_by = at === 0 || !before ? null : [before.id];
    }
    return { lines, isIt: finding => finding.pattern === 'chain' };
  },
  sameAccountAtNight: made => {
    const lines = nights(made, 4).map(created => ({
      ...incident(made, created),
      title: 'the file share was not reachable for a while',
      description: 'Login failed again and again for user svc-archive9; the service was restarted, the cause was not found.',
      kind: 'disruption',
      cause_known: false,
    }));
    return { lines, isIt: finding => finding.pattern === 'unnoticed' };
  },
  attackInOtherWords: made => {
    const account = made.random.pick(['svc-backup', 'adm_klein', 'k.lehmann', 'CORP\\svc-sync', 'mmueller27', 'backup-agent']);
    return attack(
      made,
      wordings.map(words => words(account)),
      'unnoticed',
    );
  },
  attackWithoutAccount: made => attack(made, namelessWordings, 'unnoticed'),
  safeguardOffAndTraces: made => {
    const [name, from] = [rare(made), inHistory(made, 10)];
    const cause = { ...incident(made, from), components: [name], gaps: [{ component: name, since: from, until: from + 6 * day }] };
    const effects = [1.5, 3].map(days => ({
      ...incident(made, from + days * day),
      components: [name],
      kind: 'disruption',
      description: 'The service was down and came back by itself. The event log was cleared, nobody knows why.',
    }));
    return { lines: effects, changes: [cause], isIt: finding => finding.pattern === 'unnoticed' };
  },
  hotspot: made => {
    const path = made.random.pick(made.files.slice(-40));
    const lines = spread(made, 18, made.days).map(created => ({ ...incident(made, created), files: [path] }));
    return { lines, isIt: finding => finding.pattern === 'hotspot' };
  },
};

/** How several people tell of failed logins before a service was away at night, each in words of their own. */
const wordings: readonly ((account: string) => string)[] = [
  account => `Gateway down from 02:10 to 02:25, came back by itself. There were failed logins of ${account} before.`,
  account => `Not reachable around half past two. ${account} locked out.`,
  account => `Outage at night, restarted by the night shift. ${account}: 300 failed logins.`,
  account => `Service was down for twenty minutes, failed logins from ${account}`,
  account => `Hung, nobody knows why. Before that the account ${account} was locked.`,
  account => `Unavailable after two; too many wrong passwords for ${account}.`,
  account => `Nachts nicht erreichbar. Anmeldung von ${account} fehlgeschlagen, mehrfach.`,
  account => `Um zwei ausgefallen, danach wieder da. Konto ${account} gesperrt.`,
  account => `Crashed. sshd: Failed password for invalid user ${account} from a host inside`,
  account => `Gateway not responding, hundreds of login attempts, always ${account}`,
];

/** The same, where nobody says whose logins failed. */
const namelessWordings: readonly string[] = [
  'Down from 02:10 to 02:25, came back by itself. There were many failed logins before.',
  'Not reachable around half past two, event log full of wrong passwords.',
  'Outage at night. Monitoring had told of an authentication failure every second.',
  'Nachts nicht erreichbar, davor massenhaft Fehlanmeldungen.',
  'Hung at two, restarted; hundreds of login attempts in the log, all rejected.',
  'Um zwei ausgefallen. Mehrere Konten gesperrt, Grund unbekannt.',
  'Unavailable after two; somebody tried passwords, too many failed attempts.',
  'Crashed again. Brute force?',
  'Was down, several accounts locked out, nobody knows why.',
];

/** Three nights within two weeks, between two and three, the same component, each told in another one of the wordings. */
function attack(made: World, wordings: readonly string[], pattern: Finding['pattern']): Plant {
  const { random } = made;
  const [name, from] = [rare(made), Math.floor(inHistory(made, 15) / day) * day];
  const lines = [0, 5, 10].map((before, at) => ({
    ...incident(made, from + (before + random.below(4)) * day + (2 + random.next()) * hour),
    title: `${name} was away at night`,
    description: wordings[(at * 3 + random.below(3)) % wordings.length] ?? '',
    components: [name],
    kind: 'disruption',
    cause_known: false,
  }));
  return { lines, isIt: finding => finding.pattern === pattern };
}

/** One of the less frequent components. */
function rare(made: World, fromLast = 1): string {
  return made.components.at(-fromLast - 2 * made.random.below(3)) ?? '';
}

/** A day in the history, so many days before its end at least. */
function inHistory({ random, begin, days }: World, before: number): number {
  return begin + Math.floor(random.between(days * 0.3, days - before - 1)) * day + 8 * hour;
}

/** So many times within some days, in working hours. */
function spread(made: World, count: number, days: number, from = days >= made.days ? made.begin : inHistory(made, days)): number[] {
  const { random } = made;
  return Array.from(
    { length: count },
    () => Math.floor((from + random.next() * Math.min(days, made.days - 1) * day) / day) * day + timeOfDay(random),
  ).sort((a, b) => a - b);
}

/** Hours at night within a week. */
function nights(made: World, count: number): number[] {
  const from = Math.floor(inHistory(made, 8) / day) * day;
  return Array.from({ length: count }, () => from + made.random.below(7) * day + made.random.between(1, 4) * hour).sort((a, b) => a - b);
}
