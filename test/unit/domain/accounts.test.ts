import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { observablesIn, signsIn } from '../../../src/domain/incident/observables';

/** Sentences of reports, with the accounts that they name. */
const naming: readonly (readonly [string, readonly string[]])[] = [
  ['VPN gateway down 02:10 to 02:25, failed logins of svc-backup before', ['svc-backup']],
  ['svc-backup locked out', ['svc-backup']],
  ['svc-backup: 300 failed logins', ['svc-backup']],
  ['Gateway was away for a quarter of an hour; failed logins from svc-backup', ['svc-backup']],
  ['The account svc-backup was locked', ['svc-backup']],
  ['too many wrong passwords for svc-backup', ['svc-backup']],
  ['Anmeldung von svc-backup fehlgeschlagen', ['svc-backup']],
  ['Konto svc-backup gesperrt', ['svc-backup']],
  ['Invalid user admin from 10.0.0.7', ['admin']],
  ['sshd[411]: Failed password for invalid user oracle from 203.0.113.9 port 40022 ssh2', ['oracle']],
  ["Access denied for user 'svc-backup'@'10.0.0.7' (using password: YES)", ['svc-backup']],
  ['VPN nicht erreichbar, davor viele fehlgeschlagene Anmeldungen mit svc-backup', ['svc-backup']],
  ['svc-backup was locked again at two in the morning', ['svc-backup']],
  ['svc-backup gesperrt, VPN-Gateway ausgefallen', ['svc-backup']],
  ['Hundreds of login attempts, always svc-backup', ['svc-backup']],
  ['The gateway hung. Failed logins in the log. It was svc-backup again.', ['svc-backup']],
  ['Wrong password (svc-backup), 214 times', ['svc-backup']],
  ['Authentication failure; logname= uid=0 tty=ssh user=svc-backup', ['svc-backup']],
  ['Brute force against svc-backup?', ['svc-backup']],
  ['svc-backup kept failing to log in, then the gateway was down', ['svc-backup']],
  ['Login of the backup service svc_backup was rejected all night', ['svc_backup']],
  ['Failed sign-ins: CORP\\svc-backup', ['svc-backup']],
  ['CORP\\anna was locked out twice', ['anna']],
  ['Kennwort für CORP\\m.klein mehrfach falsch eingegeben', ['m.klein']],
  ['Failed logins of j.smith before it went down', ['j.smith']],
  ['j.smith locked out again', ['j.smith']],
  ['Failed logins for j.smith and m_meier', ['j.smith', 'm_meier']],
  ['300 failed log-ins by smith42 between two and three', ['smith42']],
  ['Anmeldeversuche von mmueller2, alle abgelehnt', ['mmueller2']],
  ['Zu viele Fehlversuche bei k.lehmann', ['k.lehmann']],
  ['Benutzerkonto k.lehmann wurde gesperrt', ['k.lehmann']],
  ['Ungültiges Passwort: k.lehmann', ['k.lehmann']],
  ['Fehlgeschlagene Anmeldung, Benutzer: m.müller', ['m.müller']],
  ['Unusual sign-ins of adm-klein from abroad', ['adm-klein']],
  ['Ungewöhnliche Anmeldung von adm_klein in der Nacht', ['adm_klein']],
  ['failed logins backup-agent@vpn01', ['backup-agent']],
  ['root@web01 tried wrong passwords', ['root@web01']],
  ['Event 4625: An account failed to log on, account name svc-sql01', ['svc-sql01']],
  ['MFA denied for user t.adams7', ['t.adams7']],
  ['Credentials of “deploy-bot” were rejected', ['deploy-bot']],
  ['svc-backup had bad passwords, and svc-print was locked', ['svc-backup', 'svc-print']],
  ['Die Anmeldung mit svc-backup schlug dreimal fehl', ['svc-backup']],
  ['Svc-Backup gesperrt', ['svc-backup']],
  ['Account lockout (svc-backup)', ['svc-backup']],
  ['Incorrect credentials, user DOM\\backup_adm', ['backup_adm']],
  ['Password spraying against x123456, y765432', ['x123456', 'y765432']],
  ['svc-backup could not log in, then the VPN was down', ['svc-backup']],
  ['RADIUS: Access-Reject svc-backup (412x)', ['svc-backup']],
  ['authentication errors svc-backup', ['svc-backup']],
  ['Anmeldefehler für svc-backup', ['svc-backup']],
  ['Das Dienstkonto svc-backup hat sich ausgesperrt', ['svc-backup']],
  ['k.lehmann hat sich ausgesperrt', ['k.lehmann']],
  ['svc-backup-Konto gesperrt', ['svc-backup']],
  ['svc\u2011backup’s password was wrong', ['svc-backup']],
  ['Failed logins on the mmueller2 account', ['mmueller2']],
  ['Auffällig: Login mit k_lehmann aus dem Ausland', ['k_lehmann']],
  ['Reported by user user7.sync', ['user7.sync']],
  ['User web-admin cannot print, account test-user2 neither', ['web-admin', 'test-user2']],
  ['Failed password for web-admin from 10.0.0.7', ['web-admin']],
  ['Failed logins of user12 and user34', ['user12', 'user34']],
  ['Repeated unsuccessful logon by ext-mueller', ['ext-mueller']],
  ['Failed logins for\nj.smith and\r\nm_meier', ['j.smith', 'm_meier']],
  ['Failed logins, affected accounts:\nj.smith', ['j.smith']],
  ['Failed logins for svc\u2013backup', ['svc-backup']],
  ['Failed logins for svc\u2212backup', ['svc-backup']],
  ['Failed logins for svc-back\u200bup and svc-back\u00adup', ['svc-backup']],
  ['Failed logins for svc-backup/admin', ['svc-backup']],
  ['Failed logins for svc-backup. Host svc-backup is fine', ['svc-backup']],
  ['Login failed for user oracle.', ['oracle']],
  ['Login failed for user manfred, then for user emily and for user marion.', ['manfred', 'emily', 'marion']],
  ['Login failed, user=oracle.', ['oracle']],
  ['Failed password for oracle from 203.0.113.9 port 4', ['oracle']],
  ['Illegal user nagios from db3', ['nagios']],
  ['Failed logins for administrator at night', ['administrator']],
  ['Failed logins for CORP\\email', ['corp\\email']],
  ['Failed logins root@edge all night', ['root@edge']],
  ['The account svc-off-site cannot print', ['svc-off-site']],
  ['Failed logins on the j.smith again', ['j.smith']],
];

