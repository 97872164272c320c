import { Bisect } from '../../src/git/bisect';
import { BisectNotes } from '../../src/git/bisectNotes';
import { Repository } from '../../src/git/repository';

/** A process of its own that begins a search and a test that never ends, as a window that will be cut off. Arguments: repository, good, bad, notes. */
const [folder = '', good = '', bad = '', notes = ''] = process.argv.slice(2);
const found = await Repository.find(folder);
if (!found.ok) throw new Error(found.error.code);
const begun = await Bisect.start(found.value, good, bad, { notes: new BisectNotes(notes) });
if (!begun.ok) throw new Error(begun.error.code);
await begun.value.bisect.test('setsid sh -c \'echo $$ > "$PWD/../../test.pid"; exec sleep 600\'', {
  timeout: 600_000,
  signal: new AbortController().signal,
  onOutput: () => undefined,
});
