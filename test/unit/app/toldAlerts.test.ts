import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ToldAlerts } from '../../../src/app/toldAlerts';
import { alertKinds, type Alert } from '../../../src/domain/incident/alerts';
import { testId, testNow } from '../../support/incidents';

const due = { what: { code: 'target' }, at: testNow, isOver: true, person: undefined } as const;

function alert(key: string, change: Partial<Alert> = {}): Alert {
  return { key, kind: 'newP1', id: testId, title: 'x', ...change };
}

describe('a notification', () => {
  let folder: string;
  const window = (): ToldAlerts => new ToldAlerts(path.join(folder, 'alerts'));
  const keys = (alerts: readonly Alert[]): readonly string[] => alerts.map(({ key }) => key);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-alerts-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is told once, and never again: not in a later window, nor in one of many that look at the same moment', async () => {
    await window().take([], alertKinds);
    const both = [alert('a'), alert('b'), alert('a')];
    const told = await Promise.all(Array.from({ length: 8 }, () => window().take(both, alertKinds)));
    assert.deepEqual(
      told.filter(one => one.length > 0).map(one => new Set(keys(one))),
      [new Set(['a', 'b'])],
    );
    assert.deepEqual(await window().take([...both, alert('c')], alertKinds), [alert('c')]);
  });

  it('is not of what was there before anything was remembered, but for what is due', async () => {
    const alerts = [alert('a'), alert('b', { kind: 'clocks', due })];
    assert.deepEqual(keys(await window().take(alerts, alertKinds)), ['b']);
    assert.deepEqual(await window().take(alerts, alertKinds), []);
  });

  it('is of the kinds that are chosen; what was turned off is not told of later', async () => {
    await window().take([], alertKinds);
    const alerts = [alert('a'), alert('b', { kind: 'toMe' })];
    assert.deepEqual(keys(await window().take(alerts, ['newP1'])), ['a']);
    assert.deepEqual(await window().take(alerts, alertKinds), []);
  });

  it('remembers no more than it needs, for its owner alone, and begins anew where the file is none', async () => {
    const file = path.join(folder, 'alerts/told.json');
    for (const half of [0, 3_000])
      await window().take(
        Array.from({ length: 3_000 }, (_, index) => alert(`${half + index}`)),
        alertKinds,
      );
    assert.equal((JSON.parse(await readFile(file, 'utf8')) as unknown[]).length, 5_000);
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o077, 0);
    await writeFile(file, '{"no":"list"');
    assert.deepEqual(await window().take([alert('a'), alert('b', { due })], alertKinds), [alert('b', { due })]);
  });

  it('is not told again while it is current, however many there are', async () => {
    const many = Array.from({ length: 6_000 }, (_, index) => alert(`${index}`, { due }));
    assert.equal((await window().take(many, alertKinds)).length, 6_000);
    assert.deepEqual(await window().take(many, alertKinds), []);
  });

  it('begins anew where a folder is in the place of the file, or far more than is ever remembered', async () => {
    const file = path.join(folder, 'alerts/told.json');
    await mkdir(path.join(file, 'within'), { recursive: true });
    assert.deepEqual(keys(await window().take([alert('a', { due })], alertKinds)), ['a']);
    assert.deepEqual(await window().take([alert('a', { due })], alertKinds), []);
    await writeFile(file, '["a"]'.padEnd(9 * 1024 * 1024));
    assert.deepEqual(keys(await window().take([alert('a', { due })], alertKinds)), ['a']);
    assert.ok((await stat(file)).size < 100);
  });

  it('costs nothing where there is nothing new: the file is not even opened', async () => {
    const here = window();
    await here.take([alert('a')], alertKinds);
    await rm(path.join(folder, 'alerts'), { recursive: true });
    assert.deepEqual(await here.take([alert('a')], alertKinds), []);
    await assert.rejects(stat(path.join(folder, 'alerts')), { code: 'ENOENT' });
  });
});
