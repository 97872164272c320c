import { deepEqual, equal } from 'node:assert/strict';
import { addDays } from '../../../src/domain/foundation/time';
import { handOversMade, type HandedOver } from '../../../src/domain/incident/handOversMade';
import type { InterfaceFacts } from '../../../src/domain/interface/definition';
import { checkRegister, type RegisterFinding, type RegisterFindingCode } from '../../../src/domain/interface/registerCheck';
import { registerUse, type KnownRegister } from '../../../src/domain/interface/registerUse';
import { describeRegisterFinding } from '../../../src/words/describeRegisterFinding';
import { english } from '../../../src/words/english';
import { Bench, testNow } from '../../support/incidents';

const whole = { contact: 'Dana', channel: 'Phone 1', reachable: 'always', trigger: 'An attack', passed: 'What was seen' };
const emergency = one('IFC-000001', { party: 'emergencyManagement', title: 'Emergency desk' });
const security = one('IFC-000002', { party: 'securityManagement', title: 'Security desk', contact: 'Sam' });

function one(id: string, change: Partial<InterfaceFacts> = {}): InterfaceFacts {
  return { kind: 'interface', id, title: id, open: true, components: [], relations: [], recordedAt: testNow, ...whole, ...change };
}

function incident(id: string, ...handedOver: readonly Partial<HandedOver>[]): KnownRegister['incidents'][number] {
  return { id, recordedAt: testNow, handedOver: handedOver.map(made => ({ party: 'securityManagement', at: testNow, ...made })) };
}

interface Given {
  readonly interfaces?: readonly InterfaceFacts[];
  readonly incidents?: KnownRegister['incidents'];
  readonly unreadable?: readonly string[];
  readonly now?: string;
}

/** The findings about these interfaces, and those that have to be there. */
function check({ interfaces = [], incidents = [], unreadable = [], now = testNow }: Given): readonly RegisterFinding[] {
  const known = { interfaces: [emergency, security, ...interfaces], incidents, unreadable: new Set(unreadable) };
  return checkRegister(known, registerUse(known), now);
}

const codes = (given: Given): readonly RegisterFindingCode[] => check(given).map(({ code }) => code);
const said = (given: Given): readonly string[] => check(given).map(finding => describeRegisterFinding(english, finding));