/** Sentences in which no account stands, though they look as if. */
const without: readonly string[] = [
  'Login failed, re-login helped',
  'E-mail login failed for some people',
  'Log-in failed, a follow-up is planned',
  'Two-factor sign-in failed for many',
  'Single-sign-on: authentication failed everywhere',
  'Failed logins at the vpn-gateway',
  'VPN-Gateway: Anmeldung fehlgeschlagen',
  'Login-Versuche fehlgeschlagen, IT-Abteilung ist informiert',
  'MFA-Abfrage abgelehnt, E-Mail-Konto gesperrt',
  'Failed logins, see auth.log and login.php',
  'Login failed since version v2.4.1, fixed in rc-2',
  'Failed logins on 2024-05-13, 12-May-2024 and may-13 at 02:30h',
  'Failed logins from 10.0.0.7 and 2001:db8::17',
  'Failed logins, see /var/log/auth-2.log and C:\\logs\\auth-2.log',
  'Failed logins on host web-03, then web-03 was down',
  'Failed logins on web-03 and vpn-gw01 and db01',
  'Failed logins at portal.example.org and vpn.corp.local',
  'Failed logins, see https://wiki.example.org/how-to/log_in and INC-7K3QF2',
  'Login failed with HTTP-401, error 0x80070057, event4625, ORA-01017',
  'OAuth2 login failed, SHA256 and TLS1.2 and x509 are fine, as are O365, Win11 and log4j2',
  'Logins failed, e.g. on Monday, i.e. after the up-date at 8 p.m.',
  'Login failed for third-party apps, read-only access works, long-term fix is open',
  'Anmeldung fehlgeschlagen, z.B. am Montag, d.h. nach dem Update',
  'Wrong password in user-friendly form',
  'Login failed in java.lang.String and com.example.Login2Service',
  'Passwort-Reset fehlgeschlagen, Self-Service nicht erreichbar',
  'Login failed.Restarted.',
  'svc-backup was slow',
  'j.smith cannot print',
  'Reported by j.smith. Login failed for some people.',
  'The backup job svc-backup failed at night',
  'User e-mail is late',
  'User re-login needed, useragent-2 and accounting-2 are fine',
  'Login failed for all users on floor-2 in room-12',
  'Failed logins, ticket JIRA-4711 and KB5034441',
  'Login failed — re-enter the one-time password, non-existent accounts are locked',
  'Login failed after roll-out of Q3-2024 in KW42 on srv-12',
  'Users cannot log in to sap-erp, wrong password shown',
  'Authentication against keycloak-prod failed',
  'Login fails on iPhone14 and in the web-shop',
  'Login failed for guests',
  'Failed login on 3rd-party and 2nd-level',
  'Login failed by timeout',
  'Authentication failed for email',
  'Wrong password for wifi',
  'Login failed for printer, printing from home works',
  'Authentication failed by user error',
  'Login failed, the user entered wrong credentials',
  'Login failed as expected, the user mistyped.',
  'User report failed logins since the update of the storage',
  'Login failed, user timeout.',
  'Invalid user session, login failed',
  'Failed logins, see share/docs_2/adm.txt and k_docs/backup_2',
  'Failed logins, see report.txt and klein.pdf',
  'Failed logins: key_size=2048 in verify_name(person)',
  'Login failed for user e-mail.',
  `Failed logins: ${'ab_1:'.repeat(60)}`,
  `Failed logins for ${'a_'.repeat(40)}b`,
  `Login failed${' and so on'.repeat(20)} says j.smith`,
  `j.smith says${' and so on'.repeat(20)} login failed`,
  'Failed logins.\n\nj.smith reported it',
];

