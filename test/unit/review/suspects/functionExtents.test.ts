import assert from 'node:assert/strict';
import { functionsNamed } from '../../../../src/review/suspects/functionExtents';
import { assertGrowsWithLength } from '../../../support/processorTime';

/** The functions called `add` in a text, each as its owner and the lines from its head to its end. */
function adds(path: string, text: string, name = 'add'): readonly string[] {
  return functionsNamed(name, { path, lines: text.split('\n') }).map(({ owner, from, to }) => `${owner} ${from}-${to}`.trim());
}

describe('the functions of a file', () => {
  it('are found by their heads in the usual languages, with what they belong to', () => {
    const files: readonly (readonly [path: string, text: string, ...found: string[]])[] = [
      ['a.js', 'function add(a) {\n  return a;\n}\nadd(1);\n', '1-3'],
      ['a.js', 'class Cart {\n  async add(a, b = ")") {\n    this.add(a);\n  }\n}\n', 'Cart 2-4'],
      ['a.js', 'const add = async (\n  a,\n  b,\n) => {\n  return a;\n};\nconst sum = (\n  add\n);\n', '1-6'],
      ['a.js', 'exports.add = function (a) {\n  x();\n};\nCart.prototype.add = a => a;\n', '1-3', 'Cart 4-4'],
      ['a.ts', 'export default class Cart<T> {\n  private add(\n    a: T,\n  ): { b: T } {\n    x();\n  }\n}\n', 'Cart 2-6'],
      ['a.ts', 'export function add({\n  a,\n}: Some): void {\n  x();\n}\n\nconst limit = add;\n', '1-5'],
      ['a.ts', 'describe(() => {\n  add(1, () => {\n    x();\n  });\n  if (add(2)) {\n    x();\n  }\n});\n'],
      [
        'a.py',
        'class Cart:\n    @one\n    def add(\n        self,\n    ) -> int:\n        return 1\n\n# note\n        \ndef other(add):\n    add(1)\n',
        'Cart 3-6',
      ],
      ['a.py', 'class Cart:\n    if X:\n        async def add(self): ...\n', 'Cart 3-3'],
      [
        'a.rb',
        'module Shop\n  class Cart < Base\n    def self.add(a)\n      x\n    rescue\n      y\n    end\n\n    def add? = x\n  end\nend\n',
        'Cart 3-7',
        'Cart 9-9',
      ],
      ['a.go', 'func (c *Cart[T]) add(a int) {\n\tx()\n}\n\nfunc add() {}\n\nfunc addAll() {\n\tif add(1) {\n\t}\n}\n', 'Cart 1-3', '5-5'],
      [
        'a.rs',
        'impl<T> Shop for m::Cart<T> {\n    pub async fn add<A>(&self)\n    where\n        A: B,\n    {\n        match add(1) {\n        }\n    }\n}\n',
        'Cart 2-8',
      ],
      [
        'A.java',
        'class Cart {\n  @Override\n  public Map<K, ? extends V> add(int a)\n      throws X {\n    return add(a);\n  }\n  abstract void add();\n}\n',
        'Cart 3-6',
      ],
      [
        'a.cs',
        'namespace Shop\n{\n    public class Cart\n    {\n        public int add(int a) => a;\n        int add<T>(T a)\n        {\n            return add(a);\n        }\n    }\n}\n',
        'Cart 5-5',
        'Cart 6-9',
      ],
      ['a.php', 'class Cart {\n    public static function &add(array $a): int\n    {\n        return 1;\n    }\n}\n', 'Cart 2-5'],
      ['a.c', 'int add(int a);\n\nstatic int\nadd (int a)\n{\n#ifdef X\n  x();\n#endif\n  y();\n}\nint z = 1;\n', '4-10'],
      ['a.cpp', 'int Shop::Cart::add(int a) const {\n  return 1;\n}\n', 'Cart 1-3'],
      [
        'a.kt',
        'class Cart {\n    fun add(a: Int) {\n        x()\n    }\n    fun b() {\n        add(1) {\n        }\n    }\n}\n',
        'Cart 2-4',
      ],
      ['a.ex', 'defmodule Shop.Cart do\n  defp add(a) do\n    x\n  end\nend\n', 'Cart 2-4'],
      ['a.lua', 'function Cart:add(a)\n  x()\nend\nlocal function addAll() end\n', 'Cart 1-3'],
      ['a.swift', 'extension Cart {\n    func add(a: Int) {\n        x()\n    }\n}\n', 'Cart 2-4'],
    ];
    for (const [path, text, ...found] of files) assert.deepEqual(adds(path, text), found, text);
  });

  it('are for the name of a class what makes it', () => {
    assert.deepEqual(adds('a.js', 'class Cart {\n  constructor(a) {\n    x();\n  }\n}\nclass Order {\n  constructor() {}\n}\n', 'Cart'), [
      'Cart 2-4',
    ]);
    assert.deepEqual(adds('A.java', 'class Cart {\n  Cart(int a) {\n    x();\n  }\n}\n', 'Cart'), ['Cart 2-4']);
    assert.deepEqual(adds('a.cpp', 'Cart::Cart(int a) : x(a) {\n  y();\n}\n', 'Cart'), ['Cart 1-3']);
  });

  it('are none where a text speaks of a constructor, in whatever words', () => {
    assert.deepEqual(adds('a.ts', 'class Cart {\n  items = []; // no class constructor needed\n}\n', 'Cart'), []);
    assert.deepEqual(adds('a.php', "class Cart {\n  const HELP = 'see class constructor';\n}\n", 'constructor'), []);
    assert.deepEqual(adds('a.c', 'void a(void)\n{\n\tpr_err("a: module init failed");\n}\n', 'init'), []);
  });

  it('are not looked for in a file without an end, nor more than some of one name', () => {
    assert.deepEqual(adds('a.js', `function add() {\n${'\n'.repeat(20_000)}}\n`), []);
    assert.equal(adds('a.js', '{ function add(){\n'.repeat(3_000)).length, 50);
  });

  it('are those of the very name, and what a comment says of them is none', () => {
    assert.deepEqual(adds('a.js', 'function addAll() {}\nfunction Add() {}\nfunction readd() {}\n// function add() {}\n * add() {\n'), []);
  });

  it('are looked for in time that grows with the length of a file, whatever stands in it', () => {
    for (const line of ['add(', '<add add :: ', 'x.y#add((', 'def (add (add', 'a add: : :', 'impl < add for add'])
      for (const path of ['a.ts', 'a.cpp', 'a.rs'])
        assertGrowsWithLength(
          8_000,
          length => `${line}\n`.repeat(length / 20),
          text => adds(path, text),
        );
    assert.deepEqual(adds('a.ts', `add(${' '.repeat(100_000)}) {\n`), []);
  });
});