describe('the check of the register of interfaces', () => {
  it('finds nothing where everything is said and nothing contradicts', () => {
    deepEqual(check({}), []);
    deepEqual(check({ incidents: [incident('a', { over: security.id })] }), []);
  });

  it('asks for emergency and security management always, for others where something was handed over to them', () => {
    const known = {
      interfaces: [],
      incidents: [incident('a', { party: 'cert' }, { party: 'cert' }), incident('b', { party: 'cert' })],
      unreadable: new Set<string>(),
    };
    const found = checkRegister(known, registerUse(known), testNow);
    deepEqual(
      found.map(({ code, incidents }) => [code, incidents]),
      [
        ['noInterface', []],
        ['noInterface', []],
        ['noInterface', ['a', 'b']],
      ],
    );
    deepEqual(
      found.map(finding => describeRegisterFinding(english, finding)),
      [
        'Security management has no interface, and M 6.124 asks for one to be set up in advance.',
        'Emergency management has no interface, and M 6.124 asks for one to be set up in advance.',
        'CERT has no interface, and 3 hand-overs went there.',
      ],
    );
  });

  it('names what an interface lacks, blanks and the party too', () => {
    deepEqual(said({ interfaces: [one('IFC-000003', { party: 'cert', title: 'CERT', contact: ' ', trigger: undefined })] }), [
      'CERT lacks what has to be known when it is used: Contact, When to use it.',
    ]);
    deepEqual(said({ interfaces: [one('IFC-000003', { title: '', passed: undefined })] }), [
      'IFC-000003 lacks what has to be known when it is used: Party, What is passed.',
    ]);
  });

  it('names hand-overs that went to nobody in the register, or over an interface that is gone', () => {
    const incidents = [
      incident('a', { to: 'Eve' }, { over: 'IFC-0GGGGG' }),
      incident('b', {}, { to: 'Sa' }),
      incident('c', { over: security.id }, { to: 'sam  from security' }, { to: 'SAM' }),
    ];
    deepEqual(
      check({ incidents }).map(({ code, interfaces, incidents: about }) => [code, interfaces.map(({ id }) => id), about]),
      [
        ['unnamed', [security.id], ['a', 'b']],
        ['gone', [security.id], ['a']],
      ],
    );
    deepEqual(said({ incidents }), [
      '3 hand-overs to this party name no interface, and nobody whom an interface names: security management.',
      '1 hand-over went over IFC-0GGGGG, which the register does not have: security management.',
    ]);
  });

  it('takes a name for the contact of that party alone', () => {
    const incidents = [incident('a', { party: 'emergencyManagement', to: 'Sam' })];
    deepEqual(
      check({ incidents }).map(({ code, interfaces }) => [code, interfaces.map(({ id }) => id)]),
      [['unnamed', [emergency.id]]],
    );
  });

  it('says of an interface whose file cannot be read not that it is gone', () => {
    deepEqual(codes({ incidents: [incident('a', { over: 'IFC-0GGGGG' })], unreadable: ['IFC-0GGGGG'] }), []);
  });

  it('names two interfaces to one other side that are for the same case and do not say the same', () => {
    const again = one('IFC-000003', {
      party: 'securityManagement',
      title: 'Night desk',
      trigger: ' an  ATTACK',
      contact: 'Sam',
      channel: 'Phone 2',
      passed: undefined,
    });
    deepEqual(
      check({ interfaces: [again] }).map(({ code, interfaces }) => [code, interfaces.map(({ id }) => id)]),
      [
        ['contradictory', [security.id, again.id]],
        ['lacking', [again.id]],
      ],
    );
    equal(said({ interfaces: [again] })[0], 'Security desk and Night desk are for the same case and do not say the same: Channel.');
    deepEqual(codes({ interfaces: [{ ...again, channel: 'phone 1', passed: whole.passed }] }), []);
    deepEqual(codes({ interfaces: [{ ...again, trigger: 'Something else', passed: whole.passed }] }), []);
    const silent = [1, 2].map(n =>
      one(`IFC-00000${n + 2}`, { party: 'dataProtection', trigger: undefined, channel: undefined, reachable: `${n}` }),
    );
    deepEqual(codes({ interfaces: silent }), ['lacking', 'lacking']);
  });

  it('compares with the first that says anything of a field, not with one that is silent', () => {
    const of = (n: number, change: Partial<InterfaceFacts>): InterfaceFacts =>
      one(`IFC-00000${n}`, { party: 'cert', title: 'CERT', trigger: 'Worm', ...change });
    const interfaces = [of(3, { contact: undefined }), of(4, { contact: 'Kim' }), of(5, { contact: 'Lou' })];
    deepEqual(
      check({ interfaces }).map(finding => [finding.code, finding.interfaces.map(({ id }) => id)]),
      [
        ['contradictory', ['IFC-000004', 'IFC-000005']],
        ['lacking', ['IFC-000003']],
      ],
    );
  });

  it('takes two manufacturers for the same only where they are called the same', () => {
    const of = (id: string, change: Partial<InterfaceFacts>): InterfaceFacts =>
      one(id, { party: 'manufacturer', title: 'Mail system', ...change });
    const first = of('IFC-000003', {});
    deepEqual(codes({ interfaces: [first, of('IFC-000004', { title: 'Database', contact: 'Kim' })] }), []);
    deepEqual(codes({ interfaces: [first, of('IFC-000004', { title: 'mail system', contact: 'Kim' })] }), ['contradictory']);
  });

  it('names two that are reached the same way at different times', () => {
    const interfaces = [
      one('IFC-000003', { party: 'cert', title: 'Day', trigger: 'A' }),
      one('IFC-000004', { party: 'cert', title: 'Night', trigger: 'B', reachable: '9 to 5' }),
    ];
    deepEqual(said({ interfaces }), ['Day and Night name the same contact and channel and do not say the same: Reachable when.']);
    deepEqual(codes({ interfaces: interfaces.map((it, at) => ({ ...it, channel: `Phone ${at}` })) }), []);
  });

  it('names a resource that more than one party has, not one that two interfaces to one party share', () => {
    const sharing = (id: string, party: InterfaceFacts['party'], sharedResources: string): InterfaceFacts =>
      one(id, { party, title: id, trigger: id, sharedResources });
    const found = check({
      interfaces: [sharing('IFC-000003', 'cert', 'Log server, bridge'), sharing('IFC-000004', 'authority', '- room 3\n- log  SERVER')],
    });
    deepEqual(
      found.map(({ code, interfaces }) => [code, interfaces.map(({ id }) => id)]),
      [['sharedByTwo', ['IFC-000003', 'IFC-000004']]],
    );
    deepEqual(
      found.map(finding => describeRegisterFinding(english, finding)),
      ['Log server is shared with more than one party, each of which will count on it: CERT, authority.'],
    );
    deepEqual(codes({ interfaces: [sharing('IFC-000003', 'cert', 'Bridge'), sharing('IFC-000004', 'cert', 'bridge')] }), []);
  });

  describe('an interface that was never used', () => {
    const now = addDays(testNow, 365);
    const many = (count: number): KnownRegister['incidents'] =>
      Array.from({ length: count }, (_, n) => incident(`${n}`, { over: emergency.id }));

    it('is named after a year and 59 incidents, with the figure', () => {
      deepEqual(said({ now, incidents: many(59) }), [
        'Nothing went over Security desk in 365 days, with 59 incidents in that time, so that at most 5.0 % of them will (95 % confidence): should it be tried out?',
      ]);
    });

    it('is not named earlier, after fewer incidents, or by those that were recorded before it', () => {
      deepEqual(codes({ now: addDays(testNow, 364), incidents: many(59) }), []);
      deepEqual(codes({ now, incidents: many(58) }), []);
      deepEqual(codes({ now, incidents: [...many(58), { id: 'x', recordedAt: addDays(testNow, -1), handedOver: [] }] }), []);
    });

    it('is not named where it was used, or where it may have been', () => {
      deepEqual(codes({ now, incidents: [...many(59), incident('x', { over: security.id })] }), []);
      deepEqual(codes({ now, incidents: [...many(59), incident('x', { to: 'Sam' })] }), []);
      deepEqual(codes({ now, incidents: [...many(59), incident('x', { to: 'Eve' })] }), ['unnamed']);
    });
  });

  it('counts what went over each, the last one, and of which incidents', () => {
    const earlier = addDays(testNow, -3);
    const known = {
      interfaces: [security],
      incidents: [incident('a', { over: security.id }, { to: 'Sam', at: earlier }), incident('b', { over: security.id, at: earlier })],
      unreadable: new Set<string>(),
    };
    deepEqual(registerUse(known).over.get(security.id), { party: 'securityManagement', count: 3, last: testNow, incidents: ['a', 'b'] });
  });

  it('has nothing of an incident without hand-overs', () => {
    deepEqual(handOversMade(new Bench().incident), []);
  });
});
