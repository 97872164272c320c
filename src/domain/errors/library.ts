import type { Frame, TraceLanguage } from './frame';

/** Folders and names of files that hold what somebody else wrote, whatever the language. */
const libraryFile =
  /(?:^|[\\/])(?:node_modules|bower_components|site-packages|dist-packages|vendor|gems|rustc|\.cargo[\\/]registry|pkg[\\/]mod|go[\\/]src|lib[\\/](?:python|ruby)[\d.\\/])[\d.]*(?:[\\/]|$)|[\\/]lib[\\/]python\d|[\\/]lib[\\/]ruby[\\/]|^[\\/]usr[\\/](?:lib\d{0,2}|include|local[\\/](?:lib|go|include)|share)[\\/]|^(?:node:|internal[\\/]|dart:|flutter[\\/]lib[\\/]|<)/;

/** How functions of a language's own library and its best known frameworks begin. */
const libraryFunction: Readonly<Partial<Record<TraceLanguage, RegExp>>> = {
  jvm: /^(?:javax?|jakarta|jdk|sun|com\.sun|kotlinx?|scala|groovy|clojure|androidx?|io\.netty|reactor|org\.(?:springframework|apache|hibernate|junit|eclipse|codehaus|jboss))\./,
  dotnet: /^(?:System|Microsoft|Xunit|NUnit)\./,
  go: /^(?:panic$|(?:runtime|testing|reflect|sync|net|encoding|database|os|io|bytes|strings|sort|context|time)(?:\/[\w/]+)?\.)/,
  rust: /^<?(?:std|core|alloc|tokio|rust_begin_unwind|rust_panic|__rust\w*|__libc\w*|_start)(?:::|$)/,
  elixir:
    /^(?:anonymous fn\/\d+ in )?(?::\w+\.|(?:Enum|Stream|Map|List|Keyword|GenServer|Task|Kernel|String|Process|Agent|Supervisor|Registry|Code)\.)/,
};

/** True for a frame in a language's own library, a framework or a package, as far as its file and function tell. */
export function isLibraryFrame({ language, file, function: name = '' }: Frame): boolean {
  // What JavaScript brings along has no file: `Array.map (<anonymous>)`.
  if (language === 'javascript' && file === undefined) return true;
  return (file !== undefined && libraryFile.test(file)) || (libraryFunction[language]?.test(name) ?? false);
}

/** What lies before the folder of a package. */
const packages =
  /^.*[\\/](?:node_modules|bower_components|site-packages|dist-packages|vendor|gems|\.cargo[\\/]registry[\\/]src[\\/][^\\/]+|pkg[\\/]mod|(go[\\/]src))[\\/]/;

/**
 * True where a frame that looks like one of a library means a file of the very repository in which the library is made. `written` is its file as
 * a path, `path` the only file of the repository that it can mean: that is called as it is by more than its folder, and says whose it is, since
 * many a product has a `lib/index.js`.
 */
export function isFromLibrarysOwn({ language, file = '' }: Frame, written: string, path: string): boolean {
  const [parts, own] = [partsOf(written).toReversed(), partsOf(path).toReversed()];
  const differs = own.findIndex((part, at) => part !== parts[at]);
  const shared = own.slice(0, differs < 0 ? own.length : differs);
  if (shared.length < 2) return false;
  // By the name of its function alone: the JVM tells the whole package.
  if (!libraryFile.test(file)) return language === 'jvm' ? shared.length === parts.length : language === 'dotnet' || language === 'rust';
  const [before, isGoPath] = packages.exec(file) ?? [];
  if (before === undefined) return false;
  const [first = '', ...rest] = partsOf(file.slice(before.length));
  // `/go/src/github.com/OWNER/NAME/` holds what is built, `/usr/local/go/src/` what Go brings along.
  if (isGoPath !== undefined) return first.includes('.') && rest.slice(2).join('/') === path;
  return shared.slice(1).some(folder => plainName(folder) === plainName(first));
}

function partsOf(path: string): readonly string[] {
  return path.split(/[\\/]+/).filter(Boolean);
}

/** The name of a package, or of the folder of its sources: `rubocop` for `rubocop-1.88.0`. */
function plainName(folder: string): string {
  return folder
    .replace(/[-@]v?\d.*$/, '')
    .replace(/[-.]/g, '_')
    .toLowerCase();
}
