import { plainLine } from './plainText';

/** One address, of the characters that mean nothing in a link (RFC 5321 dot-string, without what RFC 6068 reserves). */
const address = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/;

/** What stands between the words of a contact. */
const between = /[\s<>()[\],;:"]+/;

/** Longest link that mail programs and systems are known to take whole (Windows: 2,083 characters). */
const longestLink = 1_900;

/**
 * The mail address in a contact as people write it; undefined where there is none, more than one to choose from, or one that is not
 * understood whole: a part of it would be the address of a stranger.
 */
export function mailAddressIn(contact: string): string | undefined {
  const words = contact.split(between).filter(word => word.includes('@'));
  const [found, ...others] = new Set(words.map(word => word.replace(/[.!?]$/, '')));
  return found !== undefined && others.length === 0 && address.test(found) ? found : undefined;
}

/**
 * A `mailto:` link to one address (RFC 6068) with subject and text; undefined where it would be too long. Nothing in them can begin another
 * header or name another recipient: the subject is one line, and `&` and `#`, which divide a link and which the editor decodes before it
 * hands it on, stand as their full-width forms.
 */
export function mailLink(to: string, subject: string, text: string): string | undefined {
  const body = text.replace(/\r\n?|\n/g, '\r\n');
  const link = `mailto:${to}?subject=${encoded(plainLine(subject))}&body=${encoded(body)}`;
  return link.length > longestLink ? undefined : link;
}

function encoded(text: string): string {
  // A half of a surrogate pair, which a cut-off text can end with, has no encoding.
  return encodeURIComponent(text.toWellFormed().replaceAll('&', '\uff06').replaceAll('#', '\uff03'));
}
