/**
 * Leaves out of zod what makes JSON schemas of its own: nothing here does, and as methods of every schema a bundler keeps them.
 * @type {import('esbuild').Plugin}
 */
export const withoutJsonSchema = {
  name: 'without-json-schema',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ }, () => ({
      contents: 'exports.createStandardJSONSchemaMethod = exports.createToJSONSchemaMethod = () => undefined;',
    }));
  },
};
