import { deepEqual } from 'node:assert/strict';
import { failure, success } from '../../../src/domain/foundation/result';
import { fold } from '../../../src/domain/records';
import { defaultPriorityMatrix } from '../../../src/domain/vocabulary/priority';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { Tenure } from '../../../src/domain/vocabulary/register';
import type { RecordHostMessage } from '../../../src/protocol/recordPage';
import type { Around } from '../../../src/protocol/shown';
import { RecordSender, type RecordPorts } from '../../../src/ui/panel/recordSender';
import { benchAt, person, testId, testNow } from '../../support/incidents';

const whole = benchAt('qualify').events;
const around: Around = {
  faults: [],
  related: [{ id: 'PRB-000001', title: '', open: true, relation: 'relatedTo', state: '' }],
  chain: { nodes: [{ id: 'CHG-000001', title: '', open: true, level: 1 }], edges: [] },
  openIncidents: [{ id: 'INC-000001', title: '', hasWorkaround: false, hasSolution: false }],
  proofs: {},
};
const faults = [{ index: 0, event: '', code: 'digestMismatch' }] as const;
const form = { window: 'w' };

describe('the record that a page shows', () => {
  type Loaded = Awaited<ReturnType<RecordPorts<typeof testId>['load']>>;
  /** The first entries of its log, and what the verification found. */
  const first = (entries: number, found: Partial<Extract<Loaded, { ok: true }>['value']> = {}): Loaded =>
    success({ record: fold(testId, whole.slice(0, entries)), faults: [], around, ...found });
  let loaded: Loaded;
  let role: Role | undefined;
  let sent: RecordHostMessage[];
  let shown: number[];
  let sender: RecordSender<typeof testId>;
  beforeEach(() => {
    [loaded, role, sent, shown] = [first(2), 'administrator', [], []];
    sender = new RecordSender(testId, {
      folder: '/code/shop',
      load: () => Promise.resolve(loaded),
      linking: () => ['INC-000002'],
      writes: () => role,
      person: Promise.resolve(person()),
      rules: () => ({ priorityMatrix: defaultPriorityMatrix.map(row => [...row]), releaseRule: 'major', ownDuties: [] }),
      shows: ({ timeline }) => shown.push(timeline.length),
      post: message => sent.push(message),
    });
  });
  const send = async (now: Loaded): Promise<void> => {
    loaded = now;
    (await sender.read(form))();
  };
  /** Of each message: whether the log begins anew, how many entries it holds. */
  const logs = (): readonly unknown[] =>
    sent.map(message => (message.type === 'record' ? [message.log.start, message.log.entries.length] : message));
  const may = (): readonly string[] => sent.flatMap(message => (message.type === 'record' ? message.may : []));

  it('is sent whole, and then what the page lacks; why it cannot be shown, in words', async () => {
    for (const now of [first(2), first(3), first(3), failure('gone')]) await send(now);
    deepEqual(logs(), [[true, 2], [false, 1], [false, 0], { type: 'gone', message: 'gone' }]);
    deepEqual(shown, [2, 3, 3]);
  });

  it('what was read and not sent is still lacking', async () => {
    await send(first(2));
    loaded = first(3);
    await sender.read(form);
    deepEqual([logs().length, shown], [1, [2]]);
    await send(first(3));
    deepEqual(logs(), [
      [true, 2],
      [false, 1],
    ]);
  });

  it('a log that does not verify goes whole, and once more when it does again', async () => {
    for (const now of [first(2), first(2, { faults }), first(2)]) await send(now);
    deepEqual(logs(), [
      [true, 2],
      [true, 2],
      [true, 2],
    ]);
  });

  it('a page that was loaded anew gets it whole', async () => {
    await send(first(2));
    sender.forget();
    await send(first(2));
    deepEqual(logs(), [
      [true, 2],
      [true, 2],
    ]);
  });

  it('nothing may be done with what does not verify, or where nothing may be written; else what the role may do', async () => {
    role = 'developer';
    await send(first(2));
    deepEqual(may(), [
      'record',
      'fill:detect',
      'fill:analyse',
      'link',
      'comment',
      'maintain',
      'applyWorkaround',
      'openGap',
      'maintainInterfaces',
      'maintainRegister',
    ]);
    sent = [];
    // Rolled back: each entry that is left verifies, and what the verification of the whole found stands around it.
    await send(first(2, { around: { ...around, faults: ['3 entries are missing'] } }));
    role = undefined;
    await send(first(2));
    deepEqual([logs().length, may()], [2, []]);
  });

  it('what counts only where the role is held may be done by those alone whom the register of people says so of', async () => {
    role = 'itManager';
    const tenure = (email: string, held: Role): Tenure => ({ who: { name: '', email }, role: held, from: testNow });
    const register = {
      since: testNow,
      tenures: [tenure('max@example.org', 'itManager'), tenure(person().email, 'administrator')],
      refused: [],
    };
    await send(first(2, { around: { ...around, register } }));
    const reliedOn = ['release', 'signOff', 'acceptRisk', 'maintainRegister', 'acknowledge'];
    deepEqual([may().includes('assign'), may().filter(action => reliedOn.includes(action))], [true, []]);
    [sent, role] = [[], 'administrator'];
    await send(first(2, { around: { ...around, register } }));
    deepEqual(
      may().filter(action => reliedOn.includes(action)),
      ['acknowledge'],
    );
  });

  it('is sent again for itself, for what stands around it, for what links to it, and for a whole new store', async () => {
    const ids = ['PRB-000001', 'CHG-000001', 'INC-000001'] as const;
    const concerns = (): readonly boolean[] => ids.map(id => sender.concerns([id]));
    deepEqual(concerns(), [false, false, false]);
    await send(first(2));
    deepEqual(concerns(), [true, true, true]);
    deepEqual([sender.concerns([testId]), sender.concerns(['INC-000002']), sender.concerns([])], [true, true, true]);
    deepEqual(sender.concerns(['INC-000003']), false);
  });
});
