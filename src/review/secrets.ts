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
 * What secrets look like. The group `secret` is what is masked, or else the whole match. Every repetition is bounded, none stands within
 * another, and none begins anew within what it has read, so that no text takes long. The forms are those their issuers publish: AWS IAM identifiers, GitHub and GitLab token formats, Slack
 * token types, Stripe API keys, Google API keys, npm tokens; PEM (RFC 7468), JSON Web Tokens (RFC 7519), HTTP authorization (RFC 9110,
 * 7617, 6750), user information of an address (RFC 3986).
 */
const patterns: readonly (readonly [SecretKind, RegExp])[] = [
  ['accessKey', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['accessKey', /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/g],
  ['token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255}|glpat-[A-Za-z0-9_-]{20,255})/g],
  ['token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g],
  ['token', /\b(?:[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}|npm_[A-Za-z0-9]{36})\b/g],
  ['token', /\bhttps:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/_-]{20,255}/g],
  ['token', /[?&]sig=(?<secret>[A-Za-z0-9%+/=_-]{20,255})/g],
  ['token', /\b(?:sk-(?:proj|ant|svcacct)-[A-Za-z0-9_-]{20,255}|hv[sb]\.[A-Za-z0-9_-]{20,255}|dapi[0-9a-f]{32})(?![A-Za-z0-9_-])/g],
  // A key of this name alone is often another kind of token: its value has a digit, and a length.
  ['token', /(?<![A-Za-z])token(?:\\?["'])?\s{0,4}[:=]\s{0,4}(?:\\?["'])?(?<secret>(?=[^\s"'\\,;&<]{0,100}\d)[^\s"'\\,;&<]{12,4000})/gi],
  ['authorization', /(?<![A-Za-z])(?:set-)?cookie:\s{0,4}(?<secret>[^\s=;]{1,100}=[^\r\n]{6,4000})/gi],
  ['webToken', /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{8,2000}/g],
  ['authorization', /\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|bearer|token)\s{1,4}(?<secret>[A-Za-z0-9+/=._~-]{6,8000})/gi],
  ['urlPassword', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@]{0,100}:(?!\d{1,5}@sha256:)(?<secret>[^\s/?#]{1,200})(?=@)/gi],
  [
    'password',
    /(?:passwor[dt]|passwd|passphrase|kennwort|pwd(?!["']?\s{0,4}[:=]\s{0,4}["']?[/~])|secret|(?:api|access|private|account)[_-]?key|(?:auth|access|session)[_-]?token)(?:\\?["'])?\s{0,4}(?:=>|[:=])\s{0,4}(?!["'\\]{0,2}(?:null|none|nil|undefined|true|false|\*{1,500})(?:["'\\\s,;&}]|$)|(?:changed|expired|reset|required|incorrect|invalid|accepted|rejected|updated|missing|wrong|must|cannot)\s)(?:\\"(?<escaped>[^"\\\r\n]{1,500})\\"|"(?<quoted>(?:\\.|[^"\\\r\n]){4,500})"|'(?<single>[^'\r\n]{4,500})'|(?<secret>[^\s"',;&<]{4,4000}))/gi,
  ],
  // `DB_PASS=…`, not the figures of a test run.
  [
    'password',
    /(?<![A-Za-z])pass(?:\\?["'])?\s{0,4}[:=]\s{0,4}(?:\\?["'])?(?!(?:\d{1,9}|true|false|null|none|yes|no)(?![^\s"'\\,;&<]))(?<secret>[^\s"'\\,;&<]{4,4000})/gi,
  ],
  [
    'password',
    /\b(?:passwor[dt]|passphrase|kennwort) (?:is|was|ist|lautet):? {1,4}["'“„]?(?!(?:wrong|not|now|too|no|invalid|incorrect|expired|required|empty|changed|reset|missing|correct|being|the|a|an|in|on|set|falsch|abgelaufen|nicht)\b)(?<secret>[^\s"'”“,;]{4,500})/gi,
  ],
  ['password', /(?<!\S)(?:-u|--user)[ =]{1,4}["']?(?!\d{1,9}:\d{1,9}(?!\S))[^\s:"']{1,100}:(?<secret>[^\s"']{3,200})/g],
  ['password', /\bsshpass {1,4}-p ?["']?(?<secret>[^\s"']{1,200})/g],
  ['password', /<(?:password|passwort|passwd|secret|api[_-]?key)>(?<secret>[^<\r\n]{1,500})(?=<\/)/gi],
  [
    'password',
    /(?<!\S)--(?:password|passwd|passphrase|secret|api-key|token)\s{1,4}(?![-'"]|(?:is|was|and|or|option)\b)(?<secret>[^\s"',;&]{1,500})/gi,
  ],
];

/** Where a private key begins and ends (RFC 7468, RFC 9580). */
const keyBegin = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const keyEnd = /-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Longest private key, in code units, with what a log puts before each of its lines. */
const longestKey = 40_000;

/** A line of a key whose end is not there: base64 at its end, whatever stands before it; or a header of the key, or nothing. */
const keyLine =
  /(?:^|[\s|>:\]])(?:[A-Za-z0-9+/]{12,}={0,2}|[A-Za-z0-9+/]{1,11}={1,2})\W{0,4}$|^\s*$|\b(?:Proc-Type|DEK-Info|Version|Comment): /;

/** The private keys of a text: from the first line to the last, or as far as the lines look like one. */
function privateKeysIn(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  const ends = Array.from(text.matchAll(keyEnd), match => match.index + match[0].length);
  let [at, next] = [0, 0];
  for (const { index: from } of text.matchAll(keyBegin)) {
    if (from < at) continue;
    while ((ends[next] ?? Infinity) <= from) next++;
    const end = ends[next] ?? Infinity;
    at = end - from <= longestKey ? end : endOfKeyLines(text, from);
    found.push({ kind: 'privateKey', from, to: at });
  }
  return found;
}

/** Where the lines that look like a key end, from its first one on: each is read once, since the next key is looked for behind them. */
function endOfKeyLines(text: string, from: number): number {
  const most = Math.min(text.length, from + longestKey);
  const lineEnd = (at: number): number => {
    const end = text.indexOf('\n', at);
    return end < 0 ? most : Math.min(end, most);
  };
  let end = lineEnd(from);
  while (end < most) {
    const next = lineEnd(end + 1);
    if (!keyLine.test(text.slice(end + 1, next))) break;
    end = next;
  }
  return end;
}

/** The places of a text that look like secrets, all of them: in order, none within another. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const all = [...privateKeysIn(text)];
  for (const [kind, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const { secret, escaped, quoted, single } = match.groups ?? {};
      const told = secret ?? escaped ?? quoted ?? single ?? match[0];
      const from = match.index + match[0].lastIndexOf(told);
      all.push({ kind, from, to: from + told.length });
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
