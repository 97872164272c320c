import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { sha256 } from '../../../src/store/hash';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { act, attach, codeOf, incidentOf, record, refusePushes } from '../../support/sharedActs';
import { done, engineOf, filesOf, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('sharing a store over a branch', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let remote: string;
  let anna: Sharer;
  let ben: Sharer;
  const sharers: Sharer[] = [];
  const join = async (name: string, role: 'administrator' | 'securityOfficer' | 'itManager' = 'administrator'): Promise<Sharer> => {
    const sharer = makeSharer(folder.path, name, role);
    sharers.push(sharer);
    done(await sharer.sync.join(remote));
    return sharer;
  };
  const onBranch = async (file: string): Promise<string> => plainGit(remote, ['show', `faultline/store:${file}`]);

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [makeSharer(folder.path, 'anna'), makeSharer(folder.path, 'ben')];
    sharers.push(anna, ben);
  });

  afterEach(() => {
    for (const { store } of sharers.splice(0)) store.dispose();
  });

  it('brings what one recorded to the other, and back', async () => {
    const first = await record(anna, 'Mail is not delivered');
    assert.deepEqual(done(await anna.sync.share(remote)).sent, [first]);
    assert.deepEqual(done(await ben.sync.join(remote)).taken, [first]);
    const second = await record(ben, 'Printer');
    assert.deepEqual(done(await ben.sync.sync()).sent, [second]);
    assert.deepEqual(done(await anna.sync.sync()).taken, [second]);
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
    const before = await plainGit(remote, ['rev-parse', 'faultline/store']);
    const quiet = done(await anna.sync.sync());
    assert.deepEqual([quiet.taken, quiet.sent], [[], []]);
    assert.equal(await plainGit(remote, ['rev-parse', 'faultline/store']), before);
  });

  it('joins what two wrote at once, and both see the field that both changed', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await act(anna, id, { type: 'save', step: 'detect', patch: { symptoms: 'The queue grows', location: 'Hall A' } });
    await act(ben, id, { type: 'save', step: 'detect', patch: { symptoms: 'Nothing comes' } });
    for (const sharer of [anna, ben, anna]) done(await sharer.sync.sync());
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
    for (const sharer of [anna, ben]) {
      const { conflicts, values } = await incidentOf(sharer, id);
      assert.equal(values.location, 'Hall A');
      assert.ok(JSON.stringify([...conflicts]).includes('symptoms'), JSON.stringify([...conflicts]));
    }
  });

  it('keeps what is marked for few on the machine, its title, its evidence and its name in no commit', async () => {
    const secret = await record(anna, 'The secret of the vault', { tlp: 'RED' });
    const strict = await record(anna, 'For the house alone', { tlp: 'AMBER+STRICT' });
    const open = await record(anna, 'Printer');
    const hash = await attach(anna, secret, 'vault log');
    const shared = done(await anna.sync.share(remote));
    assert.deepEqual([shared.sent, new Set(shared.kept)], [[open], new Set([secret, strict])]);
    const everything = await plainGit(remote, ['log', '--patch', '--stat', '--all', '--format=%B%n%an']);
    for (const word of [secret, strict, 'vault', 'house', hash]) assert.ok(!everything.includes(word), word);
    // Raised later: from then on it gets nothing more.
    await act(anna, open, { type: 'save', step: 'detect', patch: { tlp: 'RED', symptoms: 'It burns' } });
    const later = done(await anna.sync.sync());
    assert.deepEqual([later.sent, later.withdrew], [[], [open]]);
    assert.ok(!(await plainGit(remote, ['log', '--patch', '--all'])).includes('It burns'));
  });

  it('tells when each entry first came to the branch, which no date of a later commit puts back', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    await act(anna, id, { type: 'comment', text: 'x'.repeat(200_000) });
    const [first, second] = (await incidentOf(anna, id)).timeline;
    const from = Date.now() - 2_000;
    done(await anna.sync.sync());
    const clone = path.join(folder.path, 'dated');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
    const file = path.join(clone, pathOf(id));
    const theirs = seal({ type: 'incident.signedOff', data: {} }, [second?.id ?? ''], '2020-01-01T08:00:00.000Z', person('itManager'));
    await writeFile(file, formatLog({ record: id, events: [...(await incidentOf(anna, id)).timeline, theirs] }));
    await plainGit(clone, ['commit', '--quiet', '--all', '--message=x']);
    const commit = await plainGit(clone, ['cat-file', 'commit', 'HEAD']);
    const dated = await plainGit(clone, ['hash-object', '-w', '-t', 'commit', '--stdin'], `${commit.replace(/> \d+/g, '> 1577865600')}\n`);
    await plainGit(clone, ['push', '--quiet', 'origin', `${dated}:refs/heads/faultline/store`]);
    done(await anna.sync.sync());
    const arrivals = await anna.sync.arrivals();
    assert.ok(arrivals && first && second);
    // What was there when sharing began says nothing of when it was made.
    assert.equal(arrivals.get(first.id), undefined);
    for (const { id: entry } of [second, theirs]) {
      const at = Date.parse(arrivals.get(entry) ?? '');
      assert.ok(at >= from && at <= Date.now(), arrivals.get(entry));
    }
    assert.equal(await ben.sync.arrivals(), undefined);
  });

  it('evidence that is gone here comes back from the branch with the next that is recorded of its incident', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'the log');
    done(await anna.sync.share(remote));
    await rm(path.join(anna.store.folder, 'attachments'), { recursive: true });
    assert.equal(codeOf(await (await anna.store.attachments()).read(hash)), 'contentGone');
    await act(anna, id, { type: 'comment', text: 'Still looking' });
    assert.deepEqual(done(await anna.sync.sync()).leftOut, []);
    assert.ok((await (await anna.store.attachments()).read(hash)).ok);
  });

  it('keeps what another record names where one is redacted', async () => {
    const [id, other] = [await record(anna, 'Mail is not delivered'), await record(anna, 'Nor is the other')];
    const hash = await attach(anna, id, 'the log of both');
    assert.equal(await attach(anna, other, 'the log of both'), hash);
    done(await anna.sync.share(remote));
    const boss = await join('boss', 'itManager');
    const named = (await incidentOf(boss, id)).timeline.find(({ type }) => type === 'incident.evidenceAttached');
    await act(boss, id, { type: 'redact', entry: named?.id ?? '', reason: 'too much' });
    for (const sharer of [boss, anna, boss]) done(await sharer.sync.sync());
    assert.equal(await onBranch(contentPath(hash)), 'the log of both');
    for (const sharer of [anna, boss]) assert.ok((await (await sharer.store.attachments()).read(hash)).ok, sharer.name);
  });

  it('goes on where somebody else was faster, without force', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const all = [anna, ben, await join('cleo')];
    for (let round = 0; round < 3; round++) {
      await Promise.all(all.map(sharer => act(sharer, id, { type: 'comment', text: `${sharer.name} ${round}` })));
      await Promise.all(all.map(async sharer => done(await sharer.sync.sync())));
    }
    for (const sharer of all) done(await sharer.sync.sync());
    const { timeline } = await incidentOf(anna, id);
    assert.equal(timeline.filter(({ type }) => type === 'record.commented').length, 9);
    for (const sharer of all) assert.deepEqual(await filesOf(sharer), await filesOf(anna));
  });

  it('reads what plain git has merged, in whatever order the lines stand then', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const clone = path.join(folder.path, 'sixth');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
    await act(anna, id, { type: 'comment', text: 'from Anna' });
    done(await anna.sync.sync());
    // Ben’s text, put on the branch by somebody who merges by hand.
    await act(ben, id, { type: 'comment', text: 'from Ben' });
    await plainGit(clone, ['switch', '--quiet', '--create', 'mine']);
    await writeFile(path.join(clone, pathOf(id)), await readFile(path.join(ben.store.folder, 'incidents', `${id}.json`)));
    await plainGit(clone, ['commit', '--quiet', '--all', '--message=by hand']);
    await plainGit(clone, ['fetch', '--quiet', 'origin', 'faultline/store']);
    await plainGit(clone, ['merge', '--quiet', '--no-edit', 'FETCH_HEAD']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store']);
    for (const sharer of [anna, ben, anna]) done(await sharer.sync.sync());
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
    assert.equal((await incidentOf(anna, id)).timeline.filter(({ type }) => type === 'record.commented').length, 2);
    assert.equal(`${await onBranch(pathOf(id))}\n`, (await filesOf(anna))[`incidents/${id}.json`]);
  });

  it('touches nothing of the repository that the store lies in', async () => {
    await record(anna, 'Mail is not delivered');
    const work = path.dirname(anna.store.folder);
    await plainGit(work, ['init', '--quiet']);
    await writeFile(path.join(work, 'a.txt'), 'a');
    await plainGit(work, ['add', 'a.txt']);
    await plainGit(work, ['commit', '--quiet', '--message=a']);
    await writeFile(path.join(work, 'a.txt'), 'b');
    const state = async (): Promise<string> =>
      sha256(await plainGit(folder.path, ['hash-object', '--stdin'], JSON.stringify(await allFiles(path.join(work, '.git')))));
    const before = await state();
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await record(ben, 'Printer');
    done(await ben.sync.sync());
    done(await anna.sync.sync());
    assert.equal(await state(), before);
  });

  describe('what a remote may do', () => {
    it('has no branch any more: it is never made again unasked', async () => {
      await record(anna, 'Mail is not delivered');
      done(await anna.sync.share(remote));
      await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
      assert.equal(codeOf(await anna.sync.sync()), 'branchGone');
      assert.equal(await plainGit(remote, ['for-each-ref']), '');
      assert.equal(codeOf(await ben.sync.join(remote)), 'noBranch');
    });

    it('has a branch that is not ours, or another store’s, or a second one of this name', async () => {
      await record(anna, 'Mail is not delivered');
      const clone = path.join(folder.path, 'code');
      await plainGit(folder.path, ['clone', '--quiet', remote, clone]);
      await writeFile(path.join(clone, 'main.c'), 'int main;');
      await plainGit(clone, ['add', '--all']);
      await plainGit(clone, ['commit', '--quiet', '--message=code']);
      await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store']);
      assert.equal(codeOf(await anna.sync.share(remote)), 'branchExists');
      assert.equal(codeOf(await anna.sync.join(remote)), 'notOurs');
      assert.equal(await anna.sync.sharing(), undefined);
      await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
      done(await anna.sync.share(remote));
      const seen = await plainGit(remote, ['rev-parse', 'faultline/store']);
      await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
      done(await ben.sync.share(remote));
      assert.equal(codeOf(await anna.sync.sync()), 'otherStore');
      assert.notEqual(await plainGit(remote, ['rev-parse', 'faultline/store']), seen);
    });

    it('serves an older branch: that is said, nothing is lost, and it gets back what it lacks', async () => {
      const id = await record(anna, 'Mail is not delivered');
      done(await anna.sync.share(remote));
      const old = await plainGit(remote, ['rev-parse', 'faultline/store']);
      await act(anna, id, { type: 'comment', text: 'later' });
      assert.equal(done(await anna.sync.sync()).wentBack, false);
      await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', old]);
      const again = done(await anna.sync.sync());
      assert.deepEqual([again.wentBack, again.sent], [true, [id]]);
      assert.ok((await onBranch(pathOf(id))).includes('later'));
    });

    it('takes nothing, and says why', async () => {
      await record(anna, 'Mail is not delivered');
      done(await anna.sync.share(remote));
      const goOn = await refusePushes(remote, 'no more than ten on a Friday');
      await record(anna, 'Printer');
      const refused = await anna.sync.sync();
      assert.deepEqual(refused, { ok: false, error: { code: 'refused', message: 'no more than ten on a Friday' } });
      await goOn();
      assert.equal(done(await anna.sync.sync()).sent.length, 1);
    });

    it('is not there, or is no address', async () => {
      await record(anna, 'Mail is not delivered');
      assert.equal(codeOf(await anna.sync.share(path.join(folder.path, 'nowhere.git'))), 'noRemote');
      assert.equal(codeOf(await anna.sync.share('https://127.0.0.1:9/x.git')), 'offline');
      for (const address of ['ext::sh -c "touch /tmp/x"', '--upload-pack=touch', 'fd::3', 'ssh://-oProxyCommand=x/y', ''])
        assert.equal(codeOf(await anna.sync.share(address)), 'noAddress', address);
    });
  });

  describe('what lies on a branch of whoever may push', () => {
    /** Puts a tree on the branch beside what is there: lines as `git mktree` reads them, by their folder's path. */
    async function put(lines: (blob: (text: string) => Promise<string>) => Promise<string>): Promise<void> {
      const tip = await plainGit(remote, ['rev-parse', 'faultline/store']);
      const blob = (text: string): Promise<string> => plainGit(remote, ['hash-object', '-w', '--stdin'], text);
      const root = await plainGit(remote, ['ls-tree', tip]);
      const tree = await plainGit(remote, ['mktree', '--missing'], `${root}\n${await lines(blob)}\n`);
      const commit = await plainGit(remote, ['commit-tree', tree, '-p', tip, '-m', 'x']);
      await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', commit]);
    }

    beforeEach(async () => {
      await record(anna, 'Mail is not delivered');
      done(await anna.sync.share(remote));
    });

    it('goes nowhere where it does not belong, and goes from the branch with the next commit', async () => {
      await put(async blob => {
        const inner = await plainGit(remote, ['mktree'], `100644 blob ${await blob('x')}\tevil.sh`);
        return [
          `120000 blob ${await blob('/etc/passwd')}\tlink`,
          `100755 blob ${await blob('#!/bin/sh')}\trun`,
          `040000 tree ${inner}\tscripts`,
          `100644 blob ${await blob('{}')}\tpackage.json`,
          `100644 blob ${await blob('x')}\tline\\nbreak "quoted"`,
        ].join('\n');
      });
      done(await ben.sync.join(remote));
      assert.deepEqual(Object.keys(await filesOf(ben)), Object.keys(await filesOf(anna)));
      const names = (await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store'])).split('\n');
      assert.deepEqual(
        names.filter(name => !/^(?:\.gitattributes|faultline\.json|incidents\/.\/INC-.*\.json)$/.test(name)),
        [],
      );
    });

    it('is no record where it can be run: it goes, and comes again as a plain file from who has it', async () => {
      const clone = path.join(folder.path, 'vandal');
      await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
      const [name = ''] = (await plainGit(clone, ['ls-files', 'incidents'])).split('\n');
      await plainGit(clone, ['update-index', '--chmod=+x', name]);
      await plainGit(clone, ['commit', '--quiet', '--message=x']);
      await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store']);
      done(await ben.sync.join(remote));
      assert.deepEqual(ben.store.entries(), []);
      done(await anna.sync.sync());
      assert.match(await plainGit(remote, ['ls-tree', '-r', 'faultline/store']), new RegExp(`^100644 blob \\w+\\t${name}$`, 'm'));
    });

    it('is no record: it is named, left alone, and everything else goes on', async () => {
      const [name = ''] = Object.keys(await filesOf(anna));
      const id = path.basename(name, '.json') as IncidentId;
      const clone = path.join(folder.path, 'vandal');
      await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
      const file = path.join(clone, pathOf(id));
      const good = await readFile(file, 'utf8');
      for (const bad of [good.replace('Mail', 'Male'), good.slice(0, -20), good.replace(id, 'INC-000000'), '']) {
        await writeFile(file, bad);
        await plainGit(clone, ['commit', '--quiet', '--all', '--message=bad']);
        await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store']);
        const other = await record(anna, 'Another');
        const outcome = done(await anna.sync.sync());
        assert.deepEqual(
          outcome.leftOut.map(({ id: of, where }) => `${where} ${of}`),
          [`there ${id}`],
        );
        assert.deepEqual(outcome.sent, [other]);
        assert.equal((await filesOf(anna))[name], Buffer.from(good).toString('latin1'));
        await plainGit(clone, ['pull', '--quiet', '--rebase', 'origin', 'faultline/store']);
      }
    });

    it('is a tree that holds itself a hundred million times', async () => {
      let tree = await plainGit(remote, ['mktree'], `100644 blob ${await plainGit(remote, ['hash-object', '-w', '--stdin'], 'x')}\tf`);
      for (let level = 0; level < 9; level++)
        tree = await plainGit(remote, ['mktree'], Array.from('0123456789', name => `040000 tree ${tree}\t${name}`).join('\n'));
      await put(() => Promise.resolve(`040000 tree ${tree}\tproblems`));
      const began = process.cpuUsage();
      done(await ben.sync.join(remote));
      const { user } = process.cpuUsage(began);
      assert.ok(user < 20_000_000, String(user));
      assert.equal(Object.keys(await filesOf(ben)).length, 1);
    });
  });

  describe('its own repository', () => {
    it('is a cache: gone, or broken in any way, it is made again, and what was seen is still known', async () => {
      const id = await record(anna, 'Mail is not delivered');
      done(await anna.sync.share(remote));
      const engine = engineOf(anna);
      for (const damage of [
        () => rm(engine, { recursive: true }),
        () => writeFile(path.join(engine, 'HEAD'), 'x'),
        () => rm(path.join(engine, 'objects'), { recursive: true }),
        () => writeFile(path.join(engine, 'refs/faultline/theirs'), 'x'),
        () => writeFile(path.join(engine, 'config.lock'), ''),
        () => writeFile(path.join(engine, 'refs/faultline/theirs.lock'), ''),
      ]) {
        await damage();
        await act(anna, id, { type: 'comment', text: damage.toString() });
        const synced = done(await anna.sync.sync());
        assert.deepEqual([synced.sent, synced.wentBack], [[id], false], damage.toString());
      }
    });

    it('is worked with by one window at a time', async () => {
      await record(anna, 'Mail is not delivered');
      done(await anna.sync.share(remote));
      const codes = await Promise.all([1, 2, 3].map(async () => codeOf(await anna.sync.sync())));
      assert.deepEqual(codes, ['done', 'done', 'done']);
    });
  });

  it('lets the security officer’s machine take everything', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    const olga = await join('olga', 'securityOfficer');
    assert.equal((await incidentOf(olga, id)).values.title, 'Mail is not delivered');
  });

  it('has git try whether the remote takes something, where reading needs nobody: nothing is sent by it', async () => {
    assert.equal(await anna.sync.tryToSend(), undefined);
    await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    await record(anna, 'Printer');
    const before = await plainGit(remote, ['for-each-ref']);
    const args = (await anna.sync.tryToSend()) ?? [];
    assert.ok(args.includes('push') && args.includes('--dry-run'));
    execFileSync('git', args, { cwd: folder.path, stdio: 'pipe' });
    assert.equal(await plainGit(remote, ['for-each-ref']), before);
    // A hook of the remote is not asked, but whether one may write there is.
    await rm(remote, { recursive: true });
    assert.throws(() => execFileSync('git', args, { cwd: folder.path, stdio: 'pipe' }));
  });

  it('can be cancelled, and stopped: every record stays', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    assert.equal(codeOf(await anna.sync.sync({ signal: AbortSignal.abort() })), 'cancelled');
    await anna.sync.stop();
    assert.equal(await anna.sync.sync(), undefined);
    assert.equal((await incidentOf(anna, id)).values.title, 'Mail is not delivered');
  });
});

async function allFiles(folder: string): Promise<readonly (readonly [string, string])[]> {
  const { readdir } = await import('node:fs/promises');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
  return Promise.all(files.sort().map(async file => [file, sha256(await readFile(file))] as const));
}
