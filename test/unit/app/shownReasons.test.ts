import assert from 'node:assert/strict';
import path from 'node:path';
import { SuspectRanker } from '../../../src/app/suspects/ranker';
import type { RankingNews } from '../../../src/app/suspects/suspectWork';
import type { Suspect } from '../../../src/review/suspects/suspect';
import { suspectSubject } from '../../../src/review/suspects/subject';
import { temporaryFolder } from '../../support/folders';
import { plainGit } from '../../support/hostileGit';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

/** What a search tells, one after the other: of each commit, by its subject, the functions of the trace that it is said to change. */
async function told(
  root: string,
  at: string,
  errorText: string,
): Promise<readonly (readonly [type: string, Readonly<Record<string, string>>])[]> {
  const news: RankingNews[] = [];
  const asked = {
    root,
    settings: { days: 60, commits: 100 },
    subject: suspectSubject({ title: 'It does not work', errorText }, [], [], new Map(), ''),
    firstSeen: at,
    changes: [],
    now: at,
  };
  await new SuspectRanker().search(asked, {
    signal: new AbortController().signal,
    confirmed: () => Promise.resolve([]),
    found: found => void news.push(found),
  });
  const changes = ({ reasons }: Suspect): string =>
    reasons.flatMap(({ code, values }) => (code === 'frameFunction' ? [values.join(' ')] : [])).join();
  return news.flatMap(each =>
    each.type === 'early' || each.type === 'last'
      ? [[each.type, Object.fromEntries(each.suspects.map(suspect => [suspect.subject, changes(suspect)]))] as const]
      : [],
  );
}

async function lastTold(...asked: Parameters<typeof told>): Promise<Readonly<Record<string, string>>> {
  return (await told(...asked)).at(-1)?.[1] ?? {};
}

