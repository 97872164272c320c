import assert from 'node:assert/strict';
import { faultFrames } from '../../../src/domain/errors/faultFrames';
import type { TraceLanguage } from '../../../src/domain/errors/frame';
import { methodOf, ownerOf } from '../../../src/domain/errors/methodOf';
import { readErrors } from '../../../src/domain/errors/signature';

/** A trace, and its frames nearest to the fault first: "method file:line", "-" where there is no name or no file. */
const traces: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'Ruby 3.4, uncaught': [
    `/srv/shop/app/models/cart.rb:12:in 'Cart#add': undefined method 'price' for nil (NoMethodError)

    @total += item.price
                  ^^^^^^
	from /srv/shop/app/models/cart.rb:31:in 'block (2 levels) in Cart#fill'
	from /usr/lib/ruby/3.4.0/set.rb:501:in 'Hash#each_key'
	from /srv/shop/app/models/cart.rb:30:in 'Cart#fill'
	from bin/checkout:4:in '<main>'`,
    [
      'add /srv/shop/app/models/cart.rb:12',
      'fill /srv/shop/app/models/cart.rb:31',
      'fill /srv/shop/app/models/cart.rb:30',
      '- bin/checkout:4',
      'each_key /usr/lib/ruby/3.4.0/set.rb:501',
    ],
  ],
  'Rails, before Ruby 3.4': [
    `NoMethodError (undefined method \`price' for nil:NilClass):

app/models/cart.rb:12:in \`add'
app/models/cart.rb:20:in \`rescue in fill'
/srv/bundle/gems/activerecord-7.1.2/lib/active_record/base.rb:90:in \`save!'
app/controllers/carts_controller.rb:8:in \`block in create'`,
    [
      'add app/models/cart.rb:12',
      'fill app/models/cart.rb:20',
      'create app/controllers/carts_controller.rb:8',
      'save /srv/bundle/gems/activerecord-7.1.2/lib/active_record/base.rb:90',
    ],
  ],
  'Ruby, the innermost last': [
    `Traceback (most recent call last):
	2: from bin/shop:3:in \`<main>'
	1: from lib/shop.rb:9:in \`run'
lib/cart.rb:12:in \`add': boom (ArgumentError)`,
    ['add lib/cart.rb:12', 'run lib/shop.rb:9', '- bin/shop:3'],
  ],
  'Go, a closure': [
    `panic: runtime error: invalid memory address or nil pointer dereference [recovered]
	panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a1b2c]

goroutine 34 [running]:
panic({0x5f3c40?, 0x7a2b10?})
	/usr/local/go/src/runtime/panic.go:770 +0x132
shop/cart.(*Cart).Add.func1.2(0xc000112030)
	/srv/shop/cart/cart.go:12 +0x4c
shop/cart.Map[...].func1()
	/srv/shop/cart/map.go:7 +0x20
github.com/gin-gonic/gin.(*Context).Next(...)
	/root/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go:174
created by main.(*Server).run in goroutine 1
	/srv/shop/main.go:40 +0x9c`,
    [
      'Add /srv/shop/cart/cart.go:12',
      'Map /srv/shop/cart/map.go:7',
      'run /srv/shop/main.go:40',
      'panic /usr/local/go/src/runtime/panic.go:770',
      'Next /root/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go:174',
    ],
  ],
  'Go, closures of the runtime’s making': [
    `fatal error: concurrent map writes

goroutine 9 [running]:
main.glob..func1()
	/srv/a.go:1 +0x1
main.(*T).run.func1.deferwrap1()
	/srv/a.go:2 +0x1
main.(*T).stop-fm()
	/srv/a.go:3 +0x1`,
    ['- /srv/a.go:1', 'run /srv/a.go:2', 'stop /srv/a.go:3'],
  ],
  'PHP, uncaught': [
    `PHP Fatal error:  Uncaught TypeError: Shop\\Cart::price(): Argument #1 must be of type Item, null given, called in /srv/app/src/Cart.php on line 12 and defined in /srv/app/src/Cart.php:30
Stack trace:
#0 /srv/app/src/Cart.php(12): Shop\\Cart->price(NULL)
#1 [internal function]: Shop\\Cart->add(Object(Shop\\Item), 1)
#2 /srv/app/src/Checkout.php(44): array_map(Object(Closure), Array)
#3 /srv/app/public/index.php(9): Shop\\Checkout->{closure:Shop\\Checkout::run():43}('(12): x')
#4 {main}
  thrown in /srv/app/src/Cart.php on line 30`,
    [
      'price /srv/app/src/Cart.php:30',
      'add /srv/app/src/Cart.php:12',
      'array_map -',
      'run /srv/app/src/Checkout.php:44',
      '- /srv/app/public/index.php:9',
    ],
  ],
  'PHP, one after another': [
    `[22-Nov-2026 08:01:13 UTC] PHP Fatal error:  Uncaught PDOException: gone away in /srv/app/vendor/orm/Db.php:8
Stack trace:
#0 /srv/app/src/Cart.php(12): Orm\\Db->query('SELECT 1')
#1 {main}

Next Shop\\CartFault: cannot add in /srv/app/src/Cart.php:14
Stack trace:
#0 /srv/app/public/index.php(9): Shop\\Cart->add(Object(Item))
#1 {main}`,
    ['- /srv/app/src/Cart.php:12', 'add /srv/app/src/Cart.php:14', '- /srv/app/public/index.php:9', 'query /srv/app/vendor/orm/Db.php:8'],
  ],
  'PHP, a warning': ['PHP Warning:  Undefined variable $item in /srv/app/src/Cart.php on line 12', ['- /srv/app/src/Cart.php:12']],
  Laravel: [
    `[2026-11-22 08:01:13] production.ERROR: boom {"exception":"[object] (Shop\\\\CartFault(code: 0): boom at /srv/app/Cart.php:12)
[stacktrace]
#0 /srv/app/vendor/laravel/Pipeline.php(5): Shop\\\\Cart->add()
#1 /srv/app/Checkout.php(9): Illuminate\\\\Pipeline->then(Object(Closure))
#2 {main}
"}`,
    ['add /srv/app/Cart.php:12', '- /srv/app/Checkout.php:9', 'then /srv/app/vendor/laravel/Pipeline.php:5'],
  ],
  'Rust, closures and hashes': [
    `thread 'tokio-runtime-worker' (4711) panicked at src/cart.rs:12:5:
index out of bounds: the len is 3 but the index is 7
stack backtrace:
   0: rust_begin_unwind
             at /rustc/9fc6b431/library/std/src/panicking.rs:645:5
   1: core::panicking::panic_fmt::h0123456789abcdef
             at /rustc/9fc6b431/library/core/src/panicking.rs:72:14
   2: shop::cart::Cart::add::{{closure}}::{{closure}}::hfedcba9876543210
             at ./src/cart.rs:12:5
   3: <shop::cart::Cart as shop::Checkout<T>>::run
             at ./src/cart.rs:40:9
   4: <core::pin::Pin<P> as core::future::future::Future>::poll
             at /rustc/9fc6b431/library/core/src/future/future.rs:123:9
   5: shop::main::{closure#0}
             at ./src/main.rs:7:1`,
    [
      'add ./src/cart.rs:12',
      'run ./src/cart.rs:40',
      'main ./src/main.rs:7',
      'rust_begin_unwind /rustc/9fc6b431/library/std/src/panicking.rs:645',
      'panic_fmt /rustc/9fc6b431/library/core/src/panicking.rs:72',
      'poll /rustc/9fc6b431/library/core/src/future/future.rs:123',
    ],
  ],
  'Rust without debug information': [
    `thread 'main' panicked at src/cart.rs:12:5:
boom
stack backtrace:
   0:     0x55d0c8a3f2b1 - std::backtrace::Backtrace::create::h0123456789abcdef
   1:     0x55d0c8a3f2b2 - shop::cart::Cart::add::h0123456789abcdef
   2:     0x55d0c8a3f2b3 - shop::main::h0123456789abcdef`,
    ['- src/cart.rs:12', 'add -', 'main -', 'create -'],
  ],
  'C#, what the compiler makes': [
    `Unhandled exception. Shop.CartException: cannot add
 ---> System.ArgumentNullException: Value cannot be null. (Parameter 'item')
   at System.ArgumentNullException.Throw(String paramName)
   at Shop.Cart.<>c__DisplayClass3_0.<Add>b__0(Item item) in C:\\src\\Cart.cs:line 12
   at Shop.Cart.<Fill>g__Check|4_0(Item item) in C:\\src\\Cart.cs:line 14
   at Shop.Cart.get_Total() in C:\\src\\Cart.cs:line 16
   at Shop.Cart..ctor(Int32 id) in C:\\src\\Cart.cs:line 18
   --- End of inner exception stack trace ---
   at Shop.Cart.<AddAsync>d__3\`1.MoveNext() in C:\\src\\Cart.cs:line 20
--- End of stack trace from previous location ---
   at Shop.Cart.<>c.<<RunAsync>b__7_0>d.MoveNext() in C:\\src\\Cart.cs:line 22
   at Shop.Store.Find[T](Func\`2 match) in C:\\src\\Store.cs:line 24
   at Shop.Cart.Add(Item item) in C:\\src\\Cart.cs:line 26`,
    [
      'Add C:\\src\\Cart.cs:12',
      'Check C:\\src\\Cart.cs:14',
      'Total C:\\src\\Cart.cs:16',
      'Cart C:\\src\\Cart.cs:18',
      'AddAsync C:\\src\\Cart.cs:20',
      'RunAsync C:\\src\\Cart.cs:22',
      'Find C:\\src\\Store.cs:24',
      'Add C:\\src\\Cart.cs:26',
      'Throw -',
    ],
  ],
  'C#, a German machine': [
    'System.Exception: Fehler\r\n   bei Shop.Cart.Add(Item item) in C:\\src\\Cart.cs:Zeile 12.\r\n   bei Shop.Program.Main(String[] args) in C:\\src\\Program.cs:Zeile 5.\r\n',
    ['Add C:\\src\\Cart.cs:12', 'Main C:\\src\\Program.cs:5'],
  ],
  'Java and Kotlin with a cause, as Logback prints them': [
    `2026-11-22 08:01:13,123 ERROR [shop.web] request failed
java.lang.IllegalStateException: cannot check out
	at shop.Checkout.run(Checkout.java:44) ~[shop-1.0.jar!/:1.0]
	at java.base/java.lang.Thread.run(Thread.java:840) ~[na:na]
Caused by: java.lang.NullPointerException: item
	at java.base/java.util.Objects.requireNonNull(Objects.java:259) ~[na:na]
	at shop.Cart$add$1.invoke(Cart.kt:12) ~[shop-1.0.jar!/:1.0]
	at shop.Cart$fill$2$1.invokeSuspend(Cart.kt:13)
	at shop.Cart.total$lambda$0(Cart.kt:14)
	at shop.Cart.price$default(Cart.kt:15)
	at shop.Store.lambda$find$3(Store.java:16)
	at shop.Store$Shelf.<init>(Store.java:17)
	at shop.Store$1.compare(Store.java:18)
	at org.springframework.web.Dispatcher.doDispatch(Dispatcher.java:9)
	... 12 common frames omitted`,
    [
      'add Cart.kt:12',
      'fill Cart.kt:13',
      'total Cart.kt:14',
      'price Cart.kt:15',
      'find Store.java:16',
      'Shelf Store.java:17',
      'compare Store.java:18',
      'run Checkout.java:44',
      'requireNonNull Objects.java:259',
      'doDispatch Dispatcher.java:9',
      'run Thread.java:840',
    ],
  ],
  'Scala and Clojure': [
    `java.lang.RuntimeException: boom
	at shop.Cart.$anonfun$add$1(Cart.scala:12)
	at shop.Cart$$anonfun$fill$1.apply(Cart.scala:13)
	at shop.Cart$.apply(Cart.scala:14)
	at shop.cart$total.invokeStatic(cart.clj:15)
	at shop.cart$price$fn__123.invoke(cart.clj:16)`,
    ['add Cart.scala:12', 'fill Cart.scala:13', 'apply Cart.scala:14', 'total cart.clj:15', 'price cart.clj:16'],
  ],
  'JavaScript, bundled': [
    `TypeError: Cannot read properties of undefined (reading 'price')
    at Array.map (<anonymous>)
    at async Cart.add (webpack:///./src/cart.ts?abcd:12:3)
    at new Cart (webpack-internal:///(rsc)/./src/cart.ts:14:5)
    at Cart.fill [as checkout] (/srv/app/node_modules/store/lib/cart.js:3:1)
    at Object.<anonymous> (/srv/app/src/main.js?v=3:16:5)
    at get total [as total] (file:///srv/app/src/total.mjs:18:5)
    at eval (eval at price (/srv/app/src/price.js:20:5), <anonymous>:1:1)
    at go (C:\\Program Files (x86)\\shop\\run.js:22:5)
    at async Promise.all (index 0) {
  [cause]: Error: no price
      at find (/srv/app/src/store.js:9:11)
}`,
    [
      'find /srv/app/src/store.js:9',
      'add ./src/cart.ts:12',
      'Cart ./src/cart.ts:14',
      '- /srv/app/src/main.js:16',
      'total /srv/app/src/total.mjs:18',
      'price /srv/app/src/price.js:20',
      'go C:\\Program Files (x86)\\shop\\run.js:22',
      'map -',
      'fill /srv/app/node_modules/store/lib/cart.js:3',
      'all -',
    ],
  ],
  'Firefox, closures': [
    'TypeError: item is undefined\nadd/<@https://shop.example/src/cart.js:12:3\nasync*Cart.fill@https://shop.example/src/cart.js:14:3',
    ['add https://shop.example/src/cart.js:12', 'fill https://shop.example/src/cart.js:14'],
  ],
  'Python, nested, of a type without Error in its name': [
    `Traceback (most recent call last):
  File "/srv/shop/cart.py", line 12, in add
    item.price
    ^^^^^^^^^^
AttributeError: 'NoneType' object has no attribute 'price'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/shop/run.py", line 3, in <module>
    main()
  File "/srv/shop/checkout.py", line 9, in Checkout.run.<locals>.<lambda>
    cart.add(None)
  File "/usr/lib/python3/dist-packages/requests/api.py", line 7, in get
    raise
shop.faults.OutOfStock: none left`,
    [
      'add /srv/shop/cart.py:12',
      'run /srv/shop/checkout.py:9',
      '- /srv/shop/run.py:3',
      'get /usr/lib/python3/dist-packages/requests/api.py:7',
    ],
  ],
  Elixir: [
    `** (KeyError) key :price not found in: %{}
    (shop 0.1.0) lib/shop/cart.ex:12: anonymous fn/2 in Shop.Cart.add/2
    (elixir 1.15.0) lib/enum.ex:2510: Enum."-reduce/3-lists^foldl/2-0-"/3
    (shop 0.1.0) lib/shop/cart.ex:14: Shop.Cart.valid?/1
    (stdlib 5.0) gen_server.erl:1077: :gen_server.try_handle_call/4`,
    ['add lib/shop/cart.ex:12', 'valid lib/shop/cart.ex:14', 'reduce lib/enum.ex:2510', 'try_handle_call gen_server.erl:1077'],
  ],
  'Swift on a Mac': [
    `Shop/Cart.swift:12: Fatal error: Index out of range
0   libswiftCore.dylib  0x00000001a3c4e1b4 _assertionFailure(_:_:file:line:flags:) + 308
1   Shop                0x0000000104c3e1b4 closure #1 in Shop.Cart.add(item: Shop.Item) -> () + 52 (Cart.swift:12)
2   Shop                0x0000000104c3e1b8 -[SHCart fill:with:] + 20 (SHCart.m:9)`,
    ['- Shop/Cart.swift:12', '_assertionFailure -', 'add Cart.swift:12', 'fill SHCart.m:9'],
  ],
  'Swift on Linux': [
    'Shop/Cart.swift:12: Fatal error: boom\n0 [ra] 0x000055d0c8a3f2b1 Cart.add(item:) + 52 in shop at /src/Sources/Shop/Cart.swift:12:5',
    ['add /src/Sources/Shop/Cart.swift:12'],
  ],
  Dart: [
    `Unhandled exception:
RangeError: Value not in range: 7
#0      List.[] (dart:core-patch/growable_array.dart:264:36)
#1      Cart.add.<anonymous closure> (package:shop/cart.dart:12:5)
<asynchronous suspension>
#2      new Checkout (package:shop/src/checkout.dart:9:3)
#3      main (file:///srv/shop/bin/main.dart:4:8)`,
    [
      'add shop/lib/cart.dart:12',
      'Checkout shop/lib/src/checkout.dart:9',
      'main /srv/shop/bin/main.dart:4',
      '- dart:core-patch/growable_array.dart:264',
    ],
  ],
  'C and C++, what compilers make': [
    `#0  deliver_all.isra.0 (q=0x0) at queue.c:12
#1  0x0000555 in shop::Cart::add(int)::{lambda(int)#1}::operator()(int) const () at cart.cc:14
#2  0x0000556 in shop::map<int> (x=1) at map.cc:16
#3  0x0000557 in main.cold () at main.c:7`,
    ['deliver_all queue.c:12', 'add cart.cc:14', 'map map.cc:16', 'main main.c:7'],
  ],
  'quoted in a mail': ['> panic: boom\n>\n> goroutine 1 [running]:\n> main.add(...)\n> \t/srv/cart.go:12 +0x1d', ['add /srv/cart.go:12']],
};

