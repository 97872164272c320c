/** What an error says of itself: its type, where it has one, and its message. */
export interface ErrorHead {
  readonly type?: string;
  readonly message: string;
  /** A place that stands in the head itself, as in compilers' and sanitizers' messages. */
  readonly place?: string;
  /** The function at that place. */
  readonly function?: string;
  /** True for what another error, told before it, was caused by. */
  readonly isCause?: true;
  /** True where the message follows on the next line (Rust). */
  readonly messageFollows?: boolean;
}

const typeName = String.raw`[A-Za-z_$](?:[\w$.\\]|::){0,200}`;

/** Words that stand before an exception's type. */
const lead =
  /^(?:Uncaught (?:\(in promise\) )?|Unhandled exception\. |Exception in thread "[^"]{0,200}" |Caused by: |\[cause\]: |Suppressed: |-+> )/;
const cause = /^(?:Caused by|\[cause\]): /;
const exception = new RegExp(String.raw`^(${typeName})(?:: (.*))?$`);
const looksLikeException = /(?:Error|Exception|Warning|Fault|Failure|Interrupt|Exit|Abort|Throwable)\d*$/;

/** Patterns of other heads: type (or none) and message are their groups; each is anchored and linear. */
const patterns: readonly { readonly pattern: RegExp; readonly read: (groups: readonly string[]) => ErrorHead }[] = [
  {
    pattern: /^(panic|fatal error): (.*)$/,
    read: ([type = '', message = '']) => ({ type, message: message.replace(/ \[recovered\]$/, '') }),
  },
  {
    pattern: /^thread '[^']{0,200}'(?: \(\d+\))? panicked at '(.*)', (\S+)$/,
    read: ([message = '', place = '']) => ({ type: 'panic', message, place }),
  },
  {
    pattern: /^thread '[^']{0,200}'(?: \(\d+\))? panicked at (\S+):$/,
    read: ([place = '']) => ({ type: 'panic', message: '', place, messageFollows: true }),
  },
  {
    pattern: /^(?:=+\d+=+)?\s?(?:ERROR|WARNING): (\w+Sanitizer): (.*)$/,
    read: ([type = '', message = '']) => ({
      type,
      message: message.replace(/ (?:on|at) (?:unknown )?address .*$/, '').replace(/ \(pid=.*$/, ''),
    }),
  },
  {
    pattern: /^(\S{1,400}:\d{1,9}(?::\d{1,9})?): (runtime error|fatal error|error|Assertion|warning): (.*)$/,
    read: ([place = '', type = '', message = '']) => ({ type, message, place }),
  },
  {
    pattern: /^[^:\s]{1,200}: (\S{1,400}:\d{1,9}): (?:\S.{0,400}: )?(Assertion) (.*)$/,
    read: ([place = '', type = '', message = '']) => ({ type, message, place }),
  },
  {
    pattern: /^terminate called after throwing an instance of '([^']{1,200})'$/,
    read: ([type = '']) => ({ type, message: '', messageFollows: true }),
  },
  {
    pattern: /^(?:Program received signal |Thread \d+ received signal )(SIG[A-Z]+), (.*)$/,
    read: ([type = '', message = '']) => ({ type, message }),
  },
  {
    pattern: /^(Segmentation fault|Bus error|Aborted|Illegal instruction|Floating point exception)\b(.*)$/,
    read: ([type = '']) => ({ type, message: '' }),
  },
];

