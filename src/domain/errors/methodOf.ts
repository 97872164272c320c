import type { Frame, TraceLanguage } from './frame';

type Rewriting = readonly [RegExp, string];

/**
 * What compilers make of a method's name, by language, and what stands for it: for a closure, a coroutine or a state machine the function
 * that it is written in, for a constructor the class. Applied in this order, each once.
 */
const rewritings: Readonly<Partial<Record<TraceLanguage, readonly Rewriting[]>>> = {
  javascript: [
    [/ \[as [^[\]]*\]$/, ''],
    [/^(?:async\*|(?:new|get|set|static) )/, ''],
    // Firefox: a closure in `add` is `add/<`.
    [/(?:\/<)+$/, ''],
    [/^.*\//, ''],
  ],
  python: [[/(?:\.<locals>\.<\w+>)+$/, '']],
  jvm: [
    [/\.<(?:cl)?init>$/, ''],
    [/\.lambda\$(?:new|static|null)\$\d+$/, ''],
    [/\b(?:lambda\$)+([A-Za-z]\w*)(?:\$\w+)*$/, '$1'],
    [/\$lambda[-$]\d.*$/, ''],
    // Scala: `$anonfun$add$1`, `Cart$$anonfun$add$1.apply`, `add$$anonfun$1`.
    [/\$\$anonfun\$([A-Za-z]\w*)[$\w]*\.apply.*$/, '.$1'],
    [/\.\$anonfun\$([A-Za-z]\w*)[$\w]*$/, '.$1'],
    [/\$\$anonfun\$\d+$/, ''],
    // Groovy: `Cart$_add_closure1.doCall`.
    [/\$_(\w{1,200}?)_closure\w*\.doCall$/, '.$1'],
    // Kotlin and Clojure: `Cart$add$1.invokeSuspend`, `cart$add.invokeStatic`, `cart$add$fn__12.invoke`.
    [/\$([a-z]\w*)(?:\$(?:\d+|fn__\d+))*\.(?:invoke|invokeSuspend|invokeStatic|doInvoke|emit)$/, '.$1'],
    [/\$default$/, ''],
    [/(?:\$\d+)+$/, ''],
    [/^.*\$/, ''],
  ],
  go: [
    [/\[[^[\]]*\]/g, ''],
    [/(?:\.(?:func)?\d+|\.(?:gowrap|deferwrap)\d+|-fm|-range\d+)+$/, ''],
    [/^.*\bglob\.+$/, ''],
  ],
  rust: [
    [/(?:::\{\{?(?:closure|constant|impl)[^{}]*\}\}?|\{\{vtable\.shim\}\})+$/, ''],
    [/(?:::)?<[^<>]*>$/, ''],
  ],
  dotnet: [
    [/<+(\w+)>g__(\w+)\|.*$/, '.$2'],
    [/<+(\w+)>b__.*$/, '.$1'],
    [/<(\w+)>d(?:__\d+)?(?:`\d+)?(?:\[[^[\]]*\])?\.MoveNext$/, '.$1'],
    [/\[[^[\]]*\]$/, ''],
    [/\.\.c?ctor$/, ''],
    [/`\d+$/, ''],
    [/\.(?:get|set|add|remove)_(\w+)$/, '.$1'],
  ],
  // GCC's copies of a function, and C++'s lambdas.
  native: [
    [/(?: \[clone [^[\]]*\])+$/, ''],
    [/(?:\.(?:isra|part|cold|constprop|lto_priv|llvm)(?:\.\d+)?)+$/, ''],
    [/@@?[A-Z_a-z]+[\d.]*$/, ''],
    [/(?:\([^()]*\))?(?: const)?::(?:\{lambda\(|\$_\d|'lambda).*$/, ''],
    [/<[^<>]*>$/, ''],
  ],
  ruby: [
    [/^(?:(?:block|rescue|ensure)(?: \(\d+ levels\))? in )+/, ''],
    [/^<(?:class|module):(\w+)>$/, '$1'],
  ],
  php: [
    [/^.*\{closure:(.*?)\(\):\d+\}$/, '$1'],
    [/(?:->|::)__construct$/, ''],
  ],
  elixir: [
    [/^anonymous fn\/\d+ in /, ''],
    [/\/\d+$/, ''],
    [/"-([^"/]+)\/\d+-[^"]*"$/, '$1'],
  ],
  swift: [
    [/^(?:(?:(?:implicit )?closure #\d+|partial apply|thunk|defer #\d+)[^#]*? (?:in|for|of) )+/, ''],
    [/^[-+]\[\S+ ([A-Za-z_]\w*)[^\]]*\]$/, '$1'],
    [/\(.*$/, ''],
    [/\.(?:getter|setter|modify|read|init|deinit|__deallocating_deinit|__allocating_init)\b.*$/, ''],
    [/<[^<>]*>$/, ''],
  ],
  dart: [
    [/(?:\.<(?:anonymous closure|fn)>)+$/, ''],
    [/^(?:new|get|set) /, ''],
  ],
};

/** Longest name that is taken apart, in UTF-16 code units. */
const longestName = 300;
const separators = /[.:#\\]+|->/;

/** The name of a frame's function as it was written, without what compilers have made of it. */
function writtenName({ language, function: written = '' }: Frame): string {
  return (rewritings[language] ?? []).reduce(
    (rewritten, [pattern, replacement]) => rewritten.replace(pattern, replacement),
    written.slice(0, longestName),
  );
}

/**
 * The plain name of a frame's function, as it stands where the function is written: `add` for `Shop.Cart.<AddAsync>d__3.MoveNext` would be
 * `AddAsync`, for `main.(*Cart).Add.func1` it is `Add`. Undefined where the function has no name.
 */
export function methodOf(frame: Frame): string | undefined {
  const name = writtenName(frame);
  const last = name.split(separators).pop() ?? name;
  // What stands in brackets is no name: `<module>`, `<lambda>`, `{main}`, `(*Cart)`, `??`.
  return /^[~"'&*\s]*([\p{L}\p{N}_$][\p{L}\p{N}_$]*)/u.exec(last)?.[1];
}

/**
 * The class, receiver or module that stands before the plain name of a frame's function: `Item` for `Shop.Cart+Item.Add`, `Cart` for
 * `main.(*Cart).Add.func1`. Empty where the frame says that there is none, undefined where it says nothing of it.
 */
export function ownerOf(frame: Frame): string | undefined {
  // What its class is made for, and what it takes, are others.
  const name = writtenName(frame)
    .replace(/^<([^<>]+?)(?:<.*>)? as .*>(?=::)/, '$1')
    .replace(/<[^<>]*>|\([^()*]*\)/g, '');
  if (frame.language === 'go') {
    const [, ...rest] = name.slice(name.lastIndexOf('/') + 1).split('.');
    return rest.length < 2 ? '' : /\w+/.exec(rest.at(-2) ?? '')?.[0];
  }
  const nearest = name
    .split(separators)
    .slice(0, -1)
    .findLast(part => /[\p{L}_]/u.test(part));
  return nearest?.match(/[\p{L}_][\p{L}\p{N}_]*/gu)?.at(-1);
}
