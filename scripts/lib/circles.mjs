import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

/** The folders whose folders make no circle either. A file that lies in one of them directly stands for itself. */
const layerFolder = /^(src(\/[^/]+)?|media|test|scripts)$/;

/**
 * The circles that imports make between files, and between folders inside a layer; types count like everything else. Each is the
 * way around, its first member named again at the end; a circle of folders has one file to file import for each step.
 * @param {string} folder
 * @param {readonly string[]} within folders below it
 * @returns {Promise<readonly string[]>}
 */
export async function circlesIn(folder, within) {
  const imports = await importsIn(folder, within);
  const files = wayAround(imports).map(circle => circle.join(' > '));
  const { links, because } = betweenFolders(imports);
  const folders = wayAround(links)
    .filter(circle => circle.some(place => !imports.has(place)))
    .map(circle => {
      const steps = circle.slice(1).map((to, at) => `  ${because.get(`${circle[at]} ${to}`)}`);
      return [circle.join(' > '), ...steps].join('\n');
    });
  return [...files, ...folders];
}

/** Which files each file imports, as paths below `folder`. */
async function importsIn(folder, within) {
  const listed = await Promise.all(
    within.map(async part => (await readdir(path.join(folder, part), { recursive: true })).map(name => `${part}/${name}`)),
  );
  const files = new Set(
    listed
      .flat()
      .map(file => file.replaceAll(path.sep, '/'))
      .filter(file => file.endsWith('.ts')),
  );
  const read = async file => {
    const { importedFiles } = ts.preProcessFile(await readFile(path.join(folder, file), 'utf8'), true, true);
    const targets = importedFiles
      .filter(({ fileName }) => fileName.startsWith('.'))
      .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName))
      .map(target => [target, `${target}.ts`, `${target}/index.ts`].find(candidate => files.has(candidate)))
      .filter(target => target !== undefined);
    return /** @type {const} */ ([file, [...new Set(targets)]]);
  };
  return new Map(await Promise.all([...files].map(read)));
}

function betweenFolders(imports) {
  const placeOf = file => {
    const folder = path.posix.dirname(file);
    return layerFolder.test(folder) ? file : folder;
  };
  const links = new Map();
  const because = new Map();
  for (const [file, targets] of imports) {
    const from = placeOf(file);
    const reached = links.get(from) ?? new Set();
    links.set(from, reached);
    for (const target of targets) {
      const to = placeOf(target);
      if (to === from) continue;
      reached.add(to);
      because.set(`${from} ${to}`, `${file} > ${target}`);
    }
  }
  return { links, because };
}

/** One shortest way around for each member that is on a circle and on none that was found before. */
function wayAround(links) {
  const told = new Set();
  const circles = [];
  for (const start of links.keys()) {
    if (told.has(start)) continue;
    const circle = shortestWayBack(links, start);
    if (!circle) continue;
    for (const member of circle) told.add(member);
    circles.push(circle);
  }
  return circles;
}

function shortestWayBack(links, start) {
  const cameFrom = new Map();
  const queue = [start];
  for (const at of queue)
    for (const next of links.get(at) ?? []) {
      if (next === start) {
        const way = [start];
        for (let back = at; back !== start; back = cameFrom.get(back)) way.unshift(back);
        return [start, ...way];
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  return undefined;
}
