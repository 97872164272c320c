/** What something that looks like a secret is. */
export const secretKinds = ['privateKey', 'accessKey', 'token', 'webToken', 'authorization', 'urlPassword', 'password'] as const;

type SecretKind = (typeof secretKinds)[number];

/** A place in a text that looks like a secret, in UTF-16 code units. */
export interface FoundSecret {
  readonly kind: SecretKind;
  readonly from: number;
  readonly to: number;
}

/**
 * What secrets look like. The group `secret` is what is masked, or else the whole match. Every repetition is bounded and none stands within
 * another, so that no text takes long. The forms are those their issuers publish: AWS IAM identifiers, GitHub and GitLab token formats, Slack
 * token types, Stripe API keys, Google API keys, npm tokens; PEM (RFC 7468), JSON Web Tokens (RFC 7519), HTTP authorization (RFC 9110,
 * 7617, 6750), user information of an address (RFC 3986).
 */
const patterns: readonly (readonly [SecretKind, RegExp])[] = [
  ['privateKey', /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s:,.-]{0,20000}/g],
  ['accessKey', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['accessKey', /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/g],
  ['token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255}|glpat-[A-Za-z0-9_-]{20,255})/g],
  ['token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g],
  ['token', /\b(?:[sr]k_live_[A-Za-z0-9]{16,255}|npm_[A-Za-z0-9]{36})\b/g],
  ['webToken', /\beyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{8,2000}/g],
  ['authorization', /\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|bearer|token)\s{1,4}(?<secret>[A-Za-z0-9+/=._~-]{6,8000})/gi],
  ['urlPassword', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@]{1,100}:(?<secret>[^\s/?#@]{1,200})@/gi],
  [
    'password',
    /(?:password|passwd|passphrase|pwd|secret|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token)["']?\s{0,4}[:=]\s{0,4}(?:"(?<quoted>[^"\r\n]{4,500})"|'(?<single>[^'\r\n]{4,500})'|(?<secret>[^\s"',;&]{4,500}))/gi,
  ],
];

/** Most that are told of one text: beyond that it is all masked or none. */
const mostFound = 10_000;

/** The places of a text that look like secrets, in order, none within another. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const all: FoundSecret[] = [];
  for (const [kind, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const secret = match.groups?.['secret'] ?? match.groups?.['quoted'] ?? match.groups?.['single'] ?? match[0];
      const from = match.index + match[0].lastIndexOf(secret);
      all.push({ kind, from, to: from + secret.length });
      if (all.length >= mostFound) break;
    }
  }
  const found: FoundSecret[] = [];
  for (const secret of all.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = found.at(-1);
    if (!last || secret.from >= last.to) found.push(secret);
    else if (secret.to > last.to) found[found.length - 1] = { ...last, to: secret.to };
  }
  return found;
}

/** The text with each of these places replaced; how long a secret was is not told. */
export function masked(text: string, secrets: readonly FoundSecret[], mask: string): string {
  let [done, at] = ['', 0];
  for (const { from, to } of secrets) {
    done += text.slice(at, from) + mask;
    at = to;
  }
  return done + text.slice(at);
}
