import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { differencesBetween, stateOfRecord, type JsonObject } from '../../support/recordState';
import { openStore } from '../../support/stores';

const fixture = path.join(import.meta.dirname, '../../fixtures/firstFormat');

/** A state that the product gives otherwise than the version that wrote the store, and is meant to. */
interface MeantDifference {
  readonly id: RecordId;
  /** As `differencesBetween` says it. */
  readonly difference: string;
  readonly why: string;
}

type State = JsonObject & { readonly id: RecordId };

describe('a store of the first format', () => {
  const workspace = temporaryFolder();
  let folder: string;
  let store: Store;
  let untouched: readonly object[];

  beforeEach(async () => {
    folder = path.join(workspace.path, '.faultline');
    cpSync(path.join(fixture, 'store'), folder, { recursive: true, preserveTimestamps: true });
    untouched = filesIn(folder);
    store = openStore(folder);
    await store.open();
  });
  afterEach(() => {
    store.dispose();
  });

  it('gives the states that the version which wrote it gave', async () => {
    const expected = linesOf('states.jsonl') as readonly State[];
    const meant = (linesOf('meant.jsonl') as readonly MeantDifference[]).map(({ id, difference }) => `${id} ${difference}`);
    const found: string[] = [];
    for (const state of expected) {
      const differences = differencesBetween(state, await stateOfRecord(store, state.id));
      found.push(...differences.map(difference => `${state.id} ${difference}`));
    }
    const ids = expected.map(({ id }) => id);
    assert.deepEqual(
      store
        .entries()
        .map(({ id }) => id)
        .sort(),
      ids.sort(),
      'the files that the lists show',
    );
    assert.deepEqual(
      found.filter(difference => !meant.includes(difference)),
      [],
      'what has become otherwise',
    );
    assert.deepEqual(
      meant.filter(difference => !found.includes(difference)),
      [],
      'what is meant to be otherwise and is not',
    );
  });

  it('is not rewritten by opening and reading it', async () => {
    for (const { id } of store.entries()) await stateOfRecord(store, id);
    store.dispose();
    assert.deepEqual(filesIn(folder), untouched);
  });
});

function linesOf(file: string): readonly unknown[] {
  const lines = readFileSync(path.join(fixture, file), 'utf8').split('\n').filter(Boolean);
  return lines.map(line => JSON.parse(line) as unknown);
}

/** Everything below a folder: its path, when it was last written, and the bytes of a file. */
function filesIn(folder: string): readonly object[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map(name => {
    const file = path.join(folder, name);
    const stats = statSync(file);
    return { name, written: stats.mtimeMs, ...(stats.isFile() && { bytes: readFileSync(file, 'latin1') }) };
  });
}
