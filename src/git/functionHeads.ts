import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * How the head of a function looks in a language, as git wants it (`diff.*.xfuncname`: POSIX extended regular expressions, one a line, those
 * that begin with `!` say what is none). Git by itself takes any line that begins at the margin: in a class, or a closure, that is never the
 * method. Each line between two places is held against each expression, so there is one, or two where statements look like heads; only what
 * every regex library knows is used, so no `\b` and no `\w`.
 */
interface Language {
  readonly endings: readonly string[];
  readonly heads: readonly string[];
}

const name = '[A-Za-z_$][A-Za-z0-9_$]*';
/** Any of some words that may stand before, each with the gap after it. */
const before = (words: string): string => `((${words})[ \t]+)*`;
const statements =
  '!^[ \t}]*(if|else|for|foreach|while|switch|case|catch|do|return|throw|new|delete|await|yield|with|using|lock|synchronized)[ \t(]';
/** `class Cart`, and `public static <T> List<T> add(int count) {`: a type, a name, an open bracket, and no end of a statement. */
const typed = `^[ \t]*((([a-z@-]+[ \t]+)*(class|enum|interface|record|struct|namespace)[ \t].*)|(([A-Za-z_<>@&][][?&<>.,:A-Za-z_0-9]*[ \t]+)+${name}(<[^>]*>)?[ \t]*[(][^;]*))$`;
const scriptModifiers = 'export|default|declare|abstract|public|private|protected|static|async|override|readonly|get|set|const|let|var';
const scriptFunction = `(async[ \t]*)?(function.*|class.*|[(][^()]*[)][^()]*=>.*|${name}[ \t]*=>.*)`;

const languages: Readonly<Record<string, Language>> = {
  python: { endings: ['py', 'pyi', 'pyx', 'bzl'], heads: ['^[ \t]*((async[ \t]+)?(def|class)[ \t].*)$'] },
  ruby: { endings: ['rb', 'rake', 'cr'], heads: ['^[ \t]*((class|module|def)[ \t].*)$'] },
  go: { endings: ['go'], heads: [`^((func|type)[ \t].*|[ \t]+${name}([ \t]*:?=|:)[ \t]*func[(].*)$`] },
  script: {
    endings: ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts', 'vue', 'svelte'],
    heads: [
      statements,
      `^[ \t]*(${before(scriptModifiers)}((function|class|interface|enum|namespace)([ \t*(].*)?|[*#]?${name}([.]${name})*([ \t]*(:[^=]*)?[:=][ \t]*${scriptFunction}|[ \t]*(<[^>]*>)?[(][^()]*[)][^;=()]*[{][ \t]*)))$`,
    ],
  },
  java: { endings: ['java', 'groovy', 'gradle', 'dart', 'cs', 'csx'], heads: [statements, typed] },
  kotlin: {
    endings: ['kt', 'kts', 'scala', 'swift'],
    heads: [
      `^[ \t]*(${before('public|private|protected|internal|open|override|abstract|final|suspend|inline|data|sealed|static|implicit|case|mutating|@[A-Za-z]+')}(fun|def|func|class|interface|object|trait|struct|enum|protocol|extension|init)[ \t(<].*)$`,
    ],
  },
  php: {
    endings: ['php', 'phtml', 'inc'],
    heads: [
      `^[ \t]*(${before('abstract|final|public|protected|private|static|readonly')}(function|class|interface|trait|enum)[ \t].*|[$]${name}[ \t]*=[ \t]*function.*)$`,
    ],
  },
  rust: {
    endings: ['rs'],
    heads: [
      '^[ \t]*((pub([(][^)]*[)])?[ \t]+)?((async|const|unsafe|default|extern([ \t]+"[^"]*")?)[ \t]+)*(fn|struct|enum|union|trait|impl|mod)[ \t<].*)$',
    ],
  },
  perl: { endings: ['pl', 'pm', 't'], heads: ['^[ \t]*((sub|package)[ \t].*)$'] },
  elixir: { endings: ['ex', 'exs'], heads: ['^[ \t]*((def|defp|defmacro|defmodule|defimpl|defprotocol)[ \t].*)$'] },
  lua: { endings: ['lua'], heads: ['^[ \t]*((local[ \t]+)?function[ \t].*|[A-Za-z_.]+[ \t]*=[ \t]*function.*)$'] },
};

const driver = (language: string): string => `faultline-${language}`;

/** What git is told of the languages: settings that name the heads of functions. */
const headSettings = Object.entries(languages).map(([language, { heads }]) => `diff.${driver(language)}.xfuncname=${heads.join('\n')}`);

/** Which files are in which language, as a file of attributes says it. */
const attributes = Object.entries(languages)
  .flatMap(([language, { endings }]) => endings.map(ending => `*.${ending} diff=${driver(language)}\n`))
  .join('');

/**
 * Gives `work` the settings with which git names the function of each place in a patch, whatever the language; what a repository says of its
 * files itself is stronger. None where that is not wanted, or where there is no room for a temporary file: git then tells less, and nothing else changes. Git reads
 * attributes from files only; this one is gone when the work is over.
 */
export async function withFunctionHeads<T>(isWanted: boolean, work: (settings: readonly string[]) => Promise<T>): Promise<T> {
  const folder = isWanted ? await attributesFolder().catch(() => undefined) : undefined;
  if (folder === undefined) return work([]);
  try {
    return await work([`core.attributesFile=${path.join(folder, attributesName)}`, ...headSettings]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const attributesName = 'attributes';

async function attributesFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-languages-'));
  try {
    await writeFile(path.join(folder, attributesName), attributes, { mode: 0o600 });
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
