/** English words that say nothing about a failure. */
const stopWords: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by can cannot could did do does doing for from get gets got had has have he her here his how i if in into is it its ' +
    'just may me more most my no nor not now of off on once only or our out over she should so some such than that the their them then there these they ' +
    'this those to too until up upon us use used using very was we were what when where which while who will with would you your please see also one two'
  ).split(' '),
);

/** Words of everyday speech: they stand in any report, and that two reports share them is no reason to call them alike. */
const everydayWords: ReadonlySet<string> = new Set(
  (
    'about above across after again against ago all almost already also although always another any anybody anyone anything anywhere around away back bad ' +
    'because become before behind being below best better between big both bring call came come coming correct day days different done down during each early ' +
    'either else end enough even ever every everybody everyone everything everywhere far few find first fine found full further gave general give given go goes ' +
    'going gone good great half happen happened happening happens hardly help here hour hours however instead keep keeps kept known large last late later least ' +
    'left less let like little long look looks lot made main make makes making many matter maybe mean means might mine minute minutes morning much must need ' +
    'needed needs neither never new next night nobody none nonetheless nothing often old one ones other others own part people perhaps place please possible ' +
    'problem put quite rather really right said same say says second seconds see seem seems seen several shall show shown shows side simply since small somebody ' +
    'somehow someone something sometimes somewhere soon still stuff sure take taken takes tell thing things think though three through time times today together ' +
    'told tomorrow took toward tried try trying under unless usual usually via want wanted wants way week well went whatever whether whole why within without ' +
    'word work worked working works would wrong year yes yesterday yet'
  )
    .split(' ')
    .map(stem),
);

/** True for a word that says something about a failure, when it is told as the reason why two are alike. */
export function isTelling(word: string): boolean {
  return word !== '' && !everydayWords.has(stem(word.toLowerCase()));
}

const longestToken = 60;

/**
 * The terms of a text: lower-case, stemmed, without stop words. An identifier gives itself and its parts (`deliverAll` → deliverall,
 * deliv, all), so that both the exact name and a word of it can be found.
 */
export function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  eachToken(text, token => {
    tokens.push(token);
  });
  return tokens;
}

/** The first word of a text for each of its terms, as it was written: what a person is shown. */
export function wordsByToken(text: string): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  eachToken(text, (token, word) => {
    if (!words.has(token)) words.set(token, word);
  });
  return words;
}

function eachToken(text: string, take: (token: string, word: string) => void): void {
  for (const [word] of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    if (word.length > longestToken) continue;
    const parts = partsOf(word);
    if (parts.length > 1) pushTerm(word.replaceAll('_', ''), word, take);
    for (const part of parts) pushTerm(part, part, take);
  }
}

function pushTerm(part: string, written: string, take: (token: string, word: string) => void): void {
  const term = termOf(part.toLowerCase());
  if (term !== undefined) take(term, written);
}

/** The term of a lower-case word that is one part; undefined for a stop word, a single character or a long number. */
export function termOf(word: string): string | undefined {
  return word.length >= 2 && !stopWords.has(word) && !/^\d{7,}$/.test(word) ? stem(word) : undefined;
}

/** camelCase, PascalCase, snake_case and letters beside digits, taken apart. */
function partsOf(word: string): readonly string[] {
  return word.match(/\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+|\p{Lu}+|\p{N}+/gu) ?? [word];
}

/** A light stemmer: plurals, -ed, -ing, -ly and a few suffixes of nouns, never shorter than three letters. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let base = word;
  if (base.endsWith('ies') && base.length > 4) base = `${base.slice(0, -3)}y`;
  else if (base.endsWith('sses')) base = base.slice(0, -2);
  else if (base.endsWith('s') && !base.endsWith('ss') && !base.endsWith('us') && !base.endsWith('is')) base = base.slice(0, -1);
  for (const [suffix, least] of [
    ['ing', 5],
    ['edly', 6],
    ['ed', 5],
    ['ly', 5],
    ['ment', 7],
    ['ation', 7],
    ['ion', 6],
    ['er', 6],
    ['or', 6],
  ] as const) {
    if (!base.endsWith(suffix) || base.length < least + 1) continue;
    base = base.slice(0, -suffix.length);
    if (/([^aeiouls])\1$/.test(base)) base = base.slice(0, -1);
    break;
  }
  return base.endsWith('e') && base.length > 4 ? base.slice(0, -1) : base;
}
