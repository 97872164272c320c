import { isAccountByItself } from './accountNames';
import { accountsIn, withoutMarks } from './accounts';
import { failedAuthentication } from './authenticationWords';
import { isName, nameBehind } from './nameBehind';
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
const mostOfEach = 50;

/**
 * One pattern for each sign; each is linear, and none takes a line break. English and German: reports are written in the words of those who
 * write them.
 */
const patterns: Readonly<Record<SecuritySign, RegExp>> = {
  authentication: failedAuthentication,
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

const hostPattern = nameBehind('hosts?|servers?|machines?|workstations?|nodes?|laptops?|rechner');

/** What stands in a text, in lower case, each once, in the order of its first appearance. `components`, as the incident names them, are no accounts. */
export function observablesIn(text: string, components: readonly string[] = []): Observables {
  const read = text.slice(0, readFor);
  const mails = matches(read, mail).filter(address => !atAddress.test(address));
  const hosts = distinct([...read.matchAll(hostPattern)].flatMap(([, name]) => (name !== undefined && isName.test(name) ? [name] : [])));
  const machines = hosts.filter(name => !isAccountByItself(name));
  const taken = new Set([...machines, ...components.map(withoutMarks)]);
  return {
    accounts: distinct(accountsIn(read, taken)),
    addresses: distinct(
      [...matches(read, ipv4), ...matches(read, ipv6), ...matches(read, ipv6Short), ...mails].filter(address => !everybodys.test(address)),
    ),
    hosts,
  };
}

/** An account at a network address is no address of mail. */
const atAddress = /@\d{1,3}(?:\.\d{1,3}){3}$/;

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([match]) => match);
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(name => name.toLowerCase().replace(/[.-]+$/, '')))].slice(0, mostOfEach);
}
