import { readFile } from 'node:fs/promises';

/**
 * Leaves out of the page's templates, and of those that the toolkit's controls are made and styled by, the indents of their lines: a browser
 * shows none of them, and a bundler keeps what stands in a template.
 * @type {import('esbuild').Plugin}
 */
export const withoutIndents = {
  name: 'without-indents',
  setup(build) {
    build.onLoad(
      { filter: /[\\/]media[\\/].*\.ts$|[\\/](webview-ui-toolkit|fast-foundation)[\\/].*\.(styles|template)\.js$/ },
      async ({ path }) => ({
        contents: (await readFile(path, 'utf8')).replaceAll(/\n[ \t]+/g, '\n'),
        loader: path.endsWith('.ts') ? 'ts' : 'js',
      }),
    );
  },
};
