import { readFile } from 'node:fs/promises';

/**
 * Leaves out of the toolkit its deprecated table of key codes: nothing reads it, and a bundler keeps what a statement fills.
 * @type {import('esbuild').Plugin}
 */
export const withoutKeyCodes = {
  name: 'without-key-codes',
  setup(build) {
    build.onLoad({ filter: /[\\/]fast-web-utilities[\\/]dist[\\/]key-codes\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /export var KeyCodes;\n\(function [\s\S]*?\n\}\)\(KeyCodes \|\| \(KeyCodes = \{\}\)\);/,
        '',
      ),
    }));
  },
};