/** Sentences of logs, of monitoring and of people, with one of the accounts that they name. */
const amongOthers: readonly (readonly [string, string])[] = [
  ['pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.9  user=root', 'root'],
  ['sshd[99]: Connection closed by invalid user ubuntu 203.0.113.9 port 4022 [preauth]', 'ubuntu'],
  ['sshd[99]: input_userauth_request: invalid user pi [preauth]', 'pi'],
  ["Access denied for user 'root'@'localhost' (using password: YES)", 'root'],
  [
    'An account failed to log on.\n\nAccount For Which Logon Failed:\n\tSecurity ID:\t\tNULL SID\n\tAccount Name:\t\tadministrator',
    'administrator',
  ],
  ['Event ID 4740: user account hschmidt was locked out, caller computer PC-4711', 'hschmidt'],
  ['User hschmidt locked out again, reset done', 'hschmidt'],
  ['Konto hschmidt gesperrt', 'hschmidt'],
  ['Fehlgeschlagene Anmeldungen für Benutzer "hschmidt" von 203.0.113.9', 'hschmidt'],
  ['Group = RA-VPN, Username = hschmidt, IP = 203.0.113.9, Login failed', 'hschmidt'],
  ['Anmeldung als root fehlgeschlagen', 'root'],
  ['Jenkins: Failed to login as user "build-agent": bad credentials', 'build-agent'],
  ['Failed to login as user web-admin', 'web-admin'],
  ['Login of user mail-archive failed', 'mail-archive'],
  ['Failed logins last night:\n- a.weber\n- j.smith', 'j.smith'],
  ['Failed logins:\nj.smith\nm_meier\nk_roth', 'k_roth'],
  ['Failed logins for j.smith,\nm_meier and\nk_roth', 'm_meier'],
  ['Locked out since two o\u2019clock again and again, the account that is tried is\nj.smith', 'j.smith'],
  ['j.smith\nlocked out', 'j.smith'],
  ['Failed logins for j\u200e.smith', 'j.smith'],
  ['Failed logins for svc\u200e-backup', 'svc-backup'],
  ['Failed logins for j.smi\u2062th', 'j.smith'],
  ['Failed logins for m.mu\u0308ller', 'm.müller'],
  ['m.klein: Anmeldung nicht möglich', 'm.klein'],
  ['Lockouts: m.klein x3', 'm.klein'],
  ['Login-Fehler svc-backup', 'svc-backup'],
  ['Fehlgeschlagene Anmeldung für Benutzer hschmidt', 'hschmidt'],
  ['Fehlgeschlagene Anmeldungen für Benutzer "hschmidt" von 203.0.113.9', 'hschmidt'],
  ['Ungültiger Benutzer hschmidt von 203.0.113.9', 'hschmidt'],
  ['Zu viele falsche Passwörter für Benutzer hschmidt', 'hschmidt'],
  ['Mehrere Anmeldeversuche mit dem Benutzer adminweber, alle fehlgeschlagen', 'adminweber'],
  ['Falsche Passworteingaben durch User adminweber', 'adminweber'],
  ['Admin login to firewall failed 20 times, user fwadmin', 'fwadmin'],
  ['Fail2ban meldet Brute-Force auf Konto "deploy"', 'deploy'],
  ['Failed logins of hschmidt', 'hschmidt'],
  ['300 failed logons for adminweber on DC01', 'adminweber'],
  ['Failed to login as user web-admin', 'web-admin'],
  ['Failed logins for mail-archive', 'mail-archive'],
];

