/** Names behind a word that says what they are. */
export function nameBehind(word: string): RegExp {
  return new RegExp(
    String.raw`\b(?:${word})(?:[ _-]?(?:name|id))?(?!\w)(?: (?:for|of|by|as|named|called))?[ \t]{0,4}[:=]?[ \t]{0,4}["'“„]?(?!(?:users?|accounts?|benutzer|konto)\b)([A-Za-zÀ-ɏ][\wÀ-ɏ.\\@$-]{1,62}[\wÀ-ɏ$])`,
    'gi',
  );
}

/** A name in a sentence differs from the words around it by a digit or a mark; a plain word behind “user” is nobody's account. */
export const isName = /[\d._@\\$-]/;
