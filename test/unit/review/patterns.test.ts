import assert from 'node:assert/strict';
import type { Finding } from '../../../src/domain/incident/finding';
import { binomialTail, discoveries, hypergeometricTail, scanTail } from '../../../src/review/patterns/chance';
import { findPatterns } from '../../../src/review/patterns/patterns';
import { readHistory, type HistoryLine } from '../../eval/patterns/historyFile';
import { noise, world, type Line } from '../../eval/patterns/noise';
import { plants } from '../../eval/patterns/plants';
import { Random } from '../../eval/patterns/random';
import { allTold } from '../../support/allTold';

function patternsIn(lines: readonly HistoryLine[]): readonly Finding[] {
  const steps = findPatterns(readHistory(lines.map(line => JSON.stringify(line))));
  for (;;) {
    const { done, value } = steps.next();
    if (done) return allTold(value);
  }
}

const near = (actual: number, expected: number, within: number): void => {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
};

describe('how far something is from chance', () => {
  it('binomial: nine or more heads of ten; hypergeometric: all four cups of tea (Fisher 1935)', () => {
    near(binomialTail(9, 10, 0.5), 11 / 1024, 1e-12);
    near(binomialTail(1, 3, 0.2), 1 - 0.8 ** 3, 1e-12);
    assert.equal(binomialTail(0, 10, 0.1), 1);
    assert.equal(binomialTail(11, 10, 0.5), 0);
    near(hypergeometricTail(4, 4, 4, 8), 1 / 70, 1e-12);
    near(hypergeometricTail(3, 4, 4, 8), 17 / 70, 1e-12);
  });

  it('scan statistic: what a thousand histories without any pattern show', () => {
    const random = new Random(5);
    const [count, share, fewest, rounds] = [40, 0.05, 8, 4000];
    let seen = 0;
    for (let round = 0; round < rounds; round++) {
      const times = Array.from({ length: count }, () => random.next()).sort((a, b) => a - b);
      if (times.some((at, place) => (times[place + fewest - 1] ?? 2) - at <= share)) seen++;
    }
    near(scanTail(fewest, count, share), seen / rounds, 0.015);
  });

  it('of many that were tried, those that are too far from chance to be explained by trying so often', () => {
    const tested = [0.2, 0.001, 0.03, 0.004].map((chance, at) => ({ at, chance }));
    assert.deepEqual(
      discoveries(tested, 10, 0.05).map(({ at, tried }) => [at, tried]),
      [
        [1, 10],
        [3, 10],
      ],
    );
    assert.deepEqual(discoveries(tested, 1000, 0.05), []);
  });
});

