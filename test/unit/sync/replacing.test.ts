import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { raiseProblem } from '../../../src/app/knowledge';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { isAlteredThere } from '../../../src/sync/alteredThere';
import { pathOf } from '../../../src/sync/layout';
import { person } from '../../support/incidents';
import { temporaryFolder } from '../../support/folders';
import { sharedPairIn } from '../../support/sharedPair';
import { act, eraseShared, incidentOf, pushByHand, record } from '../../support/sharedActs';
import { done, makeRemote, plainGit } from '../../support/sharers';

describe('a record on the shared branch that does not verify, and is replaced', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sharer, sync, everything } = pair;
  let { remote, anna, ben, id } = pair;
  beforeEach(() => {
    ({ remote, anna, ben, id } = pair);
  });

  it('what others have redacted does not come back where a spoilt record is replaced', async () => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await sync(anna, ben);
    const entry = (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '';
    await act(anna, id, { type: 'redact', entry, reason: 'a password' });
    done(await anna.sync.beginEpoch());
    assert.ok(!(await everything()).includes('swordfish'), 'gone from the remote');
    // Somebody spoils the record with plain git.
    const clone = path.join(folder.path, 'spoil');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store-2', remote, clone]);
    const file = path.join(clone, pathOf(id));
    await writeFile(file, (await readFile(file, 'utf8')).replace('"Mail"', '"Mall"'));
    await plainGit(clone, ['commit', '--quiet', '--all', '--message=x']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store-2']);
    const { leftOut } = done(await ben.sync.sync());
    assert.deepEqual(leftOut.map(isAlteredThere), [true]);
    done(await ben.sync.sync({}, [id]));
    assert.ok(!(await everything()).includes('swordfish'));
  });

  it('what others have erased does not come back where a spoilt record is replaced', async () => {
    const place = await makeRemote(folder.path, 'third');
    const { id: vault, other: dora } = await eraseShared(sharer, place);
    assert.ok(!(await everything(place)).includes('swordfish'), 'gone from the remote');
    const clone = path.join(folder.path, 'spoil2');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store-2', place, clone]);
    const file = path.join(clone, pathOf(vault));
    await writeFile(file, (await readFile(file, 'utf8')).replace('10 years', '11 years'));
    await plainGit(clone, ['commit', '--quiet', '--all', '--message=x']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store-2']);
    const { leftOut } = done(await dora.sync.sync());
    assert.deepEqual(leftOut.map(isAlteredThere), [true]);
    done(await dora.sync.sync({}, [vault]));
    assert.ok(!(await everything(place)).includes('swordfish'));
  });

  it('what verifies in a spoilt record and only the branch has is not lost unsaid where two replace', async () => {
    await act(ben, id, { type: 'comment', text: 'of ben' });
    await sync(ben);
    await pushByHand(remote, async clone => {
      const file = path.join(clone, pathOf(id));
      await writeFile(file, (await readFile(file, 'utf8')).replace('"Mail"', '"Mall"'));
    });
    await act(anna, id, { type: 'comment', text: 'of anna' });
    done(await anna.sync.sync({}, [id]));
    await sync(ben, anna);
    for (const each of [anna, ben]) {
      const texts = JSON.stringify((await incidentOf(each, id)).timeline);
      assert.ok(texts.includes('of ben') && texts.includes('of anna'), each.name);
    }
  });

  it('is not taken away for a label that was raised here: nobody knows what of it only the branch has', async () => {
    await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), '{'));
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    const { kept, withdrew } = done(await anna.sync.sync());
    assert.deepEqual([kept, withdrew], [[id], []]);
    assert.equal(await plainGit(remote, ['show', `faultline/store:${pathOf(id)}`]), '{');
  });

  it('what was made of a RED incident is not put in the place of what somebody left under its name', async () => {
    const remote = await makeRemote(folder.path, 'second');
    const anna = sharer('anna', 'itManager');
    await record(anna, 'Printer');
    done(await anna.sync.share(remote));
    const red = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    const raised = await raiseProblem({ store: anna.store, person: () => Promise.resolve('anna'), untitled: '' }, [red]);
    assert.ok(raised.ok);
    done(await anna.sync.sync());
    await pushByHand(remote, async clone => {
      const file = path.join(clone, pathOf(raised.value));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, '{}');
    });
    const { leftOut } = done(await anna.sync.sync());
    assert.deepEqual(leftOut.map(isAlteredThere), [true]);
    done(await anna.sync.sync({}, [raised.value]));
    assert.ok(!(await everything(remote)).includes('swordfish'));
  });

  it('another log under the name of a record makes place for that, too', async () => {
    const mallory = { ...person('administrator'), name: 'mallory', email: 'mallory@example.org' };
    const [first] = (await incidentOf(anna, id)).timeline;
    assert.ok(first);
    const data = { ...(first.data as object), patch: { title: 'Forged' } };
    const forged = seal({ type: first.type, data }, [], new Date().toISOString(), mallory);
    await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), formatLog({ record: id, events: [forged] })));
    assert.deepEqual(done(await anna.sync.sync()).leftOut.map(isAlteredThere), [true]);
    await act(anna, id, { type: 'comment', text: 'sailfish' });
    done(await anna.sync.sync({}, [id]));
    await sync(ben);
    assert.equal(JSON.stringify(await incidentOf(ben, id)).includes('sailfish'), true);
  });
});
