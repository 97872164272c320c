/**
 * Leaves out of zod its English texts of what is wrong with a value: the page shows none of them.
 * @type {import('esbuild').Plugin}
 */
export const withoutErrorTexts = {
  name: 'without-error-texts',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]en\.js$/ }, () => ({ contents: 'export default () => ({});' }));
  },
};
