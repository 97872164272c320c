import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { errorCodesIn } from '../../../src/domain/errors/errorCodes';
import { observablesIn, signsIn } from '../../../src/domain/incident/observables';
import type { SecuritySign } from '../../../src/domain/vocabulary/securitySigns';

describe('what a report tells that can be compared', () => {
  it('accounts, addresses and hosts, each once and in lower case', () => {
    const found = observablesIn(
      'User svc-backup logged in from 203.0.113.7 on host web-03; account "j.doe" too, and CORP\\anna. Mail came from it@example.org. Server: DB01 was slow, host web-03 again.',
    );
    assert.deepEqual(found, {
      accounts: ['svc-backup', 'j.doe', 'anna'],
      addresses: ['203.0.113.7', 'it@example.org'],
      hosts: ['web-03', 'db01'],
    });
  });

  it('no word that merely follows “user” or “server”, no version, no address of the machine itself', () => {
    const found = observablesIn(
      'The user cannot print; users report errors. Server restarted after update to 10.4.2, see 127.0.0.1 and 1.2.3.4.5.',
    );
    assert.deepEqual(found, { accounts: [], addresses: [], hosts: [] });
  });

  it('a plain name where a log says who failed, and addresses of IPv6 in their short form', () => {
    const accounts = (text: string): readonly string[] => observablesIn(text).accounts;
    assert.deepEqual(accounts('Login failed for user administrator, portal down.'), ['administrator']);
    assert.deepEqual(accounts('sshd: Failed password for root from 203.0.113.77'), ['root']);
    assert.deepEqual(accounts('Login failed for user after the update. Sign-in denied for all users on Monday.'), []);
    assert.deepEqual(observablesIn('From 2001:db8::1, then fe80::1ff:fe23:4567:890a; std::vector at 12:30:11').addresses, [
      '2001:db8::1',
      'fe80::1ff:fe23:4567:890a',
    ]);
  });

  it('fifty of each at most, of the beginning of a long text', () => {
    const names = Array.from({ length: 60 }, (_, at) => `host srv-${at}`).join(', ');
    assert.equal(observablesIn(names).hosts.length, 50);
    assert.deepEqual(observablesIn(`${'. '.repeat(10_000)}host srv-1`).hosts, []);
    assert.deepEqual(signsIn(`${'. '.repeat(10_000)}audit log was cleared`), []);
  });

  it('codes of errors, each once; no other number', () => {
    assert.deepEqual(
      errorCodesIn('ORA-01555 again; dialog: Error 0x80070057. HTTP 503, http 503, SQLSTATE 53300, Event ID 7031, ECONNREFUSED'),
      ['ORA-01555', '0X80070057', 'HTTP 503', 'SQLSTATE 53300', 'EVENT ID 7031', 'ECONNREFUSED'],
    );
    assert.deepEqual(errorCodesIn('Order 4711, room 0x12, HTTP 200, ERROR in line 5, see INC-7K3QF2'), []);
  });

  const signs: readonly (readonly [string, readonly SecuritySign[]])[] = [
    ['Login failed for three users since nine', ['authentication']],
    ['Many invalid passwords at the gateway', ['authentication']],
    ['Anmeldung fehlgeschlagen', ['authentication']],
    ['A new admin account created overnight', ['privilege']],
    ['The audit log was cleared', ['traces']],
    ['Files were encrypted, an unknown process runs', ['malware']],
    ['Suspicious connections to a foreign address, large upload at night', ['connection', 'dataLeaving']],
    ['The printer is out of paper', []],
    ['Mail is slow since the release, the queue grows', []],
    ['A login page loads slowly', []],
    ['Segmentation fault (core dumped), the service leaked memory', []],
    ['No malware found, virus protection updated', []],
    ['Customer table was dumped, passwords leaked', ['dataLeaving']],
  ];
  for (const [text, expected] of signs) {
    it(`“${text}”: ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(signsIn(text), expected);
    });
  }

  it('is looked through in a time that grows with its length, or this would not end', () => {
    const hostile = [
      'a'.repeat(200_000),
      '1.'.repeat(100_000),
      'user '.repeat(40_000),
      'login '.repeat(40_000),
      'a:'.repeat(100_000),
      '@a.'.repeat(60_000),
      'login failed for '.repeat(10_000),
      'HTTP error code '.repeat(10_000),
    ];
    for (const text of hostile) {
      observablesIn(text);
      signsIn(text);
      errorCodesIn(text);
    }
  });
});
