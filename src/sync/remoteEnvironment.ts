import { inheritedEnvironment } from '../git/gitSafety';

/** What git gets besides, to speak with a remote: the person's agents and proxies, and nobody to ask. */
const passedOn = [
  'SSH_AUTH_SOCK',
  'SSH_AGENT_PID',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'KRB5CCNAME',
  'DBUS_SESSION_BUS_ADDRESS',
] as const;

/**
 * The environment of a command that speaks with a remote, beside what git always gets. `sshCommand` is the person's own, from their settings;
 * nothing asks in a dialog or waits for an answer: what cannot be had from agents and helpers is said at once.
 */
export function remoteEnvironment(sshCommand: string): Readonly<Record<string, string>> {
  const ssh = process.env['GIT_SSH_COMMAND'] ?? (sshCommand || 'ssh');
  return {
    ...inheritedEnvironment(passedOn),
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    SSH_ASKPASS_REQUIRE: 'never',
    GIT_SSH_COMMAND: /plink/i.test(ssh) ? `${ssh} -batch` : `${ssh} -o BatchMode=yes -o ConnectTimeout=20`,
    GIT_ASKPASS: process.env['GIT_ASKPASS'] ?? '',
  };
}