describe('patterns of failure in made-up histories', () => {
  for (const [name, plant] of Object.entries(plants)) {
    it(`${name} is found, and says how far it is from chance`, () => {
      const made = world(4);
      const lines = noise(made, 700);
      const planted = plant(made);
      const own = new Set(planted.lines.map(({ id }) => String(id)));
      const all = patternsIn([...lines, ...planted.lines, ...(planted.changes ?? [])]);
      const found = all.find(finding => planted.isIt(finding) && finding.ids.filter(id => own.has(id)).length >= own.size / 2);
      assert.ok(found, JSON.stringify(all.map(({ pattern, key }) => [pattern, key])));
      if ('chance' in found) assert.ok(found.chance < 0.05 && found.tried > 0);
    });
  }

  it('hardly anything is found where nothing was put in', () => {
    let found = 0;
    for (let seed = 41; seed <= 46; seed++)
      found += patternsIn(noise(world(seed), 1000)).filter(({ pattern }) => pattern !== 'chain').length;
    assert.ok(found <= 6, `${found} in six histories`);
  });

  it('a number of reports that doubles, and a busy season, are no pattern of any component', () => {
    const random = new Random(11);
    const lines: HistoryLine[] = Array.from({ length: 900 }, (_, at) => ({
      id: `I${at}`,
      // Twice as many in the second half of the year.
      created: Date.UTC(2024, 0, 1) + (at < 300 ? random.next() * 180 : 180 + random.next() * 180) * 86_400_000,
      components: [random.pick(['a', 'b', 'c', 'd', 'e'])],
    }));
    assert.deepEqual(
      patternsIn(lines).filter(({ pattern }) => pattern === 'recurrence'),
      [],
    );
  });

  it('what security management knows or has cleared is not asked about again', () => {
    const plant = plants['sameAccountAtNight'];
    assert.ok(plant);
    for (const known of [{ security: 'confirmed' }, { security: 'falseAlarm' }] as const) {
      const made = world(2);
      const lines = noise(made, 400);
      const own: HistoryLine[] = plant(made).lines.map(line => ({ ...line, ...known }));
      const ids = new Set(own.map(({ id }) => String(id)));
      const asked = patternsIn([...lines, ...own]).filter(({ pattern, ids: of }) => pattern === 'unnoticed' && of.some(id => ids.has(id)));
      assert.deepEqual(asked, [], known.security);
    }
  });

  it('failed logins and an outage without a cause on three nights are asked about, whoever it was; on two, explained or by day they are not', () => {
    const plant = plants['attackWithoutAccount'];
    assert.ok(plant);
    const asked = (change: (line: Line, at: number) => Partial<Line>, count = 3): boolean => {
      const made = world(3);
      const lines = noise(made, 700);
      const own = plant(made)
        .lines.slice(0, count)
        .map((line, at) => ({ ...line, ...change(line, at) }));
      const ids = new Set(own.map(({ id }) => String(id)));
      return patternsIn([...lines, ...own]).some(({ pattern, ids: of }) => pattern === 'unnoticed' && of.some(id => ids.has(id)));
    };
    assert.ok(asked(() => ({})));
    assert.ok(!asked(() => ({}), 2), 'two nights');
    assert.ok(!asked(() => ({ cause_known: true })), 'explained');
    assert.ok(!asked(({ created }) => ({ created: created + 8 * 3_600_000 })), 'by day');
    assert.ok(!asked(({ created }, at) => ({ created: created + (at > 0 ? 8 : 0) * 3_600_000 })), 'one of them at night');
    assert.ok(!asked((_, at) => ({ components: [`component-${at}`] })), 'of different components');
    assert.ok(!asked(({ created }, at) => ({ created: created + at * 8 * 86_400_000 })), 'over a month');
    const oneNight = new Date(Date.UTC(2024, 0, 10, 2)).getTime();
    assert.ok(!asked((_, at) => ({ created: oneNight + at * 1_200_000 })), 'one night, told three times');
  });

  it('the same account is asked about however often it is named in a few days, and whatever else names it; never for being named often', () => {
    const day = 86_400_000;
    const made = world(4);
    const lines = noise(made, 300);
    const from = Number(lines[150]?.created);
    const asked = (own: readonly HistoryLine[]): boolean => {
      const ids = new Set(own.map(({ id }) => String(id)));
      return patternsIn([...lines, ...own]).some(({ pattern, ids: of }) => pattern === 'unnoticed' && of.some(id => ids.has(id)));
    };
    const told = (count: number, title: string, apart: number, name = 'A'): readonly HistoryLine[] =>
      Array.from({ length: count }, (_, at) => ({
        id: `${name}${at}`,
        created: from + at * apart * day,
        title,
        components: [`c${at % 9}`],
      }));
    const [failed, innocent] = ['Failed logins for svc-backup on the file share', 'Please reset user svc-backup, disk full'];
    for (const count of [3, 9, 10, 20]) assert.ok(asked(told(count, failed, 0.3)), `${count} in a few days`);
    for (const count of [4, 7, 15])
      assert.ok(asked([...told(5, failed, 0.3), ...told(count, innocent, 5, 'B')]), `${count} other mentions`);
    assert.ok(!asked(told(12, failed, 12)), 'twice a month for half a year');
    assert.ok(asked([...told(6, failed, 0.3), ...told(12, failed, 12, 'B')]), 'six in two days beside twice a month');
    assert.ok(!asked(told(20, innocent, 0.3)), 'nothing but named');
    assert.ok(!asked(told(4, 'Please reset user svc-backup on host hall-7', 0.3)), 'nothing but named, two of them');
    const night = (apart: number): readonly HistoryLine[] =>
      told(3, 'Host hall-7 down', apart).map(line => ({
        ...line,
        kind: 'disruption',
        created: new Date(Number(line.created)).setUTCHours(3),
      }));
    assert.ok(asked(night(5)), 'at night within two weeks');
    assert.ok(!asked(night(10)), 'at night within three');
  });

  for (const footer of ['Sent to servicedesk@corp.example', 'Ticket taken on host desk-01'])
    it(`what stands in every report says nothing: a directory that is down one morning is no attack (“${footer}”)`, () => {
      for (let seed = 61; seed <= 66; seed++) {
        const made = world(seed);
        const lines = noise(made, 1000).map(line =>
          line.type === 'change' ? line : { ...line, description: `${String(line.description)}\n${footer}` },
        );
        const begin = made.begin + Math.floor(made.days * 0.6) * 86_400_000 + 9 * 3_600_000;
        const own = Array.from({ length: 6 }, (_, at): HistoryLine => ({
          id: `Z${at}`,
          created: begin + at * 900_000,
          title: 'Login failed',
          description: `Authentication fails since nine, the directory is down.\n${footer}`,
          kind: 'disruption',
          cause_known: true,
          components: [`component-${at}`],
        }));
        const found = patternsIn([...lines, ...own]).filter(
          ({ pattern, ids }) => pattern === 'unnoticed' && ids.some(id => id.startsWith('Z')),
        );
        assert.deepEqual(found, [], `seed ${seed}`);
      }
    });

  it('one account, address or host that fails twice within a week is a reason, for each as for the others; an order is not asked about', () => {
    const made = world(8);
    const lines = noise(made, 400);
    const from = Number(lines[200]?.created);
    const asked = (apart: number, who: string, more: Partial<HistoryLine> = {}): boolean => {
      const own = [0, 1].map((at): HistoryLine => ({
        id: `A${at}`,
        created: from + at * apart * 86_400_000,
        title: `Login failed, ${who}, audit log was cleared`,
        kind: 'disruption',
        ...more,
      }));
      return patternsIn([...lines, ...own]).some(
        finding =>
          finding.pattern === 'unnoticed' &&
          finding.ids.length === 2 &&
          finding.reasons.some(({ reason }) => reason === 'repeatedAuthentication'),
      );
    };
    for (const who of ['svc-backup', 'from 203.0.113.9', 'host hall-7']) {
      assert.ok(asked(6, who), who);
      assert.ok(!asked(8, who), `${who} in another week`);
      assert.ok(!asked(6, who, { kind: 'order' }), 'orders');
    }
  });

  it('instability soon after a security incident is a reason where they have a name in common, and something is out of order', () => {
    const made = world(9);
    const lines = noise(made, 400);
    const from = Number(lines[200]?.created);
    const asked = (hours: number, title: string): boolean => {
      const known: HistoryLine = { id: 'K', created: from, title: 'Phishing', security: 'confirmed', components: ['gateway'] };
      const after: HistoryLine = { id: 'A', created: from + hours * 3_600_000, title, kind: 'disruption', components: ['gateway'] };
      return patternsIn([...lines, known, after]).some(
        finding =>
          finding.pattern === 'unnoticed' &&
          finding.ids.includes('A') &&
          finding.reasons.some(({ reason, detail }) => reason === 'afterSuspicious' && detail === 'K'),
      );
    };
    assert.ok(asked(40, 'The audit log was cleared'));
    assert.ok(!asked(60, 'The audit log was cleared, two days later'));
  });

  it('failed authentications of one component count once where they are parts of one disturbance', () => {
    const made = world(6);
    const lines = noise(made, 400);
    const from = Number(lines[200]?.created);
    const reported = (more: Partial<HistoryLine>): boolean => {
      const own = Array.from({ length: 4 }, (_, at): HistoryLine => ({
        id: `A${at}`,
        created: from + at * 3_600_000,
        title: 'Login failed, audit log was cleared',
        components: ['gateway'],
        ...(at > 0 && more),
      }));
      const found = patternsIn([...lines, ...own]).filter(finding => finding.pattern === 'unnoticed');
      return found.some(({ reasons }) => reasons.some(({ reason, detail }) => reason === 'repeatedAuthentication' && detail === 'gateway'));
    };
    assert.ok(reported({}));
    assert.ok(!reported({ part_of: 'A0' }));
  });

  it('in a young history the same account is asked about beside other mentions, and nothing that stands in every report', () => {
    const lines = Array.from({ length: 200 }, (_, at): HistoryLine => ({
      id: `I${at}`,
      // Five at night, each at another hour.
      created: Date.UTC(2024, 0, 1 + at / 16, at % 40 === 0 ? at / 40 : 8 + (at % 10), at % 60),
      title: `Server web-1 ${at % 40 === 0 ? 'down' : 'slow'}`,
      components: [`c${at % 9}`],
    }));
    const named = (title: string, at: number): HistoryLine => ({ id: `N${at}`, created: Date.UTC(2024, 0, at, 10, 1), title });
    const innocent = [3, 6, 9, 15, 18, 21, 24].map(at => named('Please reset user svc-backup', at));
    const failed = [12, 12.4, 12.8, 13.2, 13.6].map((at, place) => ({
      ...named('Failed logins for svc-backup on the file share', at),
      created: Date.UTC(2024, 0, at, 24 * (at % 1)),
      components: [`d${place}`],
    }));
    const asked = (own: readonly HistoryLine[]) =>
      patternsIn([...lines, ...own]).flatMap(finding => (finding.pattern === 'unnoticed' ? [finding.ids] : []));
    assert.deepEqual(asked([]), []);
    assert.deepEqual(asked([...innocent, ...failed]), [failed.map(({ id }) => id)]);
  });

  it('people who mistype, told with ordinary words that look like names, are hardly asked about', () => {
    const people = ['j.smith', 'm.klein', 'k.lehmann', 'a.berg', 't.adams7', 's_roth', 'p.novak', 'h.brandt', 'u.weiss', 'l.fischer'];
    const wordings: readonly ((person: string) => string)[] = [
      person => `Login failed after the password-change, reset done for ${person}.`,
      person => `${person} locked out after holidays`,
      person => `Anmeldung von ${person} fehlgeschlagen, Feststelltaste`,
      person => `Account of ${person} was locked, unlocked by service-desk`,
      () => 'E-mail log-in failed, re-login helped',
      () => 'SAP-ERP login failed for many, single-sign-on down',
      () => 'Passwort-Reset über Self-Service, Anmeldung fehlgeschlagen',
      () => 'VPN-Client: login failed, re-install helped',
      () => 'Credentials rejected by rest-api after roll-out',
      () => 'Sign-in denied after role-change, check-out and wi-fi work',
    ];
    let asked = 0;
    for (let seed = 51; seed <= 54; seed++) {
      const made = world(seed);
      const { random } = made;
      const lines = noise(made, 1000).map(line => {
        if (line.type === 'change' || !random.isSo(0.1)) return line;
        return { ...line, kind: 'disruption', description: random.pick(wordings)(random.zipf(people, 0.5)) };
      });
      asked += patternsIn(lines).filter(({ pattern }) => pattern === 'unnoticed').length;
    }
    assert.ok(asked <= 6, `${asked} in four histories`);
  });

  it('an event told twice counts once', () => {
    const lines: HistoryLine[] = Array.from({ length: 200 }, (_, at) => ({
      id: `I${at}`,
      created: Date.UTC(2024, 0, 1 + at, 9 + (at % 7)),
      components: [`c${at % 9}`],
    }));
    const again: HistoryLine[] = Array.from({ length: 12 }, (_, at) => ({
      id: `D${at}`,
      created: Date.UTC(2024, 2, 3, 10, at),
      components: ['c1'],
      duplicate_of: 'I62',
    }));
    assert.deepEqual(
      patternsIn([...lines, ...again]).filter(({ pattern }) => pattern === 'burst'),
      [],
    );
    assert.equal(
      patternsIn([...lines, ...again.map(line => ({ ...line, duplicate_of: null }))]).filter(({ pattern }) => pattern === 'burst').length,
      1,
    );
  });

  it('hostile lines: names of objects, circles of causes, nothing at all', () => {
    const odd: HistoryLine[] = ['__proto__', 'constructor', ''].flatMap((name, at) =>
      Array.from({ length: 8 }, (_, more) => ({
        id: `${at}-${more}`,
        created: Date.UTC(2024, at, 1 + more),
        components: [name, name],
        category: name,
        caused_by: [`${at}-${(more + 1) % 8}`],
      })),
    );
    assert.ok(patternsIn(odd).every(({ ids }) => ids.length > 0));
    assert.deepEqual(patternsIn([]), []);
  });
});
