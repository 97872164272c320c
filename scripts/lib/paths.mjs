import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where downloaded hosts, their data and test workspaces lie; ignored by git, safe to delete. */
export const hostFolder = path.join(root, '.vscode-test');
