import assert from 'node:assert/strict';
import type { Finding, FindingOf, Suspicion } from '../../../src/domain/incident/finding';
import { describeAlso, describeChance, describeFinding, describeWhole, nameFinding } from '../../../src/words/describeFinding';
import { english } from '../../../src/words/english';
import { question } from '../../support/findings';

const recurrence: FindingOf<'recurrence'> = {
  pattern: 'recurrence',
  key: 'k',
  facet: 'component',
  name: 'Queue',
  ids: ['a', 'b', 'c', 'd', 'e'],
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-20T00:00:00.000Z',
  total: 7,
  expected: 1.24,
  weeks: [1, 4],
  chance: 1.234e-7,
  tried: 12,
};
const company: FindingOf<'together'> = {
  pattern: 'together',
  key: 'k',
  ids: [],
  company: 'afterChange',
  a: 'Boiler',
  b: 'Valve',
  count: 9,
  of: 12,
  days: 1,
  expected: 2,
  chance: 0.012,
  tried: 40,
};

describe('a pattern of failure in words', () => {
  const say = (finding: Parameters<typeof describeFinding>[1]): string => describeFinding(english, finding, at => at.slice(0, 10));

  it('says how much there is of how much, in which time, and how much would be expected', () => {
    assert.equal(
      say(recurrence),
      '5 of 7 incidents of the component “Queue” lie between 2026-10-01 and 2026-10-20, where 1.2 would be expected.',
    );
    assert.equal(say(company), '“Boiler” failed 9 of 12 times within 1 day after changes of “Valve”, where 2.0 would be expected.');
    assert.match(say({ ...company, days: 3 }), /within 3 days/);
  });

  it('is one whole sentence of every kind', () => {
    const together = (change: Partial<FindingOf<'together'>>): Finding => ({ ...company, ...change });
    const surge = (change: Partial<FindingOf<'recurrence'>>): Finding => ({ ...recurrence, ...change });
    const reasons = (...of: readonly (readonly [reason: Suspicion, detail?: string])[]): FindingOf<'unnoticed'>['reasons'] =>
      of.map(([reason, detail = '']) => ({ reason, detail, ids: ['a'] }));
    const unnoticed = question({ to: '2026-08-10T03:00:00.000Z' });
    const hotspot: FindingOf<'hotspot'> = { ...company, pattern: 'hotspot', path: 'src/a.ts', faults: 5, changes: 1 };
    const chain: FindingOf<'chain'> = {
      pattern: 'chain',
      key: 'k',
      ids: ['INC-1', 'INC-2', 'INC-3'],
      root: 'INC-1',
      effects: 2,
      depth: 2,
      hours: 3.5,
      security: 0,
    };
    const said: readonly (readonly [Finding, string])[] = [
      [surge({ facet: 'all' }), '5 of 7 incidents of any kind lie between 2026-10-01 and 2026-10-20, where 1.2 would be expected.'],
      [
        surge({ facet: 'category', name: 'network' }),
        '5 of 7 incidents of the category “Network” lie between 2026-10-01 and 2026-10-20, where 1.2 would be expected.',
      ],
      [
        surge({ facet: 'signature', name: 'E|no route' }),
        '5 of 7 incidents with the error “E: no route” lie between 2026-10-01 and 2026-10-20, where 1.2 would be expected.',
      ],
      [
        { ...recurrence, pattern: 'burst' },
        '5 incidents of the component “Queue” came between 2026-10-01 and 2026-10-20, where 1.2 would be expected.',
      ],
      [
        { ...recurrence, pattern: 'burst', facet: 'cause', name: 'PRB-1' },
        '5 incidents with the cause PRB-1 came between 2026-10-01 and 2026-10-20, where 1.2 would be expected.',
      ],
      [
        surge({ name: 'Mail|Relay|Prod' }),
        '5 of 7 incidents of the component “Mail|Relay|Prod” lie between 2026-10-01 and 2026-10-20, where 1.2 would be expected.',
      ],
      [together({ company: 'sameIncident' }), '“Boiler” and “Valve” fail together: 9 incidents name both, where 2.0 would be expected.'],
      [together({ company: 'follows' }), '“Boiler” failed 9 of 12 times within a day after “Valve”, where 2.0 would be expected.'],
      [
        together({ company: 'hours', b: '3' }),
        'On 9 of the 12 days on which “Boiler” failed it was between 03:00 and 06:00 (local time), where 2.0 would be expected.',
      ],
      [
        together({ company: 'hours', b: '21' }),
        'On 9 of the 12 days on which “Boiler” failed it was between 21:00 and 24:00 (local time), where 2.0 would be expected.',
      ],
      [
        together({ company: 'weekday', b: '1' }),
        '9 of the 12 days on which “Boiler” failed were Mondays (local time), where 2.0 would be expected.',
      ],
      [hotspot, 'src/a.ts had 5 faults in 1 change, where 2.0 would be expected.'],
      [{ ...hotspot, changes: 4 }, 'src/a.ts had 5 faults in 4 changes, where 2.0 would be expected.'],
      [chain, 'INC-1 is the first cause of 2 more records; services were disturbed for 3.5 h up to now.'],
      [
        { ...unnoticed, reasons: reasons(['traces'], ['safeguardOff', 'Relay'], ['privilege']) },
        '1 incident may be a security incident (2026-08-10): missing traces were reported; a safeguard of “Relay” was off at that time; unexpected rights were reported.',
      ],
      [
        {
          ...unnoticed,
          ...question({ ids: ['a', 'b'], components: ['Share', 'VPN'] }),
          reasons: reasons(['unexplainedAtOddTime'], ['repeatedAuthentication', 'svc'], ['sameObservable', 'svc']),
        },
        '2 incidents of “Share”, “VPN” may be a security incident (2026-08-10 to 2026-08-11): something was out of order at an unusual time without a known cause; authentication failed repeatedly (svc); “svc” stands in several reports.',
      ],
      [
        { ...unnoticed, reasons: reasons(['afterSuspicious', 'INC-1'], ['authentication'], ['malware'], ['connection'], ['dataLeaving']) },
        '1 incident may be a security incident (2026-08-10): the security incident INC-1 had come shortly before; failed authentication was reported; malware or an unknown program was reported; an unknown connection was reported; an outflow of data was reported.',
      ],
    ];
    for (const [finding, sentence] of said) assert.equal(say(finding), sentence);
  });

  it('has a name for one line, with which kind it is of', () => {
    const name = (finding: Finding): string =>
      nameFinding(
        english,
        finding,
        at => at.slice(0, 10),
        id => `${id} Mail waits`,
      );
    const chain: FindingOf<'chain'> = {
      pattern: 'chain',
      key: 'k',
      ids: ['INC-1'],
      root: 'INC-1',
      effects: 1,
      depth: 2,
      hours: 3,
      security: 0,
    };
    const named: readonly (readonly [Finding, string])[] = [
      [recurrence, 'Again and again: “Queue”'],
      [{ ...recurrence, facet: 'all' }, 'Again and again: incidents of any kind'],
      [{ ...recurrence, facet: 'category', name: 'network' }, 'Again and again: category “Network”'],
      [{ ...recurrence, pattern: 'burst', facet: 'signature', name: 'E|no route' }, 'Many at once: error “E: no route”'],
      [{ ...recurrence, pattern: 'burst', facet: 'cause', name: 'PRB-1' }, 'Many at once: PRB-1 Mail waits'],
      [company, 'Together more often than chance: “Boiler” after changes of “Valve”'],
      [{ ...company, company: 'sameIncident' }, 'Together more often than chance: “Boiler” and “Valve”'],
      [{ ...company, company: 'follows' }, 'Together more often than chance: “Boiler” after “Valve”'],
      [{ ...company, company: 'hours', b: '3' }, 'Together more often than chance: “Boiler”, between 03:00 and 06:00'],
      [{ ...company, company: 'weekday', b: '1' }, 'Together more often than chance: “Boiler”, Mondays'],
      [chain, 'Cause and effect: INC-1 Mail waits'],
      [{ ...company, pattern: 'hotspot', path: 'src/a.ts', faults: 5, changes: 1 }, 'Code that costs: src/a.ts'],
      [question({ components: ['Share', 'VPN'] }), 'Could this be a security incident? “Share”, “VPN”, 2026-08-10'],
      [question(), 'Could this be a security incident? 2026-08-10'],
    ];
    for (const [finding, said] of named) assert.equal(name(finding), said);
  });

  it('says a small chance in two figures, with how many were tried', () => {
    assert.match(describeChance(english, recurrence) ?? '', /^Probability of so much by chance alone: 1 in 8,100,000 \(looked at: 12\)$/);
    assert.match(describeChance(english, company) ?? '', /: 1 in 83 \(/);
    assert.match(describeChance(english, { ...company, chance: 0 }) ?? '', /: less than 1 in 1,000,000,000 \(/);
  });

  it('says what else rests on the same incidents, each with how far it is from chance', () => {
    const finding: Finding = { ...recurrence, also: [{ ...company, chance: 0.5 }] };
    const also = 'Of the same incidents: “Boiler” failed 9 of 12 times within 1 day after changes of “Valve”, where 2.0 would be expected.';
    assert.deepEqual(
      describeAlso(english, finding, at => at),
      [{ said: also, chance: 'Probability of so much by chance alone: 1 in 2 (looked at: 40)' }],
    );
    assert.equal(
      describeWhole(english, finding, at => at.slice(0, 10)),
      `${say(recurrence)} ${also}`,
    );
  });

  it('is turned around by no name', () => {
    assert.doesNotMatch(say({ ...recurrence, name: '\u202eueueQ\u2066' }), /[\u202a-\u202e\u2066-\u2069]/);
  });
});