describe('the reason that a commit changes a function of the trace', () => {
  const inner = (lines: readonly string[]): string => `function dial(host) {\n${lines.map(line => `  ${line}\n`).join('')}}\n`;
  const behind = '\nconst limit = 5;\n\nfunction dialAll(hosts, dial) {\n  hosts.map(dial);\n}\n';
  const trace = 'Error: no port\n    at dial (/srv/app/lib/relay.js:3:9)';

  it('holds for what git says lies in the function itself, its head among it, and is told once git was asked', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'extent'));
    const write = (message: string, relay: string, other = ''): Promise<string> =>
      repo.commit(message, { 'lib/relay.js': relay, 'lib/other.js': other });
    await write('First', inner(['x();']));
    await write('Behind', inner(['x();']) + behind);
    await write('Argument', inner(['x();']) + behind.replace('hosts.map', 'hosts.forEach'));
    await write('Inside', inner(['x();', 'y();']) + behind.replace('hosts.map', 'hosts.forEach'));
    await write('Head', inner(['x();', 'y();']).replace('host', 'host, port') + behind);
    await write('Other file', inner(['x();', 'y();']).replace('host', 'host, port') + behind.replace('5', '6'), inner(['z();']));
    await write('Less', inner(['y();']).replace('host', 'host, port') + behind.replace('5', '6'), inner(['z();']));
    const all = await told(repo.folder, repo.now, trace);
    const expected = { First: 'dial 1', Behind: '', Argument: '', Inside: 'dial 1', Head: 'dial 1', 'Other file': '', Less: 'dial 1' };
    assert.deepEqual(all.at(-1), ['last', expected]);
    assert.deepEqual(new Set(Object.values(all[0]?.[1] ?? {})), new Set(['']));
  });

  it('holds for what brings the function, and not for the one above it', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'fresh'));
    const [handle, fresh] = ['def handle(job):\n    return fresh(job)\n', '\n\ndef fresh(job):\n    return job.port\n'];
    await repo.commit('First', { 'lib/relay.py': handle });
    await repo.commit('Fresh', { 'lib/relay.py': handle + fresh });
    const python =
      'Traceback (most recent call last):\n  File "/srv/lib/relay.py", line 2, in handle\n  File "/srv/lib/relay.py", line 6, in fresh\nValueError: no';
    assert.deepEqual(await lastTold(repo.folder, repo.now, python), { First: 'handle 2', Fresh: 'fresh 1' });
  });

  it('holds for the function of the class that the frame names, and for none where it may be one of several', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'owner'));
    const write = (message: string, [cart, order]: readonly [string, string]): Promise<string> =>
      repo.commit(message, {
        'lib/a.js': `class Cart {\n  add() {\n    ${cart};\n  }\n}\n\nclass Order {\n  add() {\n    ${order};\n  }\n}\n`,
      });
    await write('Both', ['a()', 'a()']);
    await write('Order', ['a()', 'b()']);
    await write('Cart', ['b()', 'b()']);
    const frame = (called: string): string => `Error: no\n    at ${called} (/srv/lib/a.js:3:5)`;
    assert.deepEqual(await lastTold(repo.folder, repo.now, frame('Cart.add')), { Both: 'add 1', Order: '', Cart: 'add 1' });
    assert.deepEqual(await lastTold(repo.folder, repo.now, frame('add')), { Both: 'add 1', Order: '', Cart: '' });
  });

  it('holds for a function of a frame without a file by its class, and where there is none by a name of several words in the commit', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'pathless'));
    const cs = (name: string, body: string): string => `class ${name}\n{\n    void Deliver(int id)\n    {\n        ${body};\n    }\n}\n`;
    await repo.commit('Own', { 'Cart.cs': cs('Cart', 'x()') });
    await repo.commit('Same', { 'CartQueue.cs': cs('Queue', 'x()') });
    await repo.commit('Native', { 'queue.c': 'void deliver_all(int id) {\n  x();\n}\n', 'test/queue.c': 'void poll(int id) {\n}\n' });
    const dotnet = 'System.Exception: no\n   at Shop.Cart.Deliver(Int32 id)\n   at System.Linq.Enumerable.Deliver(Int32 id)';
    assert.deepEqual(await lastTold(repo.folder, repo.now, dotnet), { Own: 'Deliver 1', Same: '', Native: '' });
    // A library of the system has functions of such names, too.
    const native = '#0  0x0000554 in poll () from /lib64/libc.so.6\n#1  0x0000555 in deliver_all ()\n#2  0x0000556 in main ()';
    assert.deepEqual(await lastTold(repo.folder, repo.now, native), { Own: '', Same: '', Native: 'deliver_all 2' });
  });

  it('holds also for what was done to a file before it was given its name, and to its name alone for nothing', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'renamed'));
    const long = Array.from({ length: 20 }, (_, at) => `// line ${at}\n`).join('');
    await repo.commit('First', { 'old/relay.js': long + inner(['x();']) });
    await repo.commit('Inside', { 'old/relay.js': long + inner(['y();']) });
    await repo.git('mv', 'old', 'lib');
    await repo.commit('Moved', {});
    await repo.git('mv', 'lib/relay.js', 'lib/line.js');
    await repo.commit('Moved and more', { 'lib/line.js': `${long + inner(['y();'])}\nconst limit = 5;\n` });
    const expected = { First: 'dial 1', Inside: 'dial 1', Moved: '', 'Moved and more': '' };
    assert.deepEqual(await lastTold(repo.folder, repo.now, trace.replace('relay', 'line')), expected);
  });

  it('is not told of commits whose contents are not at hand, for which nobody waits', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'whole'));
    await repo.commit('First', { 'lib/relay.js': inner(['x();']) });
    await repo.commit('Inside', { 'lib/relay.js': inner(['y();']) });
    await repo.commit('Last', { 'lib/relay.js': inner(['z();']) });
    await repo.git('config', 'uploadpack.allowFilter', 'true');
    const clone = path.join(folder.path, 'clone');
    plainGit(folder.path, ['clone', '--quiet', '--filter=blob:none', `file://${repo.folder}`, clone]);
    assert.deepEqual(await lastTold(clone, repo.now, trace), { First: '', Inside: '', Last: '' });
  });

  it('is not told of the commit at which a history is cut off, which seems to bring every function', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'deep'));
    for (const call of ['x();', 'y();', 'z();']) await repo.commit(call, { 'lib/relay.js': inner([call]) });
    const clone = path.join(folder.path, 'shallow');
    plainGit(folder.path, ['clone', '--quiet', '--depth=2', `file://${repo.folder}`, clone]);
    assert.deepEqual(await lastTold(clone, repo.now, trace), { 'y();': '', 'z();': 'dial 1' });
  });
});
