import { deepEqual, ok } from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

/** By file its text with the line `HERE` in it, and the head of the function around that line. */
const files: Readonly<Record<string, readonly [text: string, head: string]>> = {
  'cart.py': ['class Cart:\n    async def add(self, item):\n        if item:\n            HERE\n', 'async def add(self, item):'],
  'cart.rb': ['module Shop\n  class Cart\n    def add(item)\n      items.each do |i|\n        HERE\n', 'def add(item)'],
  'cart.go': ['func (c *Cart) Add(i Item) error {\n\tif i == nil {\n\t\tHERE\n\t}\n}\n', 'func (c *Cart) Add(i Item) error {'],
  'closure.go': ['func Run() {\n\thandle := func(i Item) error {\n\t\tHERE\n\t}\n}\n', 'handle := func(i Item) error {'],
  'cart.js': ['class Cart {\n  async add(item) {\n    if (item) {\n      HERE;\n    }\n  }\n}\n', 'async add(item) {'],
  'arrow.ts': [
    'export class Cart {}\nexport const add = (item: Item): void => {\n  for (;;) {\n    HERE;\n',
    'export const add = (item: Item): void => {',
  ],
  'typed.ts': [
    'class A {\n  private get<T>(key: string): T | undefined {\n    return run(() => {\n      HERE;\n',
    'private get<T>(key: string): T | undefined {',
  ],
  'object.js': ['module.exports = {\n  add: function (item) {\n    while (item) {\n      HERE;\n', 'add: function (item) {'],
  'Cart.java': [
    'public class Cart {\n  @Override\n  public <T> List<T> add(int count) throws E {\n    for (int i = 0;;) {\n      HERE;\n',
    'public <T> List<T> add(int count) throws E {',
  ],
  'Cart.kt': [
    'class Cart {\n  override suspend fun add(item: Item): Int {\n    if (item) {\n      HERE\n',
    'override suspend fun add(item: Item): Int {',
  ],
  'Cart.cs': [
    'namespace Shop {\n  public class Cart {\n    public async Task<int> AddAsync(Item item) {\n      foreach (var i in item) {\n        HERE;\n',
    'public async Task<int> AddAsync(Item item) {',
  ],
  'cart.php': [
    '<?php\nclass Cart {\n  public static function add(Item $item) {\n    if ($item) {\n      HERE;\n',
    'public static function add(Item $item) {',
  ],
  'cart.rs': [
    'impl Cart {\n    pub(crate) async fn add(&mut self) -> Result<()> {\n        match self {\n            HERE,\n',
    'pub(crate) async fn add(&mut self) -> Result<()> {',
  ],
  'Cart.scala': [
    'object Cart {\n  override def add(item: Item): Int = {\n    if (item) {\n      HERE\n',
    'override def add(item: Item): Int = {',
  ],
  'Cart.swift': [
    'extension Cart {\n  private mutating func add(_ item: Item) {\n    guard item else {\n      HERE\n',
    'private mutating func add(_ item: Item) {',
  ],
  'Cart.dart': ['class Cart {\n  Future<int> add(Item item) async {\n    if (item) {\n      HERE;\n', 'Future<int> add(Item item) async {'],
  'Cart.groovy': ['class Cart {\n  def add(Item item) {\n    item.each {\n      HERE\n', 'def add(Item item) {'],
  'Cart.pm': ['package Cart;\nuse strict;\nsub add {\n  if ($item) {\n    HERE;\n', 'sub add {'],
  'cart.ex': ['defmodule Cart do\n  defp add(item) do\n    if item do\n      HERE\n', 'defp add(item) do'],
  'cart.lua': ['local Cart = {}\nfunction Cart.add(item)\n  if item then\n    HERE\n', 'function Cart.add(item)'],
  'cart.c': ['int add(struct item *item)\n{\n\tif (item)\n\t\tHERE;\n}\n', 'int add(struct item *item)'],
};

const attributesFolders = async (): Promise<readonly string[]> =>
  (await readdir(os.tmpdir())).filter(name => name.startsWith('faultline-languages-'));

describe('heads of functions', () => {
  it('name the method a place lies in, in every language, not the class around it or a statement above it', async () => {
    const repo = await TestRepository.create(folder.path);
    const texts = Object.entries(files);
    await repo.commit('First', Object.fromEntries(texts.map(([file, [text]]) => [file, text])));
    const before = await attributesFolders();
    const second = await repo.commit('Second', Object.fromEntries(texts.map(([file, [text]]) => [file, text.replace('HERE', 'THERE')])));
    const heads: Record<string, string> = {};
    const ended = await repo.repository.readCommits(
      [second],
      {
        commit: () => undefined,
        hunk: ({ context }, { path }) => {
          heads[path] = context.trim();
        },
      },
      { patch: true },
    );
    ok(ended.ok, JSON.stringify(ended));
    deepEqual(await attributesFolders(), before, 'what git was told goes with the reading');
    deepEqual(heads, Object.fromEntries(texts.map(([file, [, head]]) => [file, head])));
  });
});
