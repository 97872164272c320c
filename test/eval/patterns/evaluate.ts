// npm run eval:patterns [-- --seeds 20] [--first 1] [--incidents 1000] [--json FILE]: puts each pattern into made-up histories and tells how often it is found,
// and what is found besides. With --data FILE.jsonl: what is found in that history (docs/patterns.md says what a line can hold).
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Finding } from '../../../src/domain/incident/finding';
import type { History } from '../../../src/review/patterns/history';
import { findPatterns } from '../../../src/review/patterns/patterns';
import { systemCode } from '../../../src/store/fault';
import { utcTime } from '../../../src/exchange/utcTime';
import { describeChance, describeFinding } from '../../../src/words/describeFinding';
import { english } from '../../../src/words/english';
import { allTold } from '../../support/allTold';
import { readHistory } from './historyFile';
import { noise, world, type Line } from './noise';
import { plants, type Plant } from './plants';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    json: { type: 'string' },
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '1' },
    incidents: { type: 'string', default: '1000' },
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

/** Without anything put in: what is found there is found by mistake. */
const nothing = 'nothing';

try {
  if (values.data === undefined) await evaluate();
  else await look(values.data);
} catch (error) {
  console.error(error instanceof Error ? `eval:patterns: ${error.message}` : error);
  process.exitCode = 1;
}

async function evaluate(): Promise<void> {
  const rows: { readonly pattern: string; readonly planted: number; readonly found: number; readonly falseFindings: number }[] = [];
  const [first, seeds, incidents] = [wholeNumber('first'), wholeNumber('seeds'), wholeNumber('incidents')];
  for (const pattern of patternsAsked()) {
    let [planted, found, falseFindings] = [0, 0, 0];
    for (let seed = first; seed < first + seeds; seed++) {
      const made = world(seed);
      const lines = noise(made, incidents);
      const plant = plants[pattern]?.(made);
      const findings = patternsIn(
        readHistory([...lines, ...(plant?.lines ?? []), ...(plant?.changes ?? [])].map(line => JSON.stringify(line))),
      );
      if (plant) planted++;
      if (plant && findings.some(finding => plant.isIt(finding) && overlap(finding, plant) >= 0.5)) found++;
      else if (plant && values.verbose) console.error(`${pattern}, seed ${seed}: not found`);
      // What links say outright is no conclusion, right or wrong.
      const wrong = findings.filter(finding => finding.pattern !== 'chain' && (!plant || overlap(finding, plant) === 0));
      falseFindings += wrong.length;
      if (values.verbose) for (const finding of wrong) console.error(`${pattern}, seed ${seed}: false ${summary(finding)}`);
    }
    rows.push({ pattern, planted, found, falseFindings });
    console.log(
      `${pattern.padEnd(24)} planted ${planted}, found ${found}, false findings ${falseFindings} (${(falseFindings / seeds).toFixed(2)} a history)`,
    );
  }
  if (values.json) await writeFile(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
}

function wholeNumber(option: 'first' | 'seeds' | 'incidents'): number {
  const value = Number(values[option]);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${option} wants a number from 1 on, not “${values[option]}”`);
  return value;
}

function patternsAsked(): readonly string[] {
  const known = [nothing, ...Object.keys(plants)];
  const asked = values.only?.split(',') ?? known;
  const strange = asked.filter(name => !known.includes(name));
  if (strange.length > 0) throw new Error(`there is no pattern “${strange.join(', ')}”; there are ${known.join(', ')}`);
  return known.filter(name => asked.includes(name));
}

async function look(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${systemCode(error)}`);
  });
  const history = readHistory(text.replace(/^\uFEFF/, '').split('\n'));
  const findings = patternsIn(history);
  for (const finding of findings) console.log(summary(finding));
  const { happenings, changes, leftOut, until } = history;
  const from = happenings.reduce((least, { at }) => Math.min(least, at), until);
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const left = [`${leftOut.undated} without a time`, `${leftOut.ahead} that lie ahead`, `${leftOut.again} whose id comes again`];
  console.error(
    `${happenings.length} incidents and ${changes.length} changes${happenings.length > 0 ? ` from ${day(from)} to ${day(until)}` : ''}: ${findings.length} findings. Left out: ${left.join(', ')}.`,
  );
  if (values.json) await writeFile(values.json, `${JSON.stringify(findings, undefined, 2)}\n`);
}

function patternsIn(history: History): readonly Finding[] {
  const steps = findPatterns(history);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return allTold(value);
  }
}

/** The part of what was put in that a finding is made of. */
function overlap({ ids }: Finding, { lines }: Plant): number {
  const planted = new Set(lines.map(({ id }: Line) => String(id)));
  return ids.filter(id => planted.has(id)).length / planted.size;
}

function summary(finding: Finding): string {
  const { pattern, ids } = finding;
  return `${pattern} (${ids.length}): ${describeFinding(english, finding, utcTime)} ${describeChance(english, finding) ?? ''}`;
}
