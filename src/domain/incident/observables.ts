import { securitySigns, type SecuritySign } from '../vocabulary/securitySigns';

/** What stands in the words of a report and can stand in another one too: who was at it, from where, on which machine. */
export interface Observables {
  readonly accounts: readonly string[];
  /** Network addresses, and addresses of mail. */
  readonly addresses: readonly string[];
  readonly hosts: readonly string[];
}

/** Beginning of a text that is looked through, in UTF-16 code units. */
const readFor = 20_000;
/** Most of each that one report yields. */
const mostOfEach = 12;

const failed = String.raw`(?:fail\w*|denied|invalid|wrong|reject\w*|refused|lock(?:ed|out)|expired unexpectedly|fehlgeschlagen|fehlerhaft|gesperrt|abgelehnt|ung(?:ü|ue)ltig)`;
const login = String.raw`(?:authenticat\w*|log-?ins?|log-?ons?|sign-?ins?|passwords?|credentials?|mfa|2fa|anmeld\w*|passwort|kennwort)`;

/**
 * One pattern for each sign; each is linear, and none takes a line break. English and German: reports are written in the words of those who
 * write them.
 */
const patterns: Readonly<Record<SecuritySign, RegExp>> = {
  authentication: new RegExp(
    String.raw`\b(?:${login}\b[^\n]{0,40}\b${failed}|${failed}\b[^\n]{0,20}\b${login}|brute[- ]?force|too many attempts)\b`,
    'i',
  ),
  privilege:
    /\b(?:privilege escalation|new admin(?:istrator)?|admin(?:istrator)? (?:account|rights?) (?:added|created|granted)|added to (?:the )?(?:group )?(?:admin\w*|sudo|wheel|domain admins)|unexpected sudo|adminrechte)\b/i,
  malware:
    /\b(?:(?<!\bno |\bwithout |\bkeine? )malware|ransom\w*|trojan|rootkit|web ?shell|(?<!\bno |\bwithout )virus(?! ?(?:protection|scan\w*|definitions?|signatures?|defin\w*))|antivirus (?:alert|found|off|disabled)|files? (?:were |are )?encrypted|unknown (?:process|service|binary|task)|schadsoftware|verschlüsselt worden)\b/i,
  traces:
    /\b(?:(?:audit |event |security )?logs? (?:was |were |is |are |has been |have been )?(?:cleared|deleted|wiped|truncated|missing|gone)|gap in the (?:audit |event )?logs?|logging (?:was |is )?(?:off|stopped|disabled)|protokolle? (?:gelöscht|fehlen))\b/i,
  connection:
    /\b(?:port ?scan\w*|unknown (?:host|address|device|connection)|(?:unexpected|unusual|suspicious|strange|foreign) (?:outbound |outgoing |network )?(?:connections?|traffic|requests?|log-?ins?|address\w*)|command and control|beacon\w*|unbekannte (?:verbindung|adresse))\b/i,
  dataLeaving:
    /\b(?:exfiltrat\w*|data (?:left|leaving|leak\w*)|(?<!memory )leaked(?! (?:memory|handles?|connections?|descriptors?))|(?:unusual|unexpected)(?:ly large)? (?:uploads?|downloads?|transfers?)|large (?:uploads?|downloads?|transfers?) (?:at night|to (?:an? )?(?:unknown|foreign|external))|(?:database|tables?|credentials?|hash\w*|passwords?) (?:was |were |is |are )?dumped|datenabfluss)\b/i,
};

/** The signs that stand in a text. */
export function signsIn(text: string): readonly SecuritySign[] {
  const read = text.slice(0, readFor);
  return securitySigns.filter(sign => patterns[sign].test(read));
}

/** Words by which a report says that something cannot be used. */
const unavailable =
  /\b(?:down|unavailable|not (?:reachable|available|working|responding)|crash\w*|hang\w*|unreachable|outage|timeouts?|restart\w*|ausgefallen|nicht erreichbar)\b/i;

/** True where a text says that something cannot be used. */
export function tellsOfOutage(text: string): boolean {
  return unavailable.test(text.slice(0, readFor));
}

const ipv4 = /(?<![\w.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w.]*\w)/g;
const ipv6 = /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])/gi;
const ipv6Short = /(?<![\w:.])(?=[0-9a-f:]{0,39}\d)(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:])/gi;
const mail = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;
/** Addresses that stand for the machine itself or for all. */
const everybodys = /^(?:127\.|0\.|255\.|::1$)/;

/** Names behind a word that says what they are. */
const named = (word: string): RegExp =>
  new RegExp(
    String.raw`\b(?:${word})(?:[ _-]?(?:name|id))?(?: (?:for|of|by|as|named|called))?\s{0,2}[:=]?\s{0,2}["'“„]?([A-Za-z][\w.\\@$-]{1,62}[\w$])`,
    'gi',
  );
const accountPattern = named('users?|accounts?|log-?in|uid|principal|benutzer|konto|nutzer');
const hostPattern = named('hosts?|servers?|machines?|workstations?|nodes?|laptops?|rechner');
const domainAccount = /(?<![\w\\])[A-Z][A-Z0-9-]{1,14}\\[A-Za-z][\w.-]{1,62}\w/g;

/** A name in a sentence differs from the words around it by a digit or a mark; a plain word behind “user” is nobody's account. */
const isName = /[\d._@\\$-]/;

/** A plain word is an account's name where a log says who failed: at the end of what it says, or before from where. */
const failedFor = new RegExp(
  String.raw`\b(?:${login}|${failed})\b[^\n]{0,40}?\b(?:for|of|by|user|account|benutzer|konto)[ :=]{1,2}(?:(?:invalid |illegal )?(?:user|account|benutzer|konto)[ :=]{1,2})?["'“„]?(?!(?:users?|accounts?|the|all|any|an?|every|my|our|benutzer|konto)\b)([A-Za-z][A-Za-z-]{1,30})(?=["'”]?(?:[.,;:)]|$| (?:from|von|on|at|after|port)\b))`,
  'gim',
);

/** What stands in a text, in lower case, each once, in the order of its first appearance. */
export function observablesIn(text: string): Observables {
  const read = text.slice(0, readFor);
  const mails = matches(read, mail);
  const behind = (pattern: RegExp): string[] =>
    [...read.matchAll(pattern)].flatMap(([, name]) => (name !== undefined && isName.test(name) ? [name] : []));
  return {
    accounts: distinct([
      ...behind(accountPattern).filter(name => !mails.includes(name)),
      ...matches(read, domainAccount),
      ...[...read.matchAll(failedFor)].flatMap(([, name]) => name ?? []),
    ]),
    addresses: distinct(
      [...matches(read, ipv4), ...matches(read, ipv6), ...matches(read, ipv6Short), ...mails].filter(address => !everybodys.test(address)),
    ),
    hosts: distinct(behind(hostPattern)),
  };
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([match]) => match);
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(name => name.toLowerCase().replace(/[.-]+$/, '')))].slice(0, mostOfEach);
}
