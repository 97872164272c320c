import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSecrets, masked, secretKinds } from '../../../src/review/secrets';
import { assertGrowsWithLength } from '../../support/processorTime';

/** Made up for this test, put together so that no scanner takes this file for a leak. */
const examples: Readonly<Record<(typeof secretKinds)[number], readonly string[]>> = {
  privateKey: [`-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----`],
  accessKey: [`AKIA${'A1B2C3D4'.repeat(2)}`, `AIza${'x'.repeat(35)}`],
  token: [
    `ghp_${'a1'.repeat(18)}`,
    `glpat-${'a1'.repeat(10)}`,
    `xoxb-${'1'.repeat(12)}`,
    `npm_${'a1'.repeat(18)}`,
    `sk_live_${'a1'.repeat(10)}`,
  ],
  webToken: [`eyJhbGciOiJub25l.${'eyJzdWIi'.repeat(2)}.${'c2ln'.repeat(3)}`],
  authorization: ['Authorization: Bearer abcdef123456', '"authorization": "Basic dXNlcjpwdw=="'],
  urlPassword: ['postgres://ada:hunter2@db.example/mail'],
  password: ['password=hunter22', '"client_secret": "s3cr3t value"', "api-key: 'abcd'", 'DB_PASSWORD: hunter22'],
};

describe('what looks like a secret', () => {
  for (const kind of secretKinds)
    it(`is found, named and masked whole: ${kind}`, () => {
      for (const example of examples[kind]) {
        const text = `before ${example} after`;
        const found = findSecrets(text);
        assert.equal(found.length, 1, example);
        assert.equal(found[0]?.kind, kind, example);
        const told = masked(text, found, '[masked]');
        assert.ok(told.startsWith('before ') && told.includes('[masked]'), told);
        assert.ok(!/hunter2|abcdef123456|dXNlcjpwdw|s3cr3t|b3BlbnNza|a1a1a1|xxxx/.test(told), told);
      }
    });

  for (const text of [
    '12:00 -----BEGIN PRIVATE KEY-----\n12:00 | MIIhunter2xxx\n12:00 | hunter2AAAAA\n12:00 | hunter2=\n12:00 -----END PRIVATE KEY-----',
    '12:00 -----BEGIN PRIVATE KEY-----\n12:00 | MIIhunter2xxx\n12:00 | hunter2AAAAA\n12:00 done',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nhunter2AAAAA\n-----END PGP PRIVATE KEY BLOCK-----',
    'postgres://u:p@hunter2@db.example/mail',
    'redis://:hunter2@db.example',
    String.raw`"{\"password\":\"hunter2\"}"`,
    String.raw`"password": "a\"hunter2"`,
    `'password' => 'hunter2'`,
    '<password>hunter2</password>',
    'mysql --password hunter2 mail',
    'aws_session_token=hunter2',
    'AccountKey=hunter2==;Suffix=x',
    `https://x.example/a?sv=1&sig=hunter2${'a'.repeat(20)}`,
    `https://hooks.slack.com/services/T000/B000/${'hunter2'.repeat(4)}`,
    `sk_test_hunter2${'a'.repeat(16)}`,
    'Passwort: hunter2',
    'DB_PASS=hunter2',
    '"pass": "hunter2"',
    'the password is hunter2, said Ben',
    'curl -u admin:hunter2 https://x.example',
    'sshpass -p hunter2 ssh x.example',
    'token=hunter2abcdefgh',
    '"token": "hunter2abcdefgh"',
    'Set-Cookie: session=hunter2; Path=/',
    `sk-proj-hunter2${'a'.repeat(20)}`,
    `hvs.hunter2${'a'.repeat(20)}`,
  ])
    it(`is masked whole in ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.doesNotMatch(masked(text, findSecrets(text), '[masked]'), /hunter2/);
    });

  for (const text of [
    'PWD=/srv/app',
    'pass: 12 fail: 3',
    'pass: true',
    'The password is wrong',
    'Unexpected token: function',
    'token: string',
    'bypass: everything',
    'docker run -u 1000:1000',
    'No cookie: none was sent',
    'pwd: /home/ada',
    'password=null',
    '"password": "****"',
    'Password: changed by user',
    `docker://registry:5000@sha256:${'ab'.repeat(32)}`,
  ])
    it(`is not in “${text.slice(0, 40)}”`, () => {
      assert.deepEqual(findSecrets(text), []);
    });

  it('is masked however many there are', () => {
    const text = 'password=hunter2 password=hunter2\n'.repeat(6_000);
    assert.doesNotMatch(masked(text, findSecrets(text), 'x'), /hunter2/);
  });

  it('that overlaps another is one place', () => {
    const text = `password=ab,x://u:ghp_${'a1'.repeat(18)}@h token=https://u:password=hunter22@h`;
    const found = findSecrets(text);
    assert.ok(found.every(({ from }, at) => from >= (found[at - 1]?.to ?? 0)));
    assert.doesNotMatch(masked(text, found, 'x'), /hunter2|a1a1/);
    assert.equal(found.length, 2);
  });

  it('is looked for in a time that grows with the text', () => {
    const begin = '-----BEGIN PRIVATE KEY-----\n';
    for (const part of ['eyJ-', begin, begin + `${'a'.repeat(64)}\n`.repeat(300)])
      assertGrowsWithLength(250_000, length => part.repeat(Math.ceil(length / part.length)), findSecrets);
  });

  it('is not what a log ordinarily says', () => {
    const log =
      '2026-11-22T08:00:00Z relay[12]: connection refused by 10.0.0.7:465\n    at deliverAll (lib/queue.js:7:18)\n' +
      `commit ${'0123456789abcdef'.repeat(2)}01234567 sha256 ${'ab'.repeat(32)}\nhttps://example.org:8443/path?x=1 password reset was asked for\nid 7f69a874-91ce-4ae2-9b4d-3c1e0c2a4f10`;
    assert.deepEqual(findSecrets(log), []);
  });

  it('whatever the text: in order, none within another, quickly, and nothing that is not found is changed', () => {
    const part = fc.constantFrom(
      'password=',
      'eyJ',
      '.',
      'aaaaaaaaaa',
      '://a:',
      '@',
      '-----BEGIN PRIVATE KEY-----',
      ' ',
      '"',
      'authorization: bearer ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 200 }), parts => {
        const text = parts.join('');
        let at = 0;
        for (const { from, to } of findSecrets(text)) {
          assert.ok(from >= at && to > from);
          at = to;
        }
        assert.equal(masked(text, [], 'x'), text);
      }),
      { numRuns: 300 },
    );
    const began = performance.now();
    for (const hostile of ['eyJ', 'a:', 'password = ', '-----BEGIN PRIVATE KEY-----', 'authorization: ', 'x://a:'])
      findSecrets(hostile.repeat(Math.ceil(1_000_000 / hostile.length)));
    assert.ok(performance.now() - began < 60_000);
  });
});
