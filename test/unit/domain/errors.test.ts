import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskMessage } from '../../../src/domain/errors/mask';
import { readErrors } from '../../../src/domain/errors/signature';

/** The text, and what is read: "type: message", then each frame as "function file:line", the innermost first. */
const traces: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
  [
    'JavaScript, V8',
    `TypeError: Cannot read properties of undefined (reading 'send')
    at deliverAll (lib/queue.js:7:18)
    at async Relay.flush (file:///srv/mail/lib/relay.js:41:5)
    at new Session (/srv/mail/session.js:3:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`,
    [
      [
        "TypeError: Cannot read properties of undefined (reading 'send')",
        'deliverAll lib/queue.js:7',
        'Relay.flush /srv/mail/lib/relay.js:41',
        'Session /srv/mail/session.js:3',
        'process.processTicksAndRejections node:internal/process/task_queues:95',
      ],
    ],
  ],
  [
    'JavaScript without a function',
    'Error: boom\n    at /srv/app/main.js:10:3\n    at <anonymous>',
    [['Error: boom', ' /srv/app/main.js:10']],
  ],
  [
    'JavaScript on Windows',
    'RangeError: Invalid array length\r\n    at fill (C:\\srv\\app\\fill.ts:12:9)\r\n',
    [['RangeError: Invalid array length', 'fill C:\\srv\\app\\fill.ts:12']],
  ],
  [
    'a browser’s uncaught error',
    'Uncaught (in promise) SyntaxError: Unexpected token < in JSON at position 0\n    at JSON.parse (<anonymous>)\n    at load (https://shop.example/app.js:1:2345)',
    [['SyntaxError: Unexpected token < in JSON at position <number>', 'JSON.parse', 'load https://shop.example/app.js:1']],
  ],
  [
    'Firefox',
    'ReferenceError: foo is not defined\nload@https://shop.example/app.js:10:3\n@https://shop.example/app.js:90:1',
    [['ReferenceError: foo is not defined', 'load https://shop.example/app.js:10', ' https://shop.example/app.js:90']],
  ],
  [
    'a custom error class',
    'shop.errors.StockError: only 3 left of A-17\n    at Stock.take (src/stock.ts:88:11)',
    [['shop.errors.StockError: only <number> left of <name>', 'Stock.take src/stock.ts:88']],
  ],
  [
    'JavaScript with a cause',
    'Error: cannot deliver\n    at a (a.js:1:1)\nCaused by: Error: connect ECONNREFUSED 10.0.0.7:465\n    at b (b.js:2:2)',
    [
      ['Error: cannot deliver', 'a a.js:1'],
      ['Error: connect ECONNREFUSED <address>', 'b b.js:2'],
    ],
  ],
  [
    'Python',
    `Traceback (most recent call last):
  File "/srv/mail/run.py", line 12, in <module>
    main()
  File "/srv/mail/queue.py", line 33, in deliver
    raise KeyError(key)
KeyError: 'relay-2'`,
    [["KeyError: '<name>'", 'deliver /srv/mail/queue.py:33', '<module> /srv/mail/run.py:12']],
  ],
  [
    'Python, one after another',
    `Traceback (most recent call last):
  File "a.py", line 1, in a
ValueError: bad value 17

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "b.py", line 2, in b
requests.exceptions.ConnectionError: no route to host`,
    [
      ['ValueError: bad value <number>', 'a a.py:1'],
      ['requests.exceptions.ConnectionError: no route to host', 'b b.py:2'],
    ],
  ],
  [
    'Python without a message',
    'Traceback (most recent call last):\n  File "a.py", line 1, in a\nKeyboardInterrupt',
    [['KeyboardInterrupt', 'a a.py:1']],
  ],
  [
    'Python cut off',
    'Traceback (most recent call last):\n  File "a.py", line 1, in a\n  File "b.py", line 2, in b',
    [['', 'b b.py:2', 'a a.py:1']],
  ],
  [
    'Python syntax error',
    '  File "conf.py", line 3\n    x ==== 2\nSyntaxError: invalid syntax',
    [['SyntaxError: invalid syntax', ' conf.py:3']],
  ],
  [
    'Java',
    `Exception in thread "main" java.lang.IllegalStateException: relay 192.168.7.12 refused
	at org.example.mail.Queue.deliver(Queue.java:57)
	at java.base/java.lang.Thread.run(Thread.java:840)
	at java.base/jdk.internal.misc.Unsafe.park(Native Method)
	... 12 more`,
    [
      [
        'java.lang.IllegalStateException: relay <address> refused',
        'org.example.mail.Queue.deliver Queue.java:57',
        'java.lang.Thread.run Thread.java:840',
        'jdk.internal.misc.Unsafe.park',
      ],
    ],
  ],
  [
    'Java with causes',
    `java.lang.RuntimeException: outer
	at a.B.c(B.java:1)
Caused by: java.io.IOException: Broken pipe
	at d.E.f(E.java:2)
	Suppressed: java.lang.Error: close
		at g.H.i(H.kt:3)`,
    [
      ['java.lang.RuntimeException: outer', 'a.B.c B.java:1'],
      ['java.io.IOException: Broken pipe', 'd.E.f E.java:2'],
      ['java.lang.Error: close', 'g.H.i H.kt:3'],
    ],
  ],
  [
    'Java lambda and constructor',
    'java.lang.NullPointerException\n\tat a.B$1.<init>(B.java:9)\n\tat a.B.lambda$run$0(B.java:7)\n\tat a.C.d(Unknown Source)',
    [['java.lang.NullPointerException', 'a.B$1.<init> B.java:9', 'a.B.lambda$run$0 B.java:7', 'a.C.d']],
  ],
  [
    'Go panic',
    `panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
main.(*Queue).Deliver(0xc000010000, {0x1, 0x2})
	/srv/mail/queue.go:42 +0x1d
main.main()
	/srv/mail/main.go:9 +0x85`,
    [
      [
        'panic: runtime error: index out of range [<number>] with length <number>',
        'main.(*Queue).Deliver /srv/mail/queue.go:42',
        'main.main /srv/mail/main.go:9',
      ],
    ],
  ],
  [
    'Go goroutine',
    'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 7 [chan receive]:\nmain.wait(...)\n\t/a/wait.go:3\ncreated by main.run in goroutine 1\n\t/a/run.go:8 +0x2',
    [['fatal error: all goroutines are asleep - deadlock!', 'main.wait /a/wait.go:3', 'main.run /a/run.go:8']],
  ],
  ['Go test output', '    queue_test.go:17: got 3, want 4', []],
  [
    'C#',
    `Unhandled exception. System.InvalidOperationException: Sequence contains no elements
   at System.Linq.ThrowHelper.ThrowNoElementsException()
   at Mail.Queue.Deliver(Int32 id, String to) in C:\\src\\Mail\\Queue.cs:line 27
   at Mail.Program.Main(String[] args) in /src/Mail/Program.cs:line 5`,
    [
      [
        'System.InvalidOperationException: Sequence contains no elements',
        'System.Linq.ThrowHelper.ThrowNoElementsException',
        'Mail.Queue.Deliver C:\\src\\Mail\\Queue.cs:27',
        'Mail.Program.Main /src/Mail/Program.cs:5',
      ],
    ],
  ],
  [
    'C# inner exception',
    'System.Exception: outer\n ---> System.TimeoutException: after 30 s\n   at A.B() in /a.cs:line 1',
    [['System.Exception: outer'], ['System.TimeoutException: after <number> s', 'A.B /a.cs:1']],
  ],
  [
    'C# async',
    'System.AggregateException: One or more errors\n   at Mail.Queue.<DeliverAsync>d__4.MoveNext() in /q.cs:line 9',
    [['System.AggregateException: One or more errors', 'Mail.Queue.<DeliverAsync>d__4.MoveNext /q.cs:9']],
  ],
  [
    'Rust panic',
    `thread 'main' panicked at src/queue.rs:14:9:
called \`Option::unwrap()\` on a \`None\` value
stack backtrace:
   0: rust_begin_unwind
             at /rustc/9fc6b431/library/std/src/panicking.rs:645:5
   1: mail::queue::deliver
             at ./src/queue.rs:14:9`,
    [
      [
        'panic: called `Option::unwrap()` on a `None` value',
        'rust_begin_unwind /rustc/9fc6b431/library/std/src/panicking.rs:645',
        'mail::queue::deliver ./src/queue.rs:14',
      ],
    ],
  ],
  [
    'Rust panic without a trace',
    "thread 'worker-3' panicked at src/a.rs:2:5:\nindex out of bounds: the len is 3 but the index is 7",
    [['panic: index out of bounds: the len is <number> but the index is <number>', ' src/a.rs:2']],
  ],
  [
    'Rust panic, older form',
    "thread 'main' panicked at 'assertion failed: a == b', src/lib.rs:9:5",
    [['panic: assertion failed: a == b', ' src/lib.rs:9']],
  ],
  [
    'AddressSanitizer',
    `==4711==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010 at pc 0x0000004f5 bp 0x7ffd
READ of size 4 at 0x602000000010 thread T0
    #0 0x4f54b6 in deliver_all /src/mail/queue.c:57:12
    #1 0x7f1 in __libc_start_main (/lib/libc.so.6+0x21b96)`,
    [['AddressSanitizer: heap-use-after-free', 'deliver_all /src/mail/queue.c:57', '__libc_start_main']],
  ],
  [
    'LeakSanitizer',
    '==1==ERROR: LeakSanitizer: detected memory leaks\n    #0 0x1 in malloc\n    #1 0x2 in Curl_dup lib/strdup.c:70',
    [['LeakSanitizer: detected memory leaks', 'malloc', 'Curl_dup lib/strdup.c:70']],
  ],
  [
    'ThreadSanitizer',
    'WARNING: ThreadSanitizer: data race (pid=9337)\n    #0 race::run(int*) /src/race.cc:5:3 (race+0x4c)',
    [['ThreadSanitizer: data race', 'race::run /src/race.cc:5']],
  ],
  [
    'UndefinedBehaviorSanitizer',
    'lib/url.c:88:14: runtime error: signed integer overflow: 2147483647 + 1',
    [['runtime error: signed integer overflow: <number> + <number>', ' lib/url.c:88']],
  ],
  [
    'gdb',
    'Program received signal SIGSEGV, Segmentation fault.\n#0  deliver (q=0x0, n=3) at queue.c:12\n#1  0x0000555 in main () at main.c:7',
    [['SIGSEGV: Segmentation fault.', 'deliver queue.c:12', 'main main.c:7']],
  ],
  [
    'gdb without symbols',
    '#0  0x00007ffff7a42 in ?? () from /lib/libc.so.6\n#1  0x1 in raise () from /lib/libc.so.6',
    [['', '??', 'raise']],
  ],
  ['a C assertion', "mail: queue.c:31: deliver: Assertion `n > 0' failed.", [["Assertion: `n > <number>' failed.", ' queue.c:31']]],
  [
    'C++ terminate',
    "terminate called after throwing an instance of 'std::out_of_range'\n  what():  vector::_M_range_check: __n (which is 7) >= this->size() (which is 3)",
    [['std::out_of_range: vector::_M_range_check: __n (which is <number>) >= this->size() (which is <number>)']],
  ],
  [
    'a compiler’s error',
    'src/queue.c:12:5: error: use of undeclared identifier ‘relay’',
    [['error: use of undeclared identifier ‘relay’', ' src/queue.c:12']],
  ],
  ['the shell’s crash', 'Segmentation fault (core dumped)', [['Segmentation fault']]],
  [
    'syslog, RFC 3164',
    'Nov 22 08:01:13 relay1 postfix/smtp[4711]: connect to mx.example.org[192.0.2.7]:25: Connection timed out',
    [['postfix/smtp: connect to mx.example.org[<address>]:<number>: Connection timed out']],
  ],
  [
    'syslog, RFC 5424',
    '<165>1 2026-11-22T08:01:13.003Z relay1 queued 8710 - [meta seq="1"] relay 7 refused the connection',
    [['queued: relay <number> refused the connection']],
  ],
  [
    'syslog with an exception inside',
    'Nov  2 08:01:13 app1 shop[99]: java.lang.OutOfMemoryError: Java heap space',
    [['java.lang.OutOfMemoryError: Java heap space']],
  ],
  [
    'the kernel’s log',
    '[12345.678901] EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0',
    [['<name>-fs error (device <name>): ext4_find_entry:<number>: inode #<number>: comm ls: reading directory lblock <number>']],
  ],
  [
    'an application’s log',
    '2026-11-22 08:01:13,123 ERROR [mail.queue] delivery of 3f2a9c1b77 failed after 3 attempts',
    [['mail.queue: delivery of <id> failed after <number> attempts']],
  ],
  [
    'an application’s log, ISO time',
    '2026-11-22T08:01:13.123Z ERROR: cannot open /var/spool/mail/queue.db: permission denied',
    [['cannot open <path>: permission denied']],
  ],
  [
    'Apache’s error log',
    '[Sun Nov 22 08:01:13.123456 2026] [proxy:error] [pid 12:tid 34] (111)Connection refused: AH00957: HTTP: attempt to connect to 127.0.0.1:8080 failed',
    [['proxy:error: (<number>)Connection refused: <name>: HTTP: attempt to connect to <address> failed']],
  ],
  ['nothing at all', 'Hello,\n\nthe mail does not arrive since this morning.\nBest regards', []],
  ['a log of good news', '2026-11-22 08:01:13 INFO started in 3 s', []],
];

