import t from 'tap';
import { flatten, isLeaf, scalarOf, type Tree, type TreeMap, treeOfJson } from '../../src/run/flatten.ts';
import { type Json, parseTolerant } from '../../src/run/json.ts';

const flat = (json: Json) =>
  [...flatten(treeOfJson(json) as TreeMap)].map(([key, { value }]) => [key, value]);

t.test('nested keys are joined by dots', async t => {
  t.same(flat({ model: { layers: [{ size: 64 }, { size: 32 }] }, lr: 0.1, name: null }), [
    ['model.layers.0.size', 64],
    ['model.layers.1.size', 32],
    ['lr', 0.1],
    ['name', null],
  ]);
});

t.test('a list of scalars is one value that reads as JSON', async t => {
  t.same(flat({ a: [1, 'x', null, true], b: [], c: [[1], [2, 3]] }), [
    ['a', '[1,"x",null,true]'],
    ['b', '[]'],
    ['c.0', '[1]'],
    ['c.1', '[2,3]'],
  ]);
  t.same(flat({ a: [18446744073709551615n, Number.NaN] }), [['a', '[18446744073709551615,NaN]']]);
});

t.test('a number in a list stays as it was written', async t => {
  const tree = new Map([['lr', [{ value: 0.001, text: '1e-3' }, { value: '1e-3' }]]]);
  t.same(flatten(tree).get('lr'), { value: '[1e-3,"1e-3"]' });
});

t.test('the items of a list are values of their own where they are asked for', async t => {
  const tree = treeOfJson({ a: [1, [2]], none: [] }) as TreeMap;
  t.same(
    [...flatten(tree, { items: true })].map(([key, { value }]) => [key, value]),
    [
      ['a.0', 1],
      ['a.1.0', 2],
      ['none', '[]'],
    ],
  );
});

t.test('what is too much is refused, not cut', async t => {
  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`k${index}`, index]));
  t.throws(() => flat(many), { name: 'RangeError', message: 'more than 10000 keys' });
  t.throws(() => flat(parseTolerant(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`)), RangeError);
  t.throws(() => flat(JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)), RangeError);
  let bomb: Tree = { value: 'lol' };
  for (let level = 0; level < 20; level++) bomb = new Map('0123456789'.split('').map(key => [key, bomb]));
  t.throws(() => flatten(bomb as TreeMap), RangeError);
  let wide: Tree = { value: 'x'.repeat(1000) };
  wide = new Map([['a', Array.from({ length: 100_000 }, () => wide)]]);
  t.throws(() => flatten(wide as TreeMap), { message: 'too much text' });
});

t.test('keys that mean something to JavaScript are keys', async t => {
  t.same(flat(JSON.parse('{"__proto__":{"x":1},"constructor":2}')), [
    ['__proto__.x', 1],
    ['constructor', 2],
  ]);
});

t.test('values of parsers become scalars', async t => {
  t.equal(scalarOf(5n), 5);
  t.equal(scalarOf(2n ** 64n), 2n ** 64n);
  t.equal(scalarOf(undefined), null);
  t.equal(scalarOf(new Date(0)), '1970-01-01T00:00:00.000Z');
  t.equal(scalarOf(Symbol.for('x')), 'Symbol(x)');
  t.equal(isLeaf({ value: 1 }), true);
  t.equal(isLeaf([]), false);
});
