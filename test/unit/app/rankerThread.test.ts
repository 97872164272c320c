import assert from 'node:assert/strict';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { SuspectRanker } from '../../../src/app/suspects/ranker';
import { RankerThread } from '../../../src/app/suspects/rankerThread';
import type { RankingNews, SuspectsAsked, SuspectWork } from '../../../src/app/suspects/suspectWork';
import { suspectSubject } from '../../../src/review/suspects/subject';
import { temporaryFolder } from '../../support/folders';
import { makePastFaults } from '../../support/pastFaults';
import { TestRepository } from '../../support/repositories';
import { threadOf } from '../../support/threads';

describe('ranking in a thread', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const start = threadOf('dist/ranker.cjs');
  const threads: Worker[] = [];
  const rankers: RankerThread[] = [];
  let repo: TestRepository;
  let ranker: RankerThread;
  let asked: SuspectsAsked;
  beforeEach(async () => {
    threads.length = 0;
    repo = await TestRepository.create(path.join(folder.path, 'code'));
    await repo.commit('A relay', { 'lib/relay.js': 'connect(25);\n' });
    await makePastFaults(repo, 12);
    await repo.commit('Ports of the relay are configured', { 'lib/relay.js': 'connect(settings.relay);\n' });
    repo.wait(5);
    const values = { title: 'The relay is not reached', symptoms: 'Ports of the relay fail', errorText: 'at lib/relay.js:1' };
    asked = {
      root: repo.repository.root,
      settings: { days: 60, commits: 1_000 },
      subject: suspectSubject(values, [], [], new Map(), ''),
      firstSeen: repo.now,
      changes: [],
      now: repo.now,
    };
    ranker = newRanker();
  });
  afterEach(() => {
    for (const begun of rankers.splice(0)) begun.dispose();
  });

  /** One that has read nothing yet. */
  function newRanker(): RankerThread {
    const fresh = new RankerThread(limits => {
      const thread = start(limits);
      threads.push(thread);
      return thread;
    });
    rankers.push(fresh);
    return fresh;
  }

  const never = new AbortController().signal;
  async function foundBy(work: SuspectWork, confirmed?: () => Promise<readonly string[]>): Promise<readonly RankingNews[]> {
    const findings: RankingNews[] = [];
    await work.search(asked, { signal: never, found: finding => findings.push(finding), ...(confirmed && { confirmed }) });
    return findings;
  }

  it('finds what is found without one, with what was confirmed, and tells how far it is', async () => {
    const confirmed = (): Promise<readonly string[]> => Promise.resolve([]);
    for (const learning of [undefined, confirmed])
      assert.deepEqual(await foundBy(newRanker(), learning), await foundBy(new SuspectRanker(), learning));
    const stages = new Set<string>();
    await newRanker().search(asked, { signal: never, found: () => undefined, progress: ({ stage }) => stages.add(stage) });
    assert.ok(stages.has('messages'));
  });

  it('tries the suspects out as it is done without one, and can be ended', async () => {
    const shares: number[] = [];
    const tried = await ranker.tryOut(asked.root, { progress: ({ share }) => shares.push(share) });
    assert.deepEqual(tried, await new SuspectRanker().tryOut(asked.root, {}));
    assert.ok(tried.ok && tried.value.faults.length === 12 && tried.value.isWhole);
    assert.ok(shares.length > 0);
    const ending = new AbortController();
    const ended = await ranker.tryOut(asked.root, {
      signal: ending.signal,
      progress: () => {
        ending.abort();
      },
    });
    assert.ok(ended.ok ? !ended.value.isWhole : ended.error.code === 'cancelled');
  });

  it('tells nothing more once it is ended, and goes on with another', async () => {
    const ending = new AbortController();
    const findings: string[] = [];
    await ranker.search(asked, {
      signal: ending.signal,
      found: ({ type }) => {
        findings.push(type);
        ending.abort();
      },
    });
    assert.deepEqual(findings, ['window']);
    await ranker.search(asked, { signal: AbortSignal.abort(), found: ({ type }) => findings.push(type) });
    assert.deepEqual(findings, ['window']);
    assert.equal((await foundBy(ranker)).at(-1)?.type, 'last');
    assert.equal(threads.length, 1);
  });

  it('says where there is nothing to search in, and where what was confirmed cannot be read', async () => {
    const [fault] = await foundBy({
      search: (_, watch) => ranker.search({ ...asked, root: path.join(folder.path, 'gone') }, watch),
      tryOut: () => assert.fail(),
    });
    assert.ok(fault?.type === 'fault' && !fault.window && fault.fault.code === 'noFolder', JSON.stringify(fault));
    await assert.rejects(
      foundBy(ranker, () => Promise.reject(new Error('the disk is gone'))),
      /the disk is gone/,
    );
  });

  it('one that ends by itself fails what it was at; the next search gets another', async () => {
    const search = ranker.search(asked, { signal: never, found: () => void threads[0]?.terminate() });
    await assert.rejects(search, /ended with 1/);
    assert.equal((await foundBy(ranker)).at(-1)?.type, 'last');
    assert.equal(threads.length, 2);
  });

  /** One whose thread does this with each message it gets. */
  function rankerOf(answer: string): RankerThread {
    const made = new RankerThread(() => {
      const code = `const { parentPort } = require('node:worker_threads');
        const tell = said => parentPort.postMessage(said);
        parentPort.on('message', message => { if (message.type === 'end') parentPort.close(); ${answer} });`;
      const thread = new Worker(code, { eval: true, execArgv: [] });
      threads.push(thread);
      return thread;
    });
    rankers.push(made);
    return made;
  }

  it('tells nothing that is on its way while it is ended, and ends what is ended already', async () => {
    const ending = new AbortController();
    const found: string[] = [];
    const tellsTwice = `const { work } = message;
      if (message.type === 'search') for (const type of ['early', 'last']) tell({ type: 'found', work, finding: { type } });
      if (message.type === 'cancel') tell({ type: 'done', work });`;
    await rankerOf(tellsTwice).search(asked, {
      signal: ending.signal,
      found: ({ type }) => {
        found.push(type);
        ending.abort();
      },
    });
    assert.deepEqual(found, ['early']);
    await rankerOf(tellsTwice).search(asked, { signal: AbortSignal.abort(), found: ({ type }) => found.push(type) });
    assert.deepEqual(found, ['early']);
  });

  it('a thread that breaks down takes nothing with it that the next one has begun', async () => {
    const broken = rankerOf(
      "if (message.work === 1) throw new Error('broken'); else setTimeout(() => tell({ type: 'done', work: message.work }), 300);",
    );
    const search = () => broken.search(asked, { signal: never, found: () => assert.fail() });
    // Begun in the moment in which the first has failed, before its thread is gone.
    const second = search().then(() => assert.fail('it broke down'), search);
    await second;
    assert.equal(threads.length, 2);
  });

  it('is over with its owner, and so is what waits for it', async () => {
    const trial = ranker.tryOut(asked.root, {});
    const search = ranker.search(asked, { signal: never, found: () => undefined });
    const ended = new Promise(resolve => threads[0]?.once('exit', resolve));
    ranker.dispose();
    assert.equal(await ended, 0, 'by itself');
    assert.deepEqual(await trial, { ok: false, error: { code: 'cancelled' } });
    await search;
    await ranker.search(asked, { signal: never, found: () => assert.fail() });
    assert.equal(threads.length, 1);
  });
});