function nearestFirst(text: string): readonly string[] {
  return faultFrames(text).map(({ frame }) => {
    const { file, line } = frame;
    return `${methodOf(frame) ?? '-'} ${file === undefined ? '-' : `${file}:${line ?? ''}`}`;
  });
}

describe('frames of traces, nearest to the fault first', () => {
  for (const [name, [text, expected]] of Object.entries(traces)) {
    it(`are read, with the function that is written there: ${name}`, () => {
      assert.deepEqual(nearestFirst(text), expected);
    });
  }

  it('have their place in their own trace, whatever stands before them', () => {
    const [text] = traces['JavaScript, bundled'] ?? [''];
    const at = faultFrames(text).map(frame => frame.at);
    assert.deepEqual(at.slice(0, 3), [0, 1, 2]);
    assert.deepEqual(at.slice(-3), [0, 3, 8]);
  });

  it('leave the key of the same failure the same in another build', () => {
    const key = (hash: string): string | undefined =>
      readErrors(`thread 'main' panicked at src/a.rs:1:1:\nboom\n   0: shop::add::h${hash}\n             at src/a.rs:1:1`)[0]?.key;
    assert.equal(key('0123456789abcdef'), key('fedcba9876543210'));
  });

  it('are read from a megabyte made to be slow in the time that ordinary text takes, give or take', () => {
    const nasty = [
      `#0 ${'a('.repeat(490)}`,
      `#0 ${'a(1): '.repeat(160)}`,
      `#1 ${'x {closure'.repeat(90)}`,
      `#1      ${'a (package:'.repeat(80)}`,
      `${'a'.repeat(400)}:1:in '${"a'".repeat(250)}`,
      `from ${'a:1:in `'.repeat(120)}`,
      `(a b) ${'a.ex:1: '.repeat(120)}`,
      `1 ${'0x000000 + 1 '.repeat(70)}`,
      `1 ${'x 0x000000'.repeat(90)}`,
      `at ${'<Add>d__1.MoveNext'.repeat(50)}() in a:line 1`,
      `at ${'a$lambda$'.repeat(100)}(a.java:1)`,
      `at ${'a$b$1'.repeat(150)}(a.kt:1)`,
      `at x (${'eval at a ('.repeat(80)}`,
      `bei ${'a) in '.repeat(150)}:Zeile`,
      `1: ${'a::{{closure'.repeat(75)}`,
      `PHP Warning:  ${' in a.php'.repeat(100)}`,
      `Next A: ${' in a.php on line'.repeat(55)}`,
      `${'A::'.repeat(300)}A (`,
      `Error ${'(A'.repeat(400)}):`,
      `[object] (A(code: 0): ${' at a:1'.repeat(130)}`,
      `a@${'/<'.repeat(450)}:1:1`,
    ].map(line => `${line.slice(0, 990)}\n`);
    for (const line of nasty) {
      const text = line.repeat(Math.ceil(1_000_000 / line.length));
      const began = process.cpuUsage().user;
      const frames = faultFrames(text);
      for (const { frame } of frames) methodOf(frame);
      const seconds = (process.cpuUsage().user - began) / 1e6;
      assert.ok(seconds < 2, `${seconds.toFixed(1)} s for ${line.slice(0, 40)}`);
    }
  });
});

