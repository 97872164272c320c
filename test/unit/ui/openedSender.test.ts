import { deepEqual } from 'node:assert/strict';
import { failure, success } from '../../../src/domain/foundation/result';
import type { RecordId } from '../../../src/domain/records';
import { joined } from '../../../src/protocol/log';
import { OpenedSender, type OpenedMessage, type OpenedPorts } from '../../../src/ui/panel/openedSender';
import { benchAt, testId } from '../../support/incidents';

type Loaded = Awaited<ReturnType<OpenedPorts['load']>>;

const other: RecordId = 'INC-000001';
const whole = benchAt('qualify').events;
const around = { faults: [], related: [], chain: { nodes: [], edges: [] }, openIncidents: [], proofs: {} };
/** The first entries of an incident's log. */
const first = (entries: number): Loaded => success({ log: whole.slice(0, entries), faults: [], around });

describe('the incident that is opened in the read-only panel', () => {
  let asked: { readonly id: RecordId; readonly answer: (loaded: Loaded) => void; readonly reject: (error: unknown) => void }[];
  let noted: unknown[];
  let sent: OpenedMessage[];
  let sender: OpenedSender;
  beforeEach(() => {
    [asked, sent] = [[], []];
    noted = [];
    sender = new OpenedSender({
      load: id => new Promise((answer, reject) => asked.push({ id, answer, reject })),
      mistake: error => {
        noted.push(error);
        return 'a mistake';
      },
      post: message => sent.push(message),
    });
  });
  /** What a page that got all messages shows of each incident: how many entries, or why it is gone. */
  const shown = (): readonly (readonly [string, number | string])[] => {
    const logs = new Map<string, typeof whole>();
    return sent.map(message => {
      if (message.type === 'gone') return [message.id, message.message];
      logs.set(message.id, joined(logs.get(message.id) ?? [], message.log));
      return [message.id, logs.get(message.id)?.length ?? 0];
    });
  };

  it('is sent when it is opened, and then what changes', async () => {
    await sender.follow();
    const opened = sender.show(testId);
    asked[0]?.answer(first(2));
    await opened;
    const changed = sender.follow();
    asked[1]?.answer(first(3));
    await changed;
    const gone = sender.follow();
    asked[2]?.answer(failure('not to be read'));
    await gone;
    deepEqual(shown(), [
      [testId, 2],
      [testId, 3],
      [testId, 'not to be read'],
    ]);
    deepEqual(
      sent.map(message => message.type === 'record' && message.log.entries.length),
      [2, 1, false],
    );
  });

  it('whose log does not verify is sent whole, and once more when it does again', async () => {
    const faults = [{ index: 0, event: '', code: 'digestMismatch' }] as const;
    for (const [turn, loaded] of [first(2), success({ log: whole.slice(0, 2), faults, around }), first(2)].entries()) {
      const sending = turn === 0 ? sender.show(testId) : sender.follow();
      asked[turn]?.answer(loaded);
      await sending;
    }
    deepEqual(
      sent.map(message => message.type === 'record' && [message.log.start, message.log.entries.length]),
      [
        [true, 2],
        [true, 2],
        [true, 2],
      ],
    );
  });

  it('an older answer that comes after a newer one, or after another incident was opened, is not sent', async () => {
    const older = sender.show(testId);
    const newer = sender.follow();
    asked[1]?.answer(first(3));
    await newer;
    asked[0]?.answer(first(2));
    await older;
    const late = sender.follow();
    const next = sender.show(other);
    asked[3]?.answer(first(1));
    await next;
    asked[2]?.answer(first(4));
    await late;
    deepEqual(
      asked.map(({ id }) => id),
      [testId, testId, testId, other],
    );
    deepEqual(shown(), [
      [testId, 3],
      [other, 1],
    ]);
  });

  it('that fails to be read is said where it would stand, and noted; one that nobody wants any more is noted alone', async () => {
    const opened = sender.show(testId);
    asked[0]?.reject('disk');
    await opened;
    const late = sender.follow();
    sender.stop();
    asked[1]?.reject('late');
    await late;
    deepEqual([shown(), noted], [[[testId, 'a mistake']], ['disk', 'late']]);
  });

  it('nothing goes to a page that is closed, or while there is no store', async () => {
    const closing = sender.show(testId);
    sender.stop();
    asked[0]?.answer(first(2));
    await closing;
    await sender.follow();
    const none = sender.show(testId);
    asked[1]?.answer(undefined);
    await none;
    deepEqual([asked.length, sent], [2, []]);
  });
});
