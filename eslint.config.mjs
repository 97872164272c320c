import tseslint from 'typescript-eslint';
import js from '@eslint/js';

/** The layers from the bottom up; a layer imports only from those before it (CONTRIBUTING: layers). */
const layers = {
  base: [],
  domain: [],
  words: ['domain'],
  store: ['base', 'domain'],
  git: ['base', 'domain'],
  review: ['base', 'domain', 'git'],
  exchange: ['domain', 'words'],
  protocol: ['domain', 'words'],
  sample: ['domain', 'store', 'git'],
  sync: ['base', 'domain', 'store', 'git'],
  app: ['base', 'domain', 'words', 'store', 'git', 'review', 'exchange', 'protocol', 'sync'],
};
/** The packages that a layer imports, and Node itself (CONTRIBUTING: layers); one that is not here imports none. */
const packages = {
  base: ['node', 'zod'],
  domain: ['zod'],
  store: ['node', 'zod', 'lowdb', 'canonicalize'],
  git: ['node', 'zod'],
  review: ['node', 'zod'],
  protocol: ['zod'],
  sample: ['node'],
  sync: ['node', 'zod'],
  app: ['node', 'zod'],
  ui: ['vscode', 'node', 'zod'],
  media: ['lit-html', '@vscode/webview-ui-toolkit', 'zod'],
};
const all = [...Object.keys(layers), 'ui'];
/** What the pages stand on, which have no process behind them. */
const ofPages = ['domain', 'words', 'protocol'];

/** What of a layer is refused that is no file of ours. */
function packagePattern(layer) {
  const allowed = packages[layer] ?? [];
  const names = allowed.map(name => (name === 'node' ? 'node:' : `${name}(/|$)`));
  return {
    regex: `^(?![.]${names.map(name => `|${name}`).join('')})`,
    message: `Packages that ${layer} imports: ${allowed.join(', ') || 'none'}.`,
  };
}

/** What a layer may not import: every layer it does not stand on, and every package that is not its own. */
function layerRule(layer, allowed) {
  const forbidden = all.filter(other => other !== layer && !allowed.includes(other));
  return {
    files: [`src/${layer}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: `^(\\.\\./)+(${forbidden.join('|')})/`, message: `src/${layer} stands on: ${allowed.join(', ') || 'nothing'}.` },
            packagePattern(layer),
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-control-regex': 'off',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } },
      ],
    },
  },
  ...Object.entries(layers).map(([layer, allowed]) => layerRule(layer, allowed)),
  { files: ['src/ui/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [packagePattern('ui')] }] } },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/ui/editor/notify.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'setStatusBarMessage', 'withProgress'].map(property => ({
          property,
          message: 'A text there may become a link that runs a command: only src/ui/editor/notify.ts speaks, and makes it plain.',
        })),
      ],
    },
  },
  {
    files: ['src/ui/**/*.ts', 'src/review/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', { name: 'clearTimeout', message: 'Work that is put off is a Debounce (src/base).' }] },
  },
  { files: ['src/**/*.ts', 'media/**/*.ts'], rules: { 'max-lines': ['error', { max: 300 }] } },
  { files: ['src/domain/**/*.ts'], rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document'] } },
  {
    files: ['media/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `/src/(${all.filter(layer => !ofPages.includes(layer)).join('|')})/`,
              message: 'The page knows the domain, the words and the protocol.',
            },
            packagePattern('media'),
          ],
        },
      ],
    },
  },
  {
    files: ['media/**/*.ts'],
    ignores: ['media/toolkit.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: '@vscode/webview-ui-toolkit', message: 'Only media/toolkit.ts knows the toolkit.' }] },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
