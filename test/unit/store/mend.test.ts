import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordEvent } from '../../../src/domain/record/event';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { mendLog } from '../../../src/store/mend';
import { temporaryFolder } from '../../support/folders';
import { benchAt, person, testId } from '../../support/incidents';
import { openStore } from '../../support/stores';

const base = benchAt('qualify').events;
const said = (text: string, events: readonly RecordEvent[]): readonly RecordEvent[] => [
  ...events,
  seal({ type: 'record.commented', data: { text } }, headsOf(events), '2026-11-23T08:00:00.000Z', person()),
];
const [ours, theirs] = [said('ours, with a [ and a ]}', base), said('theirs', base)];
const both = mergeLogs(ours, theirs);
const textOf = (events: readonly RecordEvent[]): string => formatLog({ record: testId, events });
const lines = textOf(both).split('\n');
const [head = '', ...rest] = lines;
const entries = rest.slice(0, -2);

/** The file with these lines between head and end. */
const file = (...middle: readonly string[]): string => [head, ...middle, ']}', ''].join('\n');

describe('a file that a merge has left', () => {
  for (const [name, text] of [
    ['lines re-ordered', file(...entries.toReversed())],
    ['lines doubled', file(...entries, ...entries.slice(1))],
    ['no commas', file(...entries.map(line => line.replace(/^,/, '')))],
    ['two commas', file(...entries.map(line => `${line},`))],
    ['two entries in one line', file(entries.join(''))],
    ['no end', [head, ...entries].join('\n')],
    ['the end behind the last entry', [head, ...entries.slice(0, -1), `${entries.at(-1) ?? ''}]}`].join('\n')],
    ['no head', [...entries, ']}'].join('\n')],
    ['Windows line ends, a mark at the beginning', `\uFEFF${file(...entries).replaceAll('\n', '\r\n')}`],
    [
      'markers round lines',
      file(...entries.slice(0, -2), '<<<<<<< HEAD', entries.at(-2) ?? '', '=======', entries.at(-1) ?? '', '>>>>>>> theirs'),
    ],
    ['a marker that was left', file(...entries, '=======')],
    [
      'markers round two whole files',
      `<<<<<<< HEAD\n${textOf(ours)}||||||| base\n${textOf(base)}=======\n${textOf(theirs)}>>>>>>> theirs\n`,
    ],
  ] as const)
    it(`is mended, every entry of both: ${name}`, () => {
      const mended = mendLog(text, testId);
      assert.ok(mended.ok, JSON.stringify(mended));
      assert.deepEqual(mended.value.events, both);
    });

  it('is not mended from itself where a line is no entry, an entry was changed or is missing, or it is of another record', () => {
    for (const [text, fault] of [
      [file(...entries.slice(0, -1), (entries.at(-1) ?? '').slice(0, -9)), 'syntax'],
      [file(...entries).replace('theirs', 'thiers'), 'integrity'],
      [file(...entries.slice(1)), 'integrity'],
      [file(...entries).replace(testId, 'INC-000000'), 'wrongRecord'],
      [file(...entries).replace('faultline/1', 'faultline/9'), 'format'],
      [file(...entries, (entries.at(-1) ?? '').replace(',"data":', ',"data":{},"data":')), 'duplicateKey'],
      // One of two copies of an entry is not what its hash covers, and it is not for us to say which.
      [file(...entries, (entries.find(line => line.includes('theirs')) ?? '').replace('theirs', 'thiers')), 'integrity'],
      [file(...entries, `,{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), 'tooDeep'],
      ['', 'shape'],
    ] as const) {
      const refused = mendLog(text, testId);
      assert.equal(!refused.ok && refused.error.code, fault);
    }
  });

  it('is mended with what git keeps of both sides: what cannot be read is left out, what the file has besides stays', () => {
    const torn = file(...entries.slice(0, -2), (entries.at(-2) ?? '').slice(0, 40), (entries.at(-1) ?? '').slice(0, 40));
    const copies = [textOf(base), textOf(ours), textOf(theirs)];
    const mended = mendLog(torn, testId, { copies });
    assert.deepEqual(mended.ok && mended.value.events, both);
    const later = said('by hand', both);
    const withMore = mendLog(`${torn}${formatLog({ record: testId, events: later }).split('\n').at(-3) ?? ''}`, testId, { copies });
    assert.deepEqual(withMore.ok && withMore.value.events, later);
    // One side was dropped by hand.
    const dropped = mendLog(file(...entries.slice(0, -1)).replace(/^,/m, ',,'), testId, { copies });
    assert.deepEqual(dropped.ok && dropped.value.events, both);
    const forged = mendLog(file(...entries).replace('theirs', 'thiers'), testId, { copies });
    assert.deepEqual(forged.ok && forged.value.events, both);
    const unusable = mendLog(torn, testId, { copies: [textOf(ours), '{'] });
    assert.equal(!unusable.ok && unusable.error.code, 'syntax');
  });
});

describe('mending a file', () => {
  const folder = temporaryFolder();

  it('keeps what was there beside it, each time under a name of its own, and no list takes that for a record', async () => {
    const place = path.join(folder.path, '.faultline/incidents');
    await mkdir(place, { recursive: true });
    const store = openStore(path.join(folder.path, '.faultline'));
    store.dispose();
    for (const [text, kept] of [
      [file(...entries.toReversed()), `${testId}.json.broken`],
      [file(...entries, '======='), `${testId}.json.broken-2`],
    ] as const) {
      await writeFile(path.join(place, `${testId}.json`), text);
      await store.refresh();
      assert.notEqual(store.entry(testId)?.fault, undefined);
      assert.deepEqual(await store.mend(testId), { ok: true, value: kept });
      assert.equal(await readFile(path.join(place, kept), 'utf8'), text);
      assert.equal(await readFile(path.join(place, `${testId}.json`), 'utf8'), textOf(both));
      assert.deepEqual([store.entries().length, store.entry(testId)?.fault], [1, undefined]);
    }
    await writeFile(path.join(place, `${testId}.json`), 'nothing of it');
    const refused = await store.mend(testId);
    assert.equal(!refused.ok && refused.error.code, 'broken');
    assert.deepEqual((await readdir(place)).length, 3);
  });
});
