import path from 'node:path';

/** A folder that is open in a window. */
export interface WindowFolder {
  readonly path: string;
  readonly name: string;
}

/** The folder at work: the first of the `wanted` paths that is there, else the first folder that has a store already, else the first. */
export function folderAtWork(
  folders: readonly WindowFolder[],
  wanted: readonly (string | undefined)[],
  hasStore: (folder: string) => boolean,
): WindowFolder | undefined {
  const [known] = wanted.flatMap(one => folders.filter(folder => folder.path === one));
  return known ?? folders.find(folder => hasStore(folder.path)) ?? folders[0];
}

/** The folders under names that tell them apart: where several have one name, what each lies in stands with it, or where that is the same its path. */
export function namedApart(folders: readonly WindowFolder[]): readonly WindowFolder[] {
  return folders.map(folder => {
    const tellsApart = (way: (one: WindowFolder) => string): boolean => folders.every(one => one === folder || way(one) !== way(folder));
    const way = [nameOf, nameWithParent].find(tellsApart) ?? nameWithPath;
    return { ...folder, name: way(folder) };
  });
}

function nameOf({ name }: WindowFolder): string {
  return name;
}

function nameWithParent({ name, path: at }: WindowFolder): string {
  return `${name} (${path.basename(path.dirname(at))})`;
}

function nameWithPath({ name, path: at }: WindowFolder): string {
  return `${name} (${at})`;
}
