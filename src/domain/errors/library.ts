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