describe('what a function of a frame belongs to', () => {
  it('is the class, receiver or module before its name, as far as the frame tells', () => {
    const owners: readonly (readonly [TraceLanguage, name: string, owner: string | undefined])[] = [
      ['jvm', 'io.shop.Cart$Item.add', 'Item'],
      ['jvm', 'io.shop.Cart.lambda$add$0', 'Cart'],
      ['jvm', 'io.shop.Cart$1.run', undefined],
      ['go', 'github.com/shop/store/cart.(*Cart[...]).Add.func1', 'Cart'],
      ['go', 'main.Cart.Add', 'Cart'],
      ['go', 'github.com/shop/store/cart.Add', ''],
      ['rust', '<shop::Cart as shop::Store<u8>>::add', 'Cart'],
      ['rust', 'shop::cart::add::{{closure}}', 'cart'],
      ['dotnet', 'Shop.Cart`1+Item.<AddAsync>d__3.MoveNext', 'Item'],
      ['ruby', 'block (2 levels) in Shop::Cart#add', 'Cart'],
      ['ruby', 'add', undefined],
      ['php', 'Shop\\Cart->add', 'Cart'],
      ['javascript', 'Cart.add [as run]', 'Cart'],
      ['javascript', 'add', undefined],
      ['python', 'add', undefined],
      ['native', 'shop::Cart<int>::add', 'Cart'],
      ['elixir', 'Shop.Cart.add/2', 'Cart'],
    ];
    for (const [language, name, owner] of owners) assert.equal(ownerOf({ language, function: name }), owner, name);
  });
});
