import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { observablesIn, signsIn } from '../../../src/domain/incident/observables';
import type { SecuritySign } from '../../../src/domain/vocabulary/securitySigns';

describe('what a report tells that can be compared', () => {
  it('accounts, addresses and hosts, each once and in lower case', () => {
    const found = observablesIn(
      'User svc-backup logged in from 203.0.113.7 on host web-03; account "j.doe" too, and CORP\\anna. Mail came from it@example.org. Server: DB01 was slow, host web-03 again.',
    );
    assert.deepEqual(found, {
      accounts: ['svc-backup', 'j.doe', 'corp\\anna'],
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
    ];
    for (const text of hostile) {
      observablesIn(text);
      signsIn(text);
    }
  });
});