/** What stands where an account could. */
const nobody: readonly (readonly [string, string])[] = [
  ['Login failed for user hans.schmidt', 'hans'],
  ['Failed password for invalid user hans.schmidt from 203.0.113.9', 'hans'],
  ['Login failed for user web.config', 'web'],
  ['Ein Benutzerkonto wurde gesperrt.\n\nGesperrtes Konto:\n\tSicherheits-ID:\t\tCORP\\m.klein\n\tKontoname:\t\tm.klein', 'sicherheits-id'],
  [
    'A user account was locked out.\n\nSubject:\n\tSecurity ID:\t\tSYSTEM\n\tAccount Name:\t\tDC01$\n\nAccount That Was Locked Out:\n\tAccount Name:\t\tm.klein',
    'dc01$',
  ],
  ['Login failed for hours from 08:00 on', 'hours'],
  ['Login denied for weeks from 3.5. on', 'weeks'],
  ['Login refused by proxy from 10:15 to 10:30', 'proxy'],
  ['Failed connections by outage from 10:00 to 12:00', 'outage'],
  ['Login failed for maintenance from 10.0.0.7', 'maintenance'],
  ['Invalid user token, page stays blank', 'token'],
  ['Invalid user agent, login failed', 'agent'],
  ['Invalid user credentials.', 'credentials'],
  ['Invalid user password.', 'password'],
  ['Invalid user ID.', 'id'],
  ['Unknown user role.', 'role'],
  ['Login failed for user group, sales', 'group'],
  ['Login failed for user directory.', 'directory'],
  ['Login refused for account creation.', 'creation'],
  ['Failed print for user reasons.', 'reasons'],
  ['Kasse kasse-12: Anmeldung fehlgeschlagen', 'kasse-12'],
  ['Failed sign-ins: region eu-central-1', 'eu-central-1'],
  ['Login failed since java17 and python3.11', 'java17'],
  ['Login failed: order-4711', 'order-4711'],
  ['Login failed: hash d41d8cd98f00b204e9800998ecf8427e', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['Auth: Login incorrect: [hschmidt] (from client wlc01 port 13)', 'wlc01'],
  ['Anmeldung fehlgeschlagen im Büro, Haus-3', 'haus-3'],
];

describe('the accounts that a report names', () => {
  for (const [text, expected] of naming) {
    it(`“${text}”: ${expected.join(', ')}`, () => {
      assert.deepEqual(observablesIn(text).accounts, expected);
    });
  }

  for (const text of without) {
    it(`“${text}”: none`, () => {
      assert.deepEqual(observablesIn(text).accounts, []);
    });
  }

  for (const [text, name] of amongOthers) {
    it(`${JSON.stringify(text)}: ${name}`, () => {
      const { accounts } = observablesIn(text);
      assert.ok(accounts.includes(name), accounts.join());
    });
  }

  for (const [text, name] of nobody) {
    it(`${JSON.stringify(text)}: no ${name}`, () => {
      assert.ok(!observablesIn(text).accounts.includes(name));
    });
  }

  it('no component of the incident, however it is written', () => {
    const text = 'Failed logins: Ham-Nord1, svc-radius and svc-backup';
    assert.deepEqual(observablesIn(text, ['HAM nord1', 'SVC-Radius']).accounts, ['svc-backup']);
    assert.deepEqual(observablesIn(text).accounts, ['ham-nord1', 'svc-radius', 'svc-backup']);
  });

  it('none that is a component behind its domain; who signs in by an address of mail, and that; one at a network address is no address of mail', () => {
    assert.deepEqual(observablesIn('Failed logins: CORP\\ham-edge1', ['ham-edge1']).accounts, []);
    const byMail = observablesIn('Failed logins for k.lehmann@example.org');
    assert.deepEqual([byMail.accounts, byMail.addresses], [['k.lehmann'], ['k.lehmann@example.org']]);
    const atAddress = observablesIn('Failed logins for svc-backup@10.0.0.7');
    assert.deepEqual([atAddress.accounts, atAddress.addresses], [['svc-backup'], ['10.0.0.7']]);
  });

  const telling: readonly string[] = [
    'svc-backup locked out',
    'svc-backup was locked again',
    'The account svc-backup was locked',
    'Konto svc-backup gesperrt',
    'Invalid user admin from 10.0.0.7',
    'Zu viele Fehlversuche bei k.lehmann',
    'Die Anmeldung mit svc-backup schlug dreimal fehl',
    'Account lockout (svc-backup)',
    'Falsches Passwort, 300 mal',
    'Hundreds of login attempts, always svc-backup',
    'Repeated unsuccessful logon',
    'Fehler beim Anmelden eines Kontos (4625), Kontoname: svc-backup',
    'User hschmidt locked',
    'Benutzer anna gesperrt',
    'Failed publickey for git from 203.0.113.9 port 5122 ssh2',
    'sshd[99]: error: maximum authentication attempts exceeded for root from 203.0.113.9 port 4022 ssh2 [preauth]',
    'svc-backup could not be authenticated',
    'Anmeldung svc-backup nicht erfolgreich',
    'Sign-in blocked for user hans.schmidt: risk level high',
  ];
  for (const text of telling) {
    it(`“${text}” tells of authentication`, () => {
      assert.deepEqual(signsIn(text), ['authentication']);
    });
  }

  const silent: readonly string[] = [
    'The file is locked by another user',
    'Invalid user input is shown as an error',
    'The table was locked, the job svc-backup failed',
    'The login page is slow',
    'User cannot print',
    'Das Gebäude ist gesperrt',
    'Password was changed as planned',
    'svc-print blocked by firewall',
    'The account page is blocked by ad-blocker',
    'The login page shows an error',
  ];
  for (const text of silent) {
    it(`“${text}” does not`, () => {
      assert.deepEqual(signsIn(text), []);
    });
  }

  it('are looked for in a time that grows with the length of a text, or this would not end', () => {
    const million = 1_000_000;
    for (const one of [
      'svc-',
      'a-b',
      'failed login svc-backup ',
      'failed logins svc-',
      'account locked ',
      'account ',
      'a.b@',
      'CORP\\',
      'login\\a ',
      'user svc-a ',
      'svc-a.',
      'wrong password a_1 ',
    ]) {
      const text = one.repeat(million / one.length);
      assert.ok(observablesIn(text).accounts.length <= 50);
      signsIn(text);
    }
  });
});
