import { ignorable } from '../foundation/sameText';
import { isAccountByItself, isJoinedWord, isMachine, isThing, looksLikeAccount, plainAccount } from './accountNames';
import { failedAuthentication, failedFor, unusualAuthentication } from './authenticationWords';
import { isName, nameBehind } from './nameBehind';
import { isOrdinaryWord } from './ordinaryWords';

/** A name stands so near to the words that tell of authentication, in UTF-16 code units. */
const near = 100;
/** The same of a plain word, which the form of an event may have lines apart. */
const nearPlain = 300;

const accountPattern = nameBehind('users?|accounts?|log-?in|uid|principal|benutzer(?:konto)?|konto|nutzer');
const domainAccount = /(?<![\w\\])[A-Z][A-Z0-9-]{1,14}\\[A-Za-z][\w.-]{1,62}\w/g;
const failures = new RegExp(failedAuthentication.source, 'gi');
const tells = new RegExp(`${failedAuthentication.source}|${unusualAuthentication.source}`, 'gi');
const sentence = /[^\n]+?(?:[.!?](?=\s)|$)/gm;
/** What stands between spaces, quotation marks and brackets. */
const words = /[^\s"'“”„‘’`»«()[\]{}<>,;|=]+/g;

/**
 * The accounts that a text names: behind a word that says so, and in a sentence that tells of failed, locked or unusual authentication each word
 * that looks like a name. One that begins like the account of a service (`svc-`) counts wherever a text tells of that. `taken` are names of
 * something else, in lower case: components, and machines whose names only machines have.
 */
export function accountsIn(written: string, taken: ReadonlySet<string>): readonly string[] {
  const text = asMeant(written);
  const isAccount = (name: string): boolean => !taken.has(name.toLowerCase()) && !taken.has(withoutMarks(name));
  return [
    ...behind(text, accountPattern).filter(name => isName.test(name) && !isJoinedWord(name) && !isMachine(name)),
    ...plainNames(text),
    ...[...text.matchAll(domainAccount)].map(([match]) => match),
    ...nearAuthentication(text),
  ]
    .filter(isAccount)
    .map(plainAccount)
    .filter(isAccount);
}

const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** Where a line ends whose sentence goes on: in what follows a colon, an item of a list, or a word that is no beginning; no line of a log or a trace. */
const wrapped = /(?::[ \t]?\r?\n(?=\S)|\r?\n[ \t]{0,8}[-*•][ \t]+|(?<![.;!?{}\n])\r?\n(?=[a-zäöü])(?!at\s|[\w.-]+[[(:]))/g;

/** A text with each name as it is read: on one line, with plain hyphens. */
function asMeant(text: string): string {
  return text
    .normalize('NFC')
    .replace(ignorable, '')
    .replace(dashes, '-')
    .replace(wrapped, end => (end.startsWith(':') ? ': ' : /[-*•]/.test(end) ? ', ' : ' '));
}

/** A name as people write it one way or another: `HAM edge1`, `ham-edge1`. */
export function withoutMarks(name: string): string {
  return name.toLowerCase().replace(/[\s._-]+/g, '');
}

function behind(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name?.replace(/[.-]+$/, '') ?? []);
}

/** Plain words that a text which tells of failed authentication has where names stand, near to that. */
function plainNames(text: string): readonly string[] {
  const told = [...text.matchAll(failures)].map(({ index }) => index);
  if (told.length === 0) return [];
  const found: string[] = [];
  for (const pattern of failedFor)
    for (const { 1: name = '', index } of text.matchAll(pattern))
      if (told.some(at => Math.abs(at - index) <= nearPlain) && !isJoinedWord(name) && !isOrdinaryWord(name) && !isThing(name))
        found.push(name);
  return found;
}

function nearAuthentication(text: string): readonly string[] {
  const found: string[] = [];
  const apart: string[] = [];
  let isTold = false;
  for (const [said] of text.matchAll(sentence)) {
    const told = [...said.matchAll(tells)].map(match => ({ from: match.index, to: match.index + match[0].length }));
    if (told.length > 0) isTold = true;
    let next = 0;
    for (const { 0: chunk, index } of said.matchAll(words)) {
      while ((told[next]?.to ?? Infinity) + near < index) next++;
      // A key that has a value is no name, nor is a function.
      if (/[=(]/.test(said[index + chunk.length] ?? '')) continue;
      const isNear = (told[next]?.from ?? Infinity) - near <= index + chunk.length;
      for (const name of namesIn(chunk)) {
        if (isNear && !isPlace(name, said, index)) found.push(name);
        else if (isAccountByItself(name)) apart.push(name);
      }
    }
  }
  return isTold ? [...found, ...apart] : [];
}

/** Words before the name of a thing or a place: “log in to sap-erp”, “the web-shop”. */
const beforePlace =
  /(?:^|[\s(])(?:to|into|at|on|in|via|within|the|an?|our|its|am|im|auf|über|der|die|das|dem|den|des|ein\w{0,2}|unser\w{0,2})\s+["'“„]?$/i;
const beforeAccount = /^["'”“]?\s+(?:accounts?|users?|log-?ins?|konto|benutzer\w*)\b/i;

/** True for a name that stands where things and places do, and is not a person's (`j.smith`). */
function isPlace(name: string, said: string, index: number): boolean {
  if (name.includes('.') || !beforePlace.test(said.slice(Math.max(0, index - 12), index))) return false;
  return !beforeAccount.test(said.slice(index + name.length, index + name.length + 20));
}

/** What German puts behind a name: “svc-backup-Konto”. */
const compound = /-(?:konto|kontos|account|accounts|user|benutzer|login|logins|anmeldung|anmeldungen|passwort|kennwort)$/i;

/** Names in what stands between two spaces; paths and addresses hold none. */
function namesIn(chunk: string): readonly string[] {
  if (chunk.length > 200) return [];
  const slash = chunk.indexOf('/');
  // “svc-backup/admin”: the account, in a role or on a machine.
  if (slash >= 0) return isAccountByItself(chunk) ? namesIn(chunk.slice(0, slash)) : [];
  return chunk.split(/[:…]/).flatMap(part => {
    const name = part.replace(/^[^\p{L}\p{N}\\]+|[^\p{L}\p{N}_$]+$/gu, '').replace(compound, '');
    return looksLikeAccount(name) ? [name] : [];
  });
}
