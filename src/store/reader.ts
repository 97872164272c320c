// The thread that reads large files (`ReaderThread` starts it): what is costly about a file costs the extension host nothing.
import { parentPort } from 'node:worker_threads';
import { logIn, portionsOf, readings, type FromThread, type Reading, type ToThread } from './readings';

/** Nobody reads more of what is wrong with a record; a crafted one has a fault in each of its entries. */
const mostFaults = 1000;

const port = parentPort;
/** Called when the host takes the next portion. */
let goOn: () => void = () => undefined;

function say(message: FromThread): void {
  port?.postMessage(message);
}

async function read(asked: Reading): Promise<void> {
  const answer = await readings[asked.what](asked as never);
  const log = logIn(answer);
  for (const events of portionsOf(log?.events ?? [])) {
    const taken = new Promise<void>(resolve => {
      goOn = resolve;
    });
    say({ type: 'portion', events });
    await taken;
  }
  say({ type: 'answer', answer: log ? { ok: true, value: { ...log, events: [], faults: log.faults.slice(0, mostFaults) } } : answer });
}

port?.on('message', (message: ToThread) => {
  if (message === 'more') goOn();
  else void read(message);
});
say({ type: 'ready' });