/** Heads that look like others, and say more: PHP names the place at the end, Ruby at the beginning. */
const placed: typeof patterns = [
  {
    pattern:
      /^(?:\[[^\]]{1,60}\] )?(?:(?:PHP )?Fatal error: {1,2})?(?:Uncaught |Next )(?:PHP Exception )?([A-Za-z_\\][\w\\]{0,200}): (.*) (?:in|at) (\S{1,400}\.(?:php|phtml|inc))(?::| (?:on )?line )(\d{1,9})$/,
    read: ([type = '', message = '', file = '', line = '']) => ({ type, message, place: `${file}:${line}` }),
  },
  {
    pattern:
      /^(?:\[[^\]]{1,60}\] )?(?:PHP )?(Fatal error|Parse error|Warning|Notice|Deprecated): {1,2}(.*) in (\S{1,400}\.(?:php|phtml|inc))(?::| on line )(\d{1,9})$/,
    read: ([type = '', message = '', file = '', line = '']) => ({ type, message, place: `${file}:${line}` }),
  },
  {
    pattern: /\[object\] \(([A-Za-z_\\][\w\\]{0,200})\(code: \d{1,9}\): (.*) at (\S{1,400}:\d{1,9})\)$/,
    read: ([type = '', message = '', place = '']) => ({ type, message, place }),
  },
  {
    pattern: /^((?:[A-Za-z]:)?[^\s:]{1,400}:\d{1,9}):in [`']([^'`]{1,300})': (.*) \(([A-Z][\w:]{0,200})\)$/,
    read: ([place = '', name = '', message = '', type = '']) => ({ type, message, place, function: name }),
  },
  // Rails.
  { pattern: /^((?:[A-Z]\w{0,100}::){0,10}[A-Z]\w{0,100}) \((.*)\):$/, read: ([type = '', message = '']) => ({ type, message }) },
  // Elixir.
  { pattern: /^\*\* \(([A-Z][\w.]{0,200})\) (.*)$/, read: ([type = '', message = '']) => ({ type, message }) },
  // Swift.
  {
    pattern: /^(\S{1,400}\.swift:\d{1,9}): (Fatal error|Precondition failed|Assertion failed)(?:: (.*))?$/,
    read: ([place = '', type = '', message = '']) => ({ type, message, place }),
  },
];

/** What logs put before a message: time, host, program, level. */
const logLines: readonly RegExp[] = [
  /^(?:<\d{1,3}>)?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S+ ([^\s[:]{1,100})(?:\[\d+\])?: (.*)$/,
  /^<\d{1,3}>\d{1,2} \S+ \S+ (\S{1,100}) \S+ \S+ (?:-|\[[^\]]*\]) ?(.*)$/,
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S{0,20}\]? (?:\S+ )?\[?(?:WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|ALERT|EMERG|error|warn|crit|emerg)\]?:? (?:\[([^\]]{1,100})\] )?(.*)$/,
  /^\[[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)? \d{4}\] \[([^\]]{1,60})\] (?:\[[^\]]{1,60}\] )*(.*)$/,
  /^\[\s{0,6}\d+\.\d+\] (?:([A-Za-z][\w .-]{0,60}): )?(.*)$/,
];

/** Reads a line that names an error; undefined for any other line. */
export function readHead(line: string): ErrorHead | undefined {
  let text = line.trim();
  const isCause = cause.test(text);
  const head = readOneOf(placed, text);
  if (head) return head;
  for (let times = 0; times < 3 && lead.test(text); times++) text = text.replace(lead, '');
  const [, type = '', message = ''] = exception.exec(text) ?? [];
  if (looksLikeException.test(type)) return { type, message, ...(isCause && { isCause }) };
  return readOneOf(patterns, text) ?? readLogLine(text);
}

/** Reads a line that can only be an error's type and message, whatever the type is called; undefined where it does not look so. */
export function readAnyType(line: string): ErrorHead | undefined {
  const [, type, message = ''] = exception.exec(line) ?? [];
  return type !== undefined && /(?:^|\.)[A-Z]\w*$/.test(type) ? { type, message } : undefined;
}

function readOneOf(heads: typeof patterns, text: string): ErrorHead | undefined {
  for (const { pattern, read } of heads) {
    const [, ...groups] = pattern.exec(text) ?? [];
    if (groups.length > 0) return read(groups);
  }
  return undefined;
}

/** A log line is a head too: of the error that stands in its message, where there is one. */
function readLogLine(text: string): ErrorHead | undefined {
  for (const pattern of logLines) {
    const [whole, program, message = ''] = pattern.exec(text) ?? [];
    if (whole === undefined) continue;
    const inner = message === text ? undefined : readHead(message);
    return inner ?? { ...(program !== undefined && { type: program }), message };
  }
  return undefined;
}
