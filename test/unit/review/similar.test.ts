import assert from 'node:assert/strict';
import fc from 'fast-check';
import { similarDocument, type SimilarDocument } from '../../../src/review/similar/similarDocument';
import { SimilarIndex, type SavedDocument } from '../../../src/review/similar/similarIndex';
import { stem, tokensOf } from '../../../src/review/similar/tokens';

function report(id: string, title: string, text = ''): SimilarDocument {
  return similarDocument(id, title, [text]);
}

function indexOf(...documents: readonly SimilarDocument[]): SimilarIndex {
  const index = new SimilarIndex();
  for (const document of documents) index.add(document);
  return index;
}

describe('terms of a text', () => {
  it('identifiers give themselves and their parts', () => {
    assert.deepEqual(tokensOf('deliverAll'), ['deliverall', 'deliver', 'all'].map(stem));
    assert.deepEqual(tokensOf('Curl_strcasecompare'), ['curlstrcasecompare', 'curl', 'strcasecompare'].map(stem));
    assert.deepEqual(tokensOf('XMLHttpRequest2'), ['xmlhttprequest2', 'xml', 'http', 'request'].map(stem));
  });

  it('inflected forms meet; stop words and long numbers are left out', () => {
    for (const [a, b] of [
      ['crashes', 'crash'],
      ['crashing', 'crash'],
      ['queries', 'query'],
      ['stopped', 'stop'],
      ['failing', 'failed'],
    ] as const)
      assert.equal(stem(a), stem(b), `${a} ${b}`);
    assert.deepEqual(tokensOf('the 12345678 of it'), []);
  });

  it('any text gives terms without throwing, in whatever script', () => {
    assert.deepEqual(tokensOf('Ошибка при запуске'), ['ошибка', 'при', 'запуске']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        for (const token of tokensOf(text)) assert.ok(token.length > 0 && token.length <= 60);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('similar documents', () => {
  it('come with the terms that make them similar, the most similar first', () => {
    const index = indexOf(
      report('a', 'Mail is not delivered', 'Messages stay in the queue of the relay'),
      report('b', 'Search takes minutes', 'The queue is long'),
      report('c', 'Printer is out of paper'),
    );
    const [first, second, ...more] = index.find(report('q', 'Delivery of mail stands still', 'messages in the queue'), 10);
    assert.deepEqual([first?.id, second?.id, more], ['a', 'b', []]);
    assert.ok(first?.terms.includes('mail') && first.terms.includes('messages'));
  });

  it('never hold the document itself', () => {
    const own = report('a', 'Mail is not delivered');
    assert.deepEqual(indexOf(own).find(own, 10), []);
  });

  it('of two that are equal the later one comes first: what happened lately happens again', () => {
    const index = indexOf(report('old', 'Mail is not delivered'), report('late', 'Mail is not delivered'));
    assert.deepEqual(
      index.find(report('q', 'Mail is not delivered'), 2).map(({ id }) => id),
      ['late', 'old'],
    );
  });

  it('rare terms weigh more than common ones', () => {
    const common = Array.from({ length: 50 }, (_, n) => report(`c${n}`, 'relay refuses the connection'));
    const index = indexOf(...common, report('rare', 'certificate of the relay'));
    assert.equal(index.find(report('q', 'relay certificate connection'), 1)[0]?.id, 'rare');
  });

  it('whatever is added and asked: no more than asked for, scores falling, nothing twice', () => {
    const text = fc
      .array(fc.constantFrom('mail', 'relay', 'queue', 'refuses', 'Certificate', 'deliverAll', '1', ''))
      .map(words => words.join(' '));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 20 }), text, fc.nat(5), (documents, query, most) => {
        const index = indexOf(...documents.map(([title, body], n) => report(String(n), title, body)));
        const hits = index.find(report('q', query), most);
        assert.ok(hits.length <= most);
        assert.equal(new Set(hits.map(({ id }) => id)).size, hits.length);
        for (const [n, { score }] of hits.entries()) assert.ok(score > 0 && score <= (hits[n - 1]?.score ?? Infinity));
        assert.deepEqual(index.find(report('q', query), most), hits);
      }),
      { numRuns: 500 },
    );
  });

  it('the same error makes two reports similar, whatever else they say', () => {
    const trace = (job: number): string => `Error: spool refused job ${job}\n    at sendJob (/srv/lib/spool.js:12:9)`;
    const others = Array.from({ length: 30 }, (_, n) =>
      report(`o${n}`, 'Warehouse prints nothing', 'The printers of the warehouse are silent'),
    );
    const index = indexOf(report('same', 'Payroll', trace(1)), ...others);
    const [first] = index.find(report('q', 'Warehouse prints nothing', trace(2)), 1);
    assert.deepEqual([first?.id, first?.sameError], ['same', true]);
  });

  it('a reason is more than one everyday word, or a rare one: a single common word calls no two failures alike', () => {
    const index = indexOf(
      report('a', 'Mail', 'nothing happened yesterday again, it comes back'),
      report('b', 'Relay', 'certificate of the relay'),
    );
    const reasonsOf = (text: string): readonly (readonly [string, readonly string[]])[] =>
      index.find(report('q', text), 9).map(({ id, terms }) => [id, terms]);
    assert.deepEqual(reasonsOf('nothing happened yesterday, and coming'), [['a', []]]);
    assert.deepEqual(reasonsOf('certificate'), [['b', []]]);
    assert.deepEqual(reasonsOf('relay certificate, nothing else')[0], ['b', ['relay', 'certificate']]);
    for (let n = 0; n < 100; n++) index.add(report(`o${n}`, 'Printer', 'The printer prints slowly'));
    assert.deepEqual(reasonsOf('certificate'), [['b', ['certificate']]]);
    assert.deepEqual(new Set(reasonsOf('slowly').map(([, terms]) => terms.length)), new Set([0]));
  });

  it('a document that is added again takes the place of the old one; a removed one is found no more', () => {
    const index = indexOf(report('a', 'Mail is not delivered'), report('b', 'Mail is late'));
    index.add(report('a', 'Printer is out of paper'), 'v2');
    assert.deepEqual([index.find(report('q', 'mail'), 9).map(({ id }) => id), index.versionOf('a'), index.size], [['b'], 'v2', 2]);
    index.remove('b');
    assert.deepEqual([index.find(report('q', 'mail'), 9), index.ids()], [[], ['a']]);
  });

  it('the search box finds whole words and the beginning of the last one', () => {
    const index = indexOf(report('a', 'Certificate of the relay'), report('b', 'Search is slow'));
    assert.deepEqual([index.search('relay cert', 9), index.search('slo', 9), index.search('', 9)], [['a'], ['b'], []]);
    assert.deepEqual(
      index.search('relay', 9, id => id !== 'a'),
      [],
    );
  });

  it('what holds all the words stands before what holds one of them in its title', () => {
    const titles = Array.from({ length: 5 }, (_, n) => report(`t${n}`, 'Backup', 'Backup'));
    const others = Array.from({ length: 200 }, (_, n) => report(`o${n}`, 'Printer', `Out of paper, svc ${n}`));
    const night =
      'Nobody could dial in, the tunnel went down and came up again by itself some time later, and in between many had failed. ';
    const account = report('a', 'Gateway away at night', `${night.repeat(5)}Locked out: svc-backup`);
    const index = indexOf(...titles, ...others, account);
    assert.equal(index.search('svc-backup', 3)[0], 'a');
    assert.equal(index.search('svc-backup', 3).length, 3);
  });

  it('takes up no more room after a thousand changes than before', () => {
    const index = indexOf(report('a', 'Mail relay refuses'), report('b', 'Search is slow'), report('c', 'Printer is jammed'));
    const places = index.places;
    for (let n = 0; n < 1000; n++) {
      index.add(report('b', `Search ${n} is slow`));
      index.add(report('b', 'Search is slow'));
      index.remove('a');
      index.add(report('a', 'Mail relay refuses'));
    }
    assert.deepEqual([index.size, index.places], [3, { ...places, terms: places.terms + 1 }]);
    assert.deepEqual(
      index.find(report('q', 'Mail relay refuses'), 9).map(({ id }) => id),
      ['a'],
    );
  });

  it('whatever is added, replaced and removed: a saved index finds the same', () => {
    const text = fc.array(fc.constantFrom('mail', 'relay', 'queue', 'refuses', 'Certificate', 'deliverAll')).map(words => words.join(' '));
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), text, remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), text, (steps, query) => {
        const index = new SimilarIndex();
        for (const { id, text: body, remove } of steps) {
          if (remove) index.remove(id);
          else index.add(report(id, body));
        }
        const restored = new SimilarIndex();
        for (const id of index.ids()) restored.restore(JSON.parse(JSON.stringify(index.saved(id))) as SavedDocument);
        const scores = (some: SimilarIndex): readonly unknown[] =>
          some
            .find(report('q', query), 9)
            .map(({ id, score }) => [id, score.toFixed(9)])
            .sort();
        assert.deepEqual(scores(restored), scores(index));
      }),
      { numRuns: 500 },
    );
  });
});
