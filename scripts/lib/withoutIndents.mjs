import { readFile } from 'node:fs/promises';

/**
 * Leaves out of the page's templates the indents of their lines: a browser shows none of them, and a bundler keeps what stands in a template.
 * @type {import('esbuild').Plugin}
 */
export const withoutIndents = {
  name: 'without-indents',
  setup(build) {
    build.onLoad({ filter: /[\\/]media[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/\n +/g, '\n'),
      loader: 'ts',
    }));
  },
};
