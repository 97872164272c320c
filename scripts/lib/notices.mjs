import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mjs';

const licenceFile = /^(licen[cs]e|copying|copyright)/i;
const noticeFile = /^(notice|third.?party)/i;

/**
 * The folders of the packages that something of is in the bundles, below the project's folder.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {readonly string[]}
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(output => Object.entries(output.inputs)));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([file]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? []);
  return [...new Set(folders)].sort();
}

/**
 * What must be said of the packages: name, version, licence, and the texts that they bring along. A package that brings none is looked for
 * in the notices of the others. Rejects when a package names no licence, or no text of it is to be found.
 * @param {readonly string[]} folders below `base`
 * @returns {Promise<string>}
 */
export async function noticesOf(folders, base = root) {
  const packages = await Promise.all(folders.map(folder => readPackage(path.join(base, folder))));
  const sections = packages.map(({ name, version, licence, texts }) => {
    if (!licence) throw new Error(`${name} ${version} names no licence, so it cannot be packed`);
    const all = texts.length > 0 ? texts : packages.flatMap(({ notices }) => noticeAbout(name, notices));
    if (all.length === 0) throw new Error(`${name} ${version} (${licence}) brings no text of its licence, so it cannot be packed`);
    return [`${name} ${version} (${licence})`, ...all].join('\n\n');
  });
  // What a package says of what it contains in its turn goes along whole.
  const further = packages.filter(({ notices }) => notices !== '').map(({ name, notices }) => `Notices of ${name}\n\n${notices}`);
  return ['Faultline contains parts of the following packages.', ...sections, ...further].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

/** @param {string} folder */
async function readPackage(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).sort();
  const read = async matching => {
    const texts = await Promise.all(files.filter(file => matching.test(file)).map(file => readFile(path.join(folder, file), 'utf8')));
    return texts.map(text => text.trim()).filter(Boolean);
  };
  const licence = typeof license === 'string' && license !== 'UNLICENSED' ? license : undefined;
  return { name, version, licence, texts: await read(licenceFile), notices: (await read(noticeFile)).join('\n\n') };
}

/**
 * The first section about a package in the notices of another: sections stand between lines of dashes and begin with name and version.
 * @param {string} name
 * @param {string} notices
 */
function noticeAbout(name, notices) {
  const sections = notices.split(/^-{3,}$/m).map(section => section.trim());
  return sections.filter(section => section.startsWith(`${name} `)).slice(0, 1);
}
