/** Words of authentication, of its failing and of what locks an account; English and German. */
const login = String.raw`(?:authenticat\w*|(?:log|sign)-?[io]ns?|log(?:ging)? (?:in|on)|credentials?|mfa|2fa|anmeld\w*|login-?versuche?n?|(?:pass|kenn)w(?:o|ö|oe)r[dt]\w*|zugangsdaten)`;
const failed = String.raw`(?:denied|invalid|wrong|incorrect|bad|refused|lock(?:ed|out)|expired unexpectedly|(?:fail|reject|unsuccessful|fehlgeschlagen|fehlerhaft|falsch|gesperrt|abgelehnt|verweigert|gescheitert|erfolglos|ung(?:ü|ue)ltig)\w*)`;
/** What is done to an account; as to other things, too, the last three. */
const [locked, closed] = [String.raw`(?:locked|gesperrt)`, String.raw`(?:locked|gesperrt|blocked|disabled|deaktiviert)`];
const was = String.raw`(?:(?:was|were|is|got|has been|had been|wurde|ist|war) )?(?:again |wieder )?`;
const unusual = String.raw`(?:unusual|unexpected|suspicious|strange|unknown|ungew(?:ö|oe)hnlich|verd(?:ä|ae)chtig|seltsam|auff(?:ä|ae)llig|unbekannt)\w*`;

/** That authentication failed, or that an account was locked. Linear: what stands between two words is bounded. */
export const failedAuthentication = new RegExp(
  [
    String.raw`\b${login}\b[^\n]{0,40}\b${failed}(?!\w)`,
    String.raw`\b${failed}\b[^\n]{0,20}\b${login}(?!\w)`,
    String.raw`\b${login}(?: (?:was|is|wurde|ist))? blocked\b`,
    String.raw`\b(?:fehler|probleme?) (?:bei der|beim|bei) (?:\w+ )?anmeld\w*`,
    String.raw`\b(?:anmeld\w*|login)\b[^\n]{0,40}\bnicht (?:erfolgreich|m(?:ö|oe)glich)\b`,
    String.raw`\b(?:not be authenticated|nicht authentifiziert|failed (?:publickey|keyboard-interactive))\b`,
    String.raw`\banmeld\w*[^\n]{0,40}\b(?:schl(?:ug|ugen|(?:ä|ae)gt|agen))\b[^\n]{0,30}\bfehl\b`,
    String.raw`\b(?:log-?in|log-?on|sign-?in|authentication|password|anmelde|too many|failed|wrong)[ -]?(?:attempts|tries|versuche\w*)\b`,
    String.raw`\b(?:brute[- ]?force|password[- ]spray\w*|credential stuffing)\b`,
    String.raw`\b(?:locked out|(?:(?:account|user)s? ?)?lock-?outs?(?! period)|ausgesperrt|access-?rejects?|fehl(?:versuche\w*|anmeldung\w*)|anmeldefehler\w*|kontosperr\w*)\b`,
    String.raw`\b(?:${login}|radius)[ -](?:errors?|rejects?|fehler)\b`,
    String.raw`\b(?:accounts?|\w*konto|\w*konten|kennung)\b[^\n]{0,40}\b${locked}\b`,
    String.raw`\b(?:accounts?|\w*konto|\w*konten|kennung|users?|benutzer\w*)\b(?: [^\s,;]{0,32}[\d._@\\$-][^\s,;]{0,32})? ${was}${closed}\b`,
    String.raw`\b(?:user|benutzer) [a-z]{3,30} ${was}${locked}\b`,
    String.raw`\b(?:locked|blocked|gesperrte\w*) (?:the )?(?:user |service )?(?:accounts?|konto|konten)\b`,
    String.raw`\b(?:svc|srvc|adm|usr)[-_.]\w[\w.-]{1,40}(?![\w.-])[^\n]{0,30}\b${locked}\b`,
    String.raw`(?<!\w)(?:invalid|illegal|unknown|ung(?:ü|ue)ltiger?|unbekannter?) (?:user|benutzer)(?! (?:input|data|interface|agent|settings?|profile|story)\b)\w*`,
    String.raw`\baccess denied for user\b`,
  ].join('|'),
  'i',
);

/** That somebody authenticated as nobody usually does, or could not. */
export const unusualAuthentication = new RegExp(
  [
    String.raw`(?<!\w)${unusual}[^\n]{0,20}\b${login}(?!\w)`,
    String.raw`\b${login}\b[^\n]{0,40}\b${unusual}(?!\w)`,
    String.raw`\b(?:cannot|can't|could ?n[o']t|unable to) (?:log|sign) ?[io]n\b`,
    String.raw`\bnicht[^\n]{0,20}\b(?:anmelden|einloggen)\b`,
    String.raw`\b(?:login|anmelde)-?probleme?n?\b`,
    String.raw`(?<!\w)${unusual}:[^\n]{0,40}\b${login}(?!\w)`,
  ].join('|'),
  'i',
);

/** Whose name follows. */
const user = String.raw`(?:user(?:[ -]?name)?|account(?:[ -]?name)?|benutzer(?:[ -]?name|konto)?|konto(?:name)?|nutzer(?:name)?)`;
/** A plain word, perhaps in quotation marks; and what stands behind one that is a name: the end, a mark, from where, or what was done to it. */
const plain = String.raw`["'“„‚‘]?([A-Za-z][A-Za-z-]{1,30})["'”“‘’]?`;
const ofSomebody = String.raw`(?=[,;:)\]@]|[.!?]?$|[.!?]\s|\s{1,3}(?:[\d([]|(?:from|von|and|und|on|at|auf|um|in|after|nach|port|again|wieder|all|am|${was}${failed}|${was}${closed})(?!\w)))`;
const told = String.raw`\b(?:${login}|${failed}|brute[- ]?force)\b[^\n]{0,60}?`;

/**
 * Where a plain word, without a digit or a mark, is the name of an account in a text that tells of failed authentication: behind “user” and the like, and
 * where a log or a person says for whom it failed. Ordinary words stand there, too.
 */
export const failedFor: readonly RegExp[] = [
  String.raw`\b${user}(?:[ \t]{0,3}[:=][ \t]{0,4}|[ \t]{1,4})${plain}${ofSomebody}`,
  String.raw`${told}\b(?:for|of|by|as|als) (?:(?:invalid|illegal|unknown) )?${plain}${ofSomebody}`,
].map(pattern => new RegExp(pattern, 'gim'));
