import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide } from '../../../src/domain/deciding';
import type { Patch } from '../../../src/domain/forms/field';
import { keysOf } from '../../../src/domain/person/keys';
import { registerOf } from '../../../src/domain/person/register';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { fold } from '../../../src/domain/records';
import type { Actor } from '../../../src/domain/vocabulary/actor';
import { holdOf } from '../../../src/domain/vocabulary/register';
import { seal, verifyLog } from '../../../src/store/chain';
import { context, person } from '../../support/incidents';
import { at, begun, inRoles, People } from '../../support/people';

const ada = person('itManager', 'Ada');
const ben = person('itManager', 'Ben');
const mallory = person('itManager', 'Mallory');

const hold = (people: People, who: Actor, when: string): string => holdOf(people.register(), who, at(when));

describe('the register of people', () => {
  it('says nothing before it has somebody who keeps it: every role is an agreement', () => {
    const people = new People();
    assert.deepEqual([people.register(), hold(people, mallory, '09:00')], [{ tenures: [], refused: [] }, 'agreed']);
    people.write(person('developer', 'Dev'), at('08:00'), 'PER-DEV000', inRoles('Dev', 'developer'));
    people.write(person('developer', 'Dev'), at('08:10'), 'PER-DEV000', { reachable: 'always' });
    assert.deepEqual([people.register().refused, hold(people, mallory, '09:00')], [[], 'agreed']);
  });

  it('is begun by anybody, and says from then on who holds which role', () => {
    const people = begun();
    assert.equal(people.register().since, at('08:00'));
    assert.deepEqual(
      [hold(people, ada, '07:59'), hold(people, ada, '08:00'), hold(people, { ...ada, role: 'securityOfficer' }, '09:00')],
      ['agreed', 'held', 'notHeld'],
    );
    assert.deepEqual([hold(people, mallory, '07:59'), hold(people, mallory, '08:00')], ['agreed', 'notHeld']);
  });

  it('is changed by who holds a role that keeps it, the security officer too', () => {
    const people = begun();
    people.write(ada, at('09:00'), 'PER-DANA00', inRoles('Dana', 'securityOfficer'));
    people.write(person('securityOfficer', 'Dana'), at('10:00'), 'PER-BEN000', inRoles('Ben', 'itManager', 'administrator'));
    assert.deepEqual(people.register().refused, []);
    assert.deepEqual([hold(people, ben, '09:59'), hold(people, ben, '10:00')], ['notHeld', 'held']);
  });

  it('nobody makes himself IT manager: the entry is named and does nothing, in a record of his own and in another’s', () => {
    const people = begun();
    const own = people.write(mallory, at('09:00'), 'PER-MARY00', inRoles('Mallory', 'itManager'));
    const others = people.write(mallory, at('09:10'), 'PER-ADA000', { addresses: ['mallory@example.org'] });
    const again = people.write(mallory, at('09:20'), 'PER-MARY00', { reachable: 'always' });
    assert.deepEqual(people.register().refused, [own.id, others.id, again.id]);
    assert.deepEqual([hold(people, mallory, '12:00'), hold(people, ada, '12:00')], ['notHeld', 'held']);
    const record = fold('PER-ADA000', people.logs.get('PER-ADA000') ?? [], people.register());
    assert.deepEqual(
      [record.values.addresses, record.disregarded.map(({ event, reason }) => [event, reason])],
      [['ada@example.org'], [[others.id, 'notHeld']]],
    );
    assert.deepEqual(fold('PER-MARY00', people.logs.get('PER-MARY00') ?? [], people.register()).values, {});
  });

  it('begins with who keeps it without an end: or it could end, and never be changed again', () => {
    const people = new People();
    const until = { roles: { itManager: { role: 'itManager', until: at('12:00') } } };
    people.write(ada, at('08:00'), 'PER-ADA000', { ...inRoles('Ada'), ...until });
    assert.deepEqual([people.register().since, people.register().keepers], [undefined, undefined]);
    people.write(ada, at('08:30'), 'PER-ADA000', { roles: { itManager: { until: null } } });
    assert.deepEqual([people.register().since, people.register().keepers], [at('08:30'), ['PER-ADA000']]);
  });

  it('what somebody writes who may not moves no time: a year that is far away ends no role', () => {
    const people = new People();
    people.write(ada, at('08:00'), 'PER-DANA00', inRoles('Dana', 'securityOfficer'));
    const until = { roles: { itManager: { role: 'itManager', until: at('12:00') } } };
    people.write(person('securityOfficer', 'Dana'), at('08:10'), 'PER-ADA000', { ...inRoles('Ada'), ...until });
    people.write(mallory, '2099-01-01T00:00:00.000Z', 'PER-ADA000', { reachable: 'never' });
    people.write(ada, at('09:00'), 'PER-ADA000', { reachable: 'always', sshKeys: ['ssh-ed25519 QQ'] });
    assert.equal(people.register().refused.length, 1);
    const logs = [...people.logs].map(([id, timeline]) => ({ id, timeline }));
    assert.deepEqual(
      [hold(people, ada, '11:00'), keysOf(logs, people.register().refused)?.('ssh-ed25519 QQ', ada, at('09:30'))],
      ['held', 'theirs'],
    );
  });

  it('the last who keeps it stays: the command is refused, and an entry that leaves nobody does nothing and is named', () => {
    const people = begun();
    const endings = [
      { participation: 'left' },
      { roles: { itManager: null } },
      { roles: { itManager: { role: 'administrator' } } },
      { roles: { itManager: { until: at('18:00') } } },
      { roles: { itManager: { from: '2099-01-01T00:00:00.000Z' } } },
    ];
    const alone = people.logs.get('PER-ADA000') ?? [];
    const asked = (patch: Patch): string => {
      const register = people.register();
      const decided = decide(
        fold('PER-ADA000', people.logs.get('PER-ADA000') ?? [], register),
        { type: 'save', patch },
        { ...context({ role: 'itManager' }), hold: 'held', now: at('09:00'), register },
      );
      return decided.ok ? 'done' : decided.error.code;
    };
    for (const patch of endings) {
      assert.equal(asked(patch), 'lastKeeper', JSON.stringify(patch));
      const entry = people.write(ada, at('09:00'), 'PER-ADA000', patch);
      const register = people.register();
      assert.deepEqual([register.refused, register.leftNobody, hold(people, ada, '20:00')], [[entry.id], [entry.id], 'held']);
      const { values, disregarded } = fold('PER-ADA000', people.logs.get('PER-ADA000') ?? [], register);
      assert.deepEqual([values.participation, disregarded.map(({ reason }) => reason)], [undefined, ['leftNobody']]);
      people.logs.set('PER-ADA000', alone);
    }
    assert.equal(asked({ reachable: 'always' }), 'done');
    people.write(ada, at('08:30'), 'PER-BEN000', inRoles('Ben', 'itManager'));
    assert.deepEqual(
      endings.map(asked),
      endings.map(() => 'done'),
    );
  });

  it('two keepers who leave at once: one of them stays, on every machine', () => {
    const people = begun();
    people.write(ada, at('08:30'), 'PER-BEN000', inRoles('Ben', 'itManager'));
    people.write(ada, at('09:00'), 'PER-ADA000', { participation: 'left' });
    const second = people.write(ben, at('09:01'), 'PER-BEN000', { participation: 'left' });
    assert.deepEqual([people.register().leftNobody, people.register().keepers], [[second.id], ['PER-BEN000']]);
  });

  for (const blank of [' ', '\u00a0'])
    it(`a line of ${JSON.stringify(blank)} beside the address does not let the bare name act`, () => {
      const people = begun();
      const ada = person('itManager', 'Ada');
      people.write(ada, at('09:00'), 'PER-ADA000', { addresses: ['ada@example.org', blank] });
      assert.deepEqual(people.register().refused, []);
      assert.equal(holdOf(people.register(), { ...ada, email: 'mallory@example.org' }, at('10:00')), 'notHeld');
    });

  it('where it has an address, nobody acts under the bare name, nor changes it; where it has none, the name is enough', () => {
    const people = begun();
    const bare = { ...ada, email: '' };
    people.write(ada, at('09:00'), 'PER-BEN000', { ...inRoles('Ben', 'itManager'), addresses: [] });
    assert.deepEqual(
      [bare, { ...ada, email: 'ADA@example.org' }, { ...ben, email: '' }, ben].map(who => hold(people, who, '10:00')),
      ['notHeld', 'held', 'held', 'held'],
    );
    assert.equal(hold(people, bare, '07:59'), 'agreed');
    const forged = people.write(bare, at('10:00'), 'PER-MARY00', inRoles('Mallory', 'itManager'));
    assert.deepEqual([people.register().refused, hold(people, mallory, '11:00')], [[forged.id], 'notHeld']);
  });

  it('who holds a role that does not keep it cannot change it', () => {
    const people = begun();
    people.write(ada, at('09:00'), 'PER-BEN000', inRoles('Ben', 'administrator'));
    const own = people.write(person('administrator', 'Ben'), at('09:10'), 'PER-BEN000', { roles: { itManager: { role: 'itManager' } } });
    assert.deepEqual(people.register().refused, [own.id]);
    const { disregarded } = fold('PER-BEN000', people.logs.get('PER-BEN000') ?? [], people.register());
    assert.deepEqual(
      disregarded.map(({ reason }) => reason),
      ['maintainRegister'],
    );
  });

  it('a role is held from and until the times that stand there, and a change counts from its own time on', () => {
    const people = begun();
    const until = { roles: { administrator: { role: 'administrator', from: at('10:00'), until: at('11:00') } } };
    people.write(ada, at('09:00'), 'PER-BEN000', { ...inRoles('Ben'), ...until });
    const administrator = person('administrator', 'Ben');
    const held = (): readonly string[] => ['09:59', '10:00', '10:59', '11:00'].map(when => hold(people, administrator, when));
    assert.deepEqual(held(), ['notHeld', 'held', 'held', 'notHeld']);
    // Taken away at half past ten: what he did before still counts.
    people.write(ada, at('10:30'), 'PER-BEN000', { roles: { administrator: null } });
    assert.deepEqual(held(), ['notHeld', 'held', 'notHeld', 'notHeld']);
    people.write(ada, at('10:40'), 'PER-BEN000', { roles: { again: { role: 'administrator', from: at('08:00') } } });
    assert.deepEqual(held(), ['notHeld', 'held', 'held', 'held']);
    people.write(ada, at('10:50'), 'PER-BEN000', { participation: 'left' });
    assert.deepEqual(held(), ['notHeld', 'held', 'notHeld', 'notHeld']);
  });

  it('a deputy who has left holds nothing, and nobody of the same name instead', () => {
    const people = begun();
    people.write(ada, at('08:10'), 'PER-BEN000', { title: 'Ben', addresses: ['ben@example.org'], participation: 'left' });
    people.write(ada, at('09:00'), 'PER-ADA000', { deputies: { a: { deputy: 'Ben' }, b: { deputy: 'ben@example.org' } } });
    for (const email of ['ben@example.org', 'other@example.org', ''])
      assert.equal(hold(people, { name: 'Ben', email, role: 'itManager' }, '10:00'), 'notHeld', email);
  });

  it('deputies hold the roles in their time: by an address, by the name of a person, by a name alone', () => {
    const people = begun();
    people.write(ada, at('08:10'), 'PER-BEN000', inRoles('Ben'));
    const deputies = {
      a: { deputy: 'BEN', from: at('10:00'), until: at('11:00') },
      b: { deputy: 'Cleo@Example.org' },
      c: { deputy: 'Eve', from: at('12:00') },
    };
    people.write(ada, at('09:00'), 'PER-ADA000', { deputies });
    assert.deepEqual(
      ['09:30', '10:30', '11:30'].map(when => hold(people, ben, when)),
      ['notHeld', 'held', 'notHeld'],
    );
    assert.deepEqual(
      ['08:30', '09:30'].map(when => hold(people, person('itManager', 'Cleo'), when)),
      ['notHeld', 'held'],
    );
    assert.deepEqual(
      ['11:30', '12:30'].map(when => hold(people, { name: 'Eve', email: '', role: 'itManager' }, when)),
      ['notHeld', 'held'],
    );
    assert.equal(hold(people, { ...ben, role: 'administrator' }, '10:30'), 'notHeld');
    // Whoever stands in for the IT manager keeps the register, too.
    people.write(ben, at('10:30'), 'PER-EVE000', inRoles('Eve', 'developer'));
    assert.deepEqual(people.register().refused, []);
  });

  it('two who take the role from one another at once: the earlier one does, on every machine', () => {
    const people = begun();
    people.write(ada, at('09:00'), 'PER-BEN000', inRoles('Ben', 'itManager'));
    const [adas, bens] = [people.logs.get('PER-ADA000') ?? [], people.logs.get('PER-BEN000') ?? []];
    people.write(ada, at('10:01'), 'PER-BEN000', { roles: { itManager: null } }, headsOf(bens));
    const earlier = people.write(ben, at('10:00'), 'PER-ADA000', { roles: { itManager: null } }, headsOf(adas));
    const [later] = people.register().refused;
    assert.ok(later !== undefined && later !== earlier.id);
    assert.deepEqual([hold(people, ada, '11:00'), hold(people, ben, '11:00')], ['notHeld', 'held']);
  });

  it('a second beginning that is dated back before the first is seen: what really began the register is named', () => {
    const people = begun();
    const real = people.logs.get('PER-ADA000')?.[0];
    people.write(mallory, at('07:00'), 'PER-MARY00', inRoles('Mallory', 'itManager'));
    const { since, refused } = people.register();
    assert.deepEqual([since, refused], [at('07:00'), [real?.id]]);
  });

  it('where it is known with which entry it began, nothing that is dated back before takes its place or slips somebody in', () => {
    const people = begun();
    const real = people.logs.get('PER-ADA000')?.[0]?.id;
    people.write(person('developer', 'Dev'), at('06:00'), 'PER-DEV000', inRoles('Dev', 'developer'));
    const until = { title: 'Mallory', addresses: [mallory.email], roles: { itManager: { role: 'itManager', until: at('20:00') } } };
    const forged = [
      people.write(mallory, at('07:00'), 'PER-MARY00', inRoles('Mallory', 'itManager')),
      people.write(mallory, at('07:10'), 'PER-MARY01', until),
    ];
    const logs = [...people.logs].map(([id, timeline]) => ({ id, timeline }));
    const { since, beginning, refused, tenures } = registerOf(logs, real);
    assert.deepEqual([since, beginning, refused], [at('08:00'), real, forged.map(({ id }) => id)]);
    assert.deepEqual(
      tenures.map(({ role }) => role),
      ['itManager', 'developer'],
    );
    // Where it is not there, nobody holds any role.
    const missing = registerOf(logs, 'f'.repeat(64));
    for (const who of [ada, mallory]) assert.equal(holdOf(missing, who, at('12:00')), 'notHeld');
  });

  it('nor does an entry that is dated back into the record in which it began, or before it names somebody’s deputy', () => {
    const people = new People();
    const captured = people.write(ada, at('07:00'), 'PER-ADA000', { title: 'Ada', addresses: [ada.email] });
    people.write(person('administrator', 'Ada'), at('07:10'), 'PER-BEN000', { title: 'Ben', addresses: [ben.email] });
    const beginning = people.write(ada, at('08:00'), 'PER-ADA000', { roles: { itManager: { role: 'itManager' } } });
    const left = people.write(mallory, at('07:30'), 'PER-ADA000', { participation: 'left' }, [captured.id]);
    const deputy = people.write(mallory, at('07:40'), 'PER-BEN000', { deputies: { m: { deputy: mallory.email } } });
    people.write(ada, at('09:00'), 'PER-BEN000', { roles: { itManager: { role: 'itManager' } }, deputies: { d: { deputy: 'Dora' } } });
    // Somebody of a deputy's name, with an address of his own.
    people.write(person('administrator', 'Ada'), at('07:50'), 'PER-DRA000', { title: 'Dora', addresses: ['dora@example.org'] });
    people.write(mallory, at('07:55'), 'PER-DRA001', { title: 'Dora', addresses: [mallory.email] });
    const register = registerOf(
      [...people.logs].map(([id, timeline]) => ({ id, timeline })),
      beginning.id,
    );
    assert.deepEqual([...register.refused].sort(), [left.id, deputy.id].sort());
    assert.deepEqual(
      [ada, ben, { ...mallory, name: 'Dora' }, mallory].map(who => holdOf(register, who, at('10:00'))),
      ['held', 'held', 'notHeld', 'notHeld'],
    );
  });

  it('an entry counts no earlier than the one that it builds on, whatever its clock says', () => {
    const people = begun();
    people.write(ada, at('09:00'), 'PER-ADA000', { reachable: 'always' });
    people.write(ada, at('08:30'), 'PER-ADA000', { roles: { administrator: { role: 'administrator' } } });
    const administrator = person('administrator', 'Ada');
    assert.deepEqual(
      ['08:45', '09:00'].map(when => hold(people, administrator, when)),
      ['notHeld', 'held'],
    );
  });

  it('is the same whatever the order of the files and of the entries in them', () => {
    const people = begun();
    people.write(ada, at('09:00'), 'PER-BEN000', inRoles('Ben', 'itManager'));
    people.write(ben, at('09:30'), 'PER-CLEO00', inRoles('Cleo', 'developer', 'administrator'));
    people.write(mallory, at('09:40'), 'PER-CLEO00', { roles: { itManager: { role: 'itManager' } } });
    people.write(ada, at('10:00'), 'PER-BEN000', { participation: 'left' });
    const logs = [...people.logs].map(([id, timeline]) => ({ id, timeline }));
    fc.assert(
      fc.property(fc.shuffledSubarray(logs, { minLength: logs.length }), fc.boolean(), (shuffled, isReversed) => {
        const read = shuffled.map(({ id, timeline }) => ({ id, timeline: isReversed ? timeline.toReversed() : timeline }));
        assert.deepEqual(registerOf(read), people.register());
      }),
    );
  });

  it('no redaction takes away what it was made of: the content stays, and a file without it does not verify', () => {
    const people = begun();
    const [first] = people.logs.get('PER-ADA000') ?? [];
    assert.ok(first);
    const data = { record: 'PER-ADA000', entry: first.id, reason: 'x' };
    const log = [first, seal({ type: 'record.redacted', data }, [first.id], at('09:00'), mallory)];
    assert.ok(mergeLogs(log, []).every(entry => entry.data !== null));
    assert.deepEqual(
      verifyLog('PER-ADA000', [{ ...first, data: null }, ...log.slice(1)]).map(({ code }) => code),
      ['erased'],
    );
    const refused = decide(fold('PER-ADA000', [first]), { type: 'redact', entry: first.id, reason: 'x' }, context({ role: 'itManager' }));
    assert.equal(!refused.ok && refused.error.code, 'carriesState');
  });
});
