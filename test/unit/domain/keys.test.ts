import assert from 'node:assert/strict';
import { keysOf } from '../../../src/domain/person/keys';
import type { KeyOwner } from '../../../src/domain/record/proof';
import type { Actor } from '../../../src/domain/vocabulary/actor';
import { person } from '../../support/incidents';
import { at, begun, inRoles, type People } from '../../support/people';

const ada = person('itManager', 'Ada');
const ben = person('administrator', 'Ben');
const mallory = person('itManager', 'Mallory');

function whose(people: People, key: string, by: Actor, when: string): KeyOwner | undefined {
  return keysOf(
    [...people.logs].map(([id, timeline]) => ({ id, timeline })),
    people.register().refused,
  )?.(key, by, at(when));
}

describe('the keys that people have entered', () => {
  /** Ada enters her own key at nine, and Ben with his at ten. */
  const entered = (): People => {
    const people = begun();
    people.write(ada, at('09:00'), 'PER-ADA000', { sshKeys: ['ssh-ed25519 AAAA ada@laptop', '  ecdsa-sha2-nistp256   BBBB '] });
    people.write(ada, at('10:00'), 'PER-BEN000', { ...inRoles('Ben', 'administrator'), sshKeys: ['ssh-ed25519 CCCC'] });
    return people;
  };

  it('are nobody’s where nobody has entered one: then nothing can be said', () => {
    assert.equal(whose(begun(), 'ssh-ed25519 AAAA', ada, '12:00'), undefined);
  });

  it('are a person’s from the entry on, whatever the comment behind them', () => {
    const people = entered();
    for (const key of ['ssh-ed25519 AAAA', 'ecdsa-sha2-nistp256 BBBB'])
      assert.deepEqual([whose(people, key, ada, '08:59'), whose(people, key, ada, '09:00')], ['nobodys', 'theirs']);
    assert.equal(whose(people, 'ssh-ed25519 DDDD', ada, '12:00'), 'nobodys');
    assert.equal(whose(people, 'ecdsa-sha2-nistp256 AAAA', ada, '12:00'), 'nobodys');
  });

  it('are another’s for everybody else, also before they were entered', () => {
    const people = entered();
    for (const when of ['08:30', '12:00']) assert.equal(whose(people, 'ssh-ed25519 AAAA', ben, when), 'anothers');
    assert.equal(whose(people, 'ssh-ed25519 CCCC', ada, '12:00'), 'anothers');
  });

  it('end when an entry says them no more, or the person has left; another key of the same person goes on', () => {
    const people = entered();
    people.write(ada, at('11:00'), 'PER-ADA000', { sshKeys: ['ecdsa-sha2-nistp256 BBBB'] });
    people.write(ada, at('11:00'), 'PER-BEN000', { participation: 'left' });
    assert.deepEqual(
      [whose(people, 'ssh-ed25519 AAAA', ada, '10:59'), whose(people, 'ssh-ed25519 AAAA', ada, '11:00')],
      ['theirs', 'nobodys'],
    );
    assert.deepEqual(
      [whose(people, 'ssh-ed25519 CCCC', ben, '10:59'), whose(people, 'ssh-ed25519 CCCC', ben, '11:00')],
      ['theirs', 'nobodys'],
    );
    assert.equal(whose(people, 'ecdsa-sha2-nistp256 BBBB', ada, '12:00'), 'theirs');
  });

  it('are not entered by whoever may not keep the register: nobody puts his own key under another’s name', () => {
    const people = entered();
    people.write(mallory, at('11:00'), 'PER-ADA000', { sshKeys: ['ssh-ed25519 EVIL'] });
    assert.deepEqual(
      [whose(people, 'ssh-ed25519 EVIL', ada, '12:00'), whose(people, 'ssh-ed25519 AAAA', ada, '12:00')],
      ['nobodys', 'theirs'],
    );
  });
});
