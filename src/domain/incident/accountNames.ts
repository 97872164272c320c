import { isOrdinaryWord } from './ordinaryWords';

/** Words that are joined by a hyphen to ordinary ones: “re-login”, “two-factor”; English and German. */
const joined = new RegExp(
  `^(?:${
    're|e|non|pre|post|self|multi|one|two|three|third|half|full|all|so|mid|long|short|high|low|well|end|open|ad|opt|plug|add|built|cross|out|in|on|off|up|down|by|of|to|the|and|or|for|at|as|time|real|' +
    'only|free|wide|side|based|party|term|way|set|back|roll|follow|read|write|new|old|last|live|un|co|anti|ex|ein|aus|an|auf|zu|und|factor|sso|users?|benutzer|accounts?|konto'
  })$`,
  'i',
);

/** What else a name that is no account's has in it, of machines and of what is numbered. The first are whole words, the others beginnings of words. */
const things = new RegExp(
  `^(?:(?:${
    'log|mfa|otp|pam|krb|ldap|saml|name|check|try|day|night|level|line|step|' +
    'vpn|gw|srv|web|kasse|till|pos|haus|order|auftrag|eu|us|java|python|node|php|perl|ruby|wlc|www|db|dc|dns|fw|sw|ap|wi|fi|wlan|lan|nas|san|pc|ws|nb|lb|vm|esxi?|edge|desk|file|share|app|apps|api|site|form|net|device|port|vlan|tcp|udp|https?|sshd?|ssl|tls|ip|ipv|rdp|ftp|smb|iso|utf|sha|md|rsa|' +
    'cve|kb|id|ids|iphone|ipad|ios|logj|v|ver|rc|sp|q|kw|p|room|raum|rack|floor|phase|part|inc|chg|prb|ora|win|prio|errors?|january?|mar(?:ch)?|märz|apr(?:il)?|ma[iy]|june?|july?|aug(?:ust)?|sept?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?'
  })|(?:${
    'auth|oauth|login|logon|sign|passw|kennw|cred|token|session|attempt|fail|denied|invalid|wrong|locked|lockout|access|reset|change|gateway|serv|system|host|node|client|portal|' +
    'cluster|proxy|firewall|router|switch|printer|laptop|notebook|mail|exchange|storage|cloud|azure|active|directory|component|prod|staging|office|android|friendly|exist|relat|start|stop|update|' +
    'version|release|build|patch|event|code|page|ticket|incident|problem|request|region|central|west|east|north|south'
  })\\p{L}*)$`,
  'iu',
);

/** Last parts of file names and of names of hosts in a network. */
const endings =
  /\.(?:log|txt|csv|json|xml|ya?ml|conf|cfg|ini|exe|dll|sys|bat|cmd|sh|ps1|py|js|ts|php|aspx?|html?|java|jar|rs|c|h|md|pdf|docx?|xlsx?|zip|gz|png|jpg|bak|tmp|db|sql|key|pem|crt|com|org|net|de|eu|io|at|ch|uk|edu|gov|biz|cloud|local|lan|intern|internal|corp|home|test|example)$/i;

/** Names that begin like this are made for accounts, whatever else stands in them. */
const strongMark = /^(?:svc|srvc|adm|usr)[-_.]/i;

/** A name: letters, digits and marks, a letter first; perhaps its domain before it, or where it is used behind it. */
const shape = /^(?:[A-Za-z][\w.-]*\\)?[\p{L}][\p{L}\p{N}._$-]*[\p{L}\p{N}_$](?:@[\w.-]*\w)?$/u;
const longestName = 64;

/** True for a name that only an account has: a service's or an administrator's by its beginning. */
export function isAccountByItself(name: string): boolean {
  return strongMark.test(withoutDomain(name));
}

/**
 * True for a word that looks like the name of an account: letters with a digit or a mark. Ordinary words with a hyphen, names of machines and
 * files, versions, dates, codes and constants do not.
 */
export function looksLikeAccount(word: string): boolean {
  if (word.length > longestName || !shape.test(word)) return false;
  const name = withoutDomain(word);
  if (strongMark.test(name)) return true;
  if (isMachine(word)) return false;
  const at = name.indexOf('@');
  if (at >= 0 || name !== word) return !isOrdinary(at < 0 ? name : name.slice(0, at), false);
  return /[\p{N}._$-]/u.test(name) && !isOrdinary(name, true);
}

/** True for an ordinary word with a hyphen, which stands behind “user” or “account” as well (“user re-login”), and where a space is missing. */
export function isJoinedWord(name: string): boolean {
  if (/^(?:failed|fails|denied|locked)\b/i.test(name)) return true;
  return /^[A-Za-z]+-[A-Za-z-]+$/.test(name) && !strongMark.test(name) && name.split('-').some(part => joined.test(part));
}

/** True for a word that names a thing, a machine, say, and what has its name from it. */
export function isThing(word: string): boolean {
  return things.test(word.replace(/\d+/g, ''));
}

/** True for the account of a machine in a Windows domain; that of a service may end like it. */
export function isMachine(name: string): boolean {
  return name.endsWith('$') && !isAccountByItself(name);
}

/** Codes of errors, and hashes. */
const codes = /^(?:[A-Z]{4,}\d+|(?=\w*\d)[0-9a-fA-F]{12,})$/;

/** True for a word that is no account's name though it stands where one could: “e-mail”, “web-03”, “auth.log”. */
function isOrdinary(name: string, isAlone: boolean): boolean {
  const parts = name.split(/[-_.$]/);
  const letters = name.replace(/[^\p{L}]/gu, '');
  if (letters.length < 2 && (parts.length > 1 || name.length <= 4)) return true;
  const isOfThing = (part: string): boolean => isThing(part) || (!/\d/.test(name) && joined.test(part));
  if (isAlone && parts.some(part => part !== '' && isOfThing(part))) return true;
  if (codes.test(name)) return true;
  // Constants and numbers of tickets.
  if (parts.length > 1 && name === name.toUpperCase() && isAlone) return true;
  if (name.includes('.')) {
    const dotted = name.split('.');
    if (endings.test(name)) return true;
    // “z.B.”, and the name of a class in its package.
    if (dotted.every(part => part.length <= 1) || (dotted.length > 2 && (dotted[0]?.length ?? 0) > 1)) return true;
  }
  // German compounds: “Passwort-Eingabe”.
  return /^[\p{L}-]+-\p{Lu}\p{Ll}+$/u.test(name);
}

/** The name by which it is the same in the words of others: without its domain and where it was used, where it is a name without them. */
export function plainAccount(name: string): string {
  const used = withoutDomain(name);
  const bare = used.replace(/@.*$/s, '');
  if (/[\d._$-]/.test(bare)) return bare;
  // What is no name by itself is one with its domain; who is known on every machine (`root`) is somebody else on each.
  return isOrdinaryWord(bare) || isThing(bare) ? name : used;
}

function withoutDomain(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}