function read(text: string): readonly (readonly string[])[] {
  return readErrors(text).map(({ type, message, frames }) => [
    [type, message].filter(Boolean).join(': '),
    ...frames.map(({ function: name = '', file, line }) => (file === undefined ? name : `${name} ${file}:${line ?? ''}`)),
  ]);
}

describe('errors in a text', () => {
  for (const [name, text, expected] of traces) {
    it(`are read: ${name}`, () => {
      assert.deepEqual(read(text), expected);
    });
  }

  it('have the same key when they are the same failure, and another when they are not', () => {
    const key = (text: string): string => readErrors(text)[0]?.key ?? '';
    const first = 'Error: relay 7 at 10.0.0.1:25 refused\n    at send (lib/queue.js:7:18)\n    at run (lib/run.js:1:1)';
    const moved = 'Error: relay 12 at 10.9.9.9:25 refused\n    at send (lib/queue.js:99:1)\n    at run (lib/run.js:2:2)';
    assert.equal(key(first), key(moved));
    assert.notEqual(key(first), key(first.replace('refused', 'timed out')));
    assert.notEqual(key(first), key(first.replace('send', 'receive')));
  });

  it('never throw, and give errors and frames of bounded number', () => {
    const piece = fc.constantFrom(
      'at ',
      '(',
      ')',
      ':',
      '1',
      'a.js:1:2',
      '\n',
      ' ',
      '\t',
      'File "',
      '", line ',
      '#0 ',
      'Error: x',
      '@',
      'Caused by: ',
      '.go:1',
      "'",
      '\\',
      '\0',
      '\ud83d',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.array(piece, { maxLength: 60 }).map(parts => parts.join('')),
        ),
        text => {
          const errors = readErrors(text);
          assert.ok(errors.length <= 50);
          for (const { frames, message } of errors) assert.ok(frames.length <= 101 && message.length <= 3000);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('masking twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '1', '.', ':', '/', '-', '0x', ' ', 'f', 'Z', '@') }), text => {
        const masked = maskMessage(text);
        assert.equal(maskMessage(masked), masked);
      }),
      { numRuns: 1000 },
    );
  });
});
