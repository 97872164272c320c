import { deepEqual, equal } from 'node:assert/strict';
import path from 'node:path';
import { folderAtWork, namedApart, type WindowFolder } from '../../../src/app/windowFolders';

const folder = (...parts: readonly string[]): WindowFolder => ({ path: path.join(path.sep, ...parts), name: parts.at(-1) ?? '' });
const [shop, relay, docs] = [folder('code', 'shop'), folder('code', 'relay'), folder('code', 'docs')];
const all = [docs, shop, relay];

describe('the folders of a window', () => {
  const atWork = (wanted: readonly (string | undefined)[], ...stores: readonly WindowFolder[]): string | undefined =>
    folderAtWork(all, wanted, at => stores.some(({ path: store }) => store === at))?.name;

  it('the first that is wanted and there is at work, whether it has a store or not', () => {
    equal(atWork([relay.path, shop.path], docs), 'relay');
    equal(atWork([undefined, shop.path], docs), 'shop');
    equal(atWork([folder('code', 'gone').path, shop.path], docs), 'shop');
  });

  it('where none is wanted it is the first that has a store, else the first', () => {
    equal(atWork([undefined, undefined], relay, shop), 'shop');
    equal(atWork([]), 'docs');
    equal(
      folderAtWork([], [shop.path], () => true),
      undefined,
    );
  });

  it('have names that tell them apart, no longer than it takes', () => {
    const named = (...folders: readonly WindowFolder[]): readonly string[] => namedApart(folders).map(({ name }) => name);
    deepEqual(named(shop, relay), ['shop', 'relay']);
    deepEqual(named(folder('a', 'api'), folder('b', 'api'), shop), ['api (a)', 'api (b)', 'shop']);
    const [first, second] = [folder('x', 'a', 'api'), folder('y', 'a', 'api')];
    deepEqual(named(first, second), [`api (${first.path})`, `api (${second.path})`]);
    equal(new Set(named({ ...shop, name: 'relay' }, relay)).size, 2);
  });
});
