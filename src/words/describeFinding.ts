import type { Finding, FindingOf } from '../domain/incident/finding';
import { categories } from '../domain/vocabulary/categories';
import { withoutUnseen } from './plain';
import { counted, fill, labelled, oneDecimal, type Words } from './words';

/** What a finding says, in one sentence: what it is about, how much of it there is, and how much would be expected. `time` puts an instant into words. */
export function describeFinding(words: Words, finding: Finding, time: (at: string) => string): string {
  return withoutUnseen(sentence(words, finding, time));
}

/** What is told with a finding, for it rests on the same incidents: a sentence each, and how far it is from chance. */
export function describeAlso(
  words: Words,
  { also = [] }: Finding,
  time: (at: string) => string,
): readonly { readonly said: string; readonly chance: string | undefined }[] {
  return also.map(one => ({
    said: fill(words.findings.also, { text: describeFinding(words, one, time) }),
    chance: describeChance(words, one),
  }));
}

/** What a finding says, and what is told with it: where there is room for one text only. */
export function describeWhole(words: Words, finding: Finding, time: (at: string) => string): string {
  return [describeFinding(words, finding, time), ...describeAlso(words, finding, time).map(({ said }) => said)].join(' ');
}

function sentence(words: Words, finding: Finding, time: (at: string) => string): string {
  const texts = words.findings;
  switch (finding.pattern) {
    case 'recurrence':
    case 'burst': {
      const { ids, total, expected, from, to } = finding;
      const values = {
        what: describeFacet(words, finding),
        count: ids.length,
        total,
        expected: rounded(words, expected),
        from: time(from),
        to: time(to),
      };
      return fill(texts[finding.pattern], values);
    }
    case 'together':
      return describeCompany(words, finding);
    case 'chain': {
      const { root, effects, hours } = finding;
      return counted(words, texts.chain, { root, count: effects, hours });
    }
    case 'hotspot': {
      const { path, faults, changes, expected } = finding;
      return counted(words, texts.hotspot, { path, faults, count: changes, expected: rounded(words, expected) });
    }
    case 'unnoticed': {
      const { ids, from, to, components } = finding;
      const reasons = finding.reasons.map(({ reason, detail }) => fill(texts.suspicion[reason], { detail }));
      const [first, last] = [time(from), time(to)];
      const when = first === last ? first : fill(texts.fromTo, { from: first, to: last });
      const values = { count: ids.length, when, reasons: [...new Set(reasons)].join('; ') };
      return components.length > 0
        ? counted(words, texts.unnoticed, { ...values, names: namesOf(words, components) })
        : counted(words, texts.unnoticedAnywhere, values);
    }
  }
}

/** What a finding is called where there is room for one line: which kind of pattern, and of what. `called` gives a record's name. */
export function nameFinding(words: Words, finding: Finding, time: (at: string) => string, called: (id: string) => string): string {
  return withoutUnseen(labelled(words.findings.pattern[finding.pattern], nameOf(words, finding, time, called)));
}

function nameOf(words: Words, finding: Finding, time: (at: string) => string, called: (id: string) => string): string {
  const { name: texts } = words.findings;
  switch (finding.pattern) {
    case 'recurrence':
    case 'burst': {
      const { facet, name } = finding;
      return fill(texts[facet], { name: facet === 'cause' ? called(name) : shownName(words, facet, name) });
    }
    case 'together': {
      const { company, a, b } = finding;
      return fill(texts[company], { a, b: companion(words, company, b) });
    }
    case 'chain':
      return called(finding.root);
    case 'hotspot':
      return finding.path;
    case 'unnoticed': {
      const { components, from } = finding;
      return components.length > 0 ? fill(texts.at, { names: namesOf(words, components), from: time(from) }) : time(from);
    }
  }
}

function namesOf(words: Words, names: readonly string[]): string {
  return names.map(name => fill(words.findings.name.component, { name })).join(', ');
}

/** Fewer incidents say hardly anything against chance. */
const fewestToTell = 30;

/** That nothing was found among so many incidents: of a handful it says little, and says so. */
export function describeNoFinding(words: Words, count: number): string {
  const { none, few } = words.findings;
  return [counted(words, none, { count }), ...(count < fewestToTell ? [few] : [])].join(' ');
}

/** How far it is from chance, or how much the reasons weigh; nothing where links say it outright. */
export function describeChance(words: Words, finding: Finding): string | undefined {
  if (finding.pattern === 'chain') return undefined;
  if (finding.pattern === 'unnoticed') return fill(words.findings.score, { score: finding.score });
  return fill(words.findings.chance, { chance: probability(words, finding.chance), tried: finding.tried });
}

function describeFacet(words: Words, { facet, name }: FindingOf<'recurrence'> | FindingOf<'burst'>): string {
  return fill(words.findings.facet[facet], { name: shownName(words, facet, name) });
}

function shownName(words: Words, facet: FindingOf<'burst'>['facet'], name: string): string {
  // The parts of an error's key; a component may have any character in its name.
  if (facet === 'signature') return name.split('|').filter(Boolean).slice(0, 2).join(': ');
  const category = facet === 'category' && categories.find(one => one === name);
  return category ? words.kinds.incident.fields.category.options[category] : name;
}

function describeCompany(words: Words, { company, a, b, count, of, expected, days = 0 }: FindingOf<'together'>): string {
  const { findings } = words;
  const values = { a, count, of, expected: rounded(words, expected), days: counted(words, findings.days, { count: days }) };
  return fill(findings.company[company], { ...values, b: companion(words, company, b) });
}

function companion({ findings }: Words, company: FindingOf<'together'>['company'], b: string): string {
  if (company === 'weekday') return findings.weekdays[b as keyof typeof findings.weekdays];
  if (company === 'hours') return fill(findings.hoursFromTo, { from: hourOf(Number(b)), to: hourOf(Number(b) + 3) });
  return b;
}

function hourOf(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function rounded(words: Words, value: number): string {
  return value >= 10 ? String(Math.round(value)) : oneDecimal(words, value);
}

/** What is rarer is told as that: the figure would say nothing more. */
const rarest = 1e-9;

/** A probability as one can say it: `1 in 200`, `1 in 5,700,000`. */
function probability(words: Words, chance: number): string {
  const { oneIn, lessThanOneIn } = words.findings;
  const among = (count: number): string => Number(count.toPrecision(2)).toLocaleString(words.language);
  return chance < rarest ? fill(lessThanOneIn, { count: among(1 / rarest) }) : fill(oneIn, { count: among(1 / chance) });
}
