import t from 'tap';
import { yamlTree } from '../../../src/capture/params/yaml-tree.ts';
import { flatten, type Leaf, type TreeMap } from '../../../src/run/flatten.ts';

async function leaves(yaml: string): Promise<Record<string, Leaf>> {
  return Object.fromEntries(flatten((await yamlTree(yaml)) as TreeMap));
}

t.test('YAML keeps how a value was written, since PyYAML reads some otherwise', async t => {
  const yaml =
    'lr: 1e-3\ndecay: 0.10\nmode: on\nseed: 18446744073709551615\nmask: 0x10\nnone: ~\nempty:\nquoted: "1e-3"\nyes: true';
  t.same(await leaves(yaml), {
    lr: { value: 0.001, text: '1e-3' },
    decay: { value: 0.1, text: '0.10' },
    mode: { value: 'on' },
    seed: { value: 18446744073709551615n },
    mask: { value: 16, text: '0x10' },
    none: { value: null, text: '~' },
    empty: { value: null },
    quoted: { value: '1e-3' },
    yes: { value: true },
  });
});

t.test('anchors and merged maps are followed as PyYAML does', async t => {
  const yaml =
    'base: &base {lr: 0.1, model: {depth: 2}}\nother: &other {lr: 9, wd: 1}\nbig:\n  bs: 8\n  <<: [*base, *other]\n  model: {width: 4}\nsame: *base\n';
  const { base: _, ...found } = await leaves(yaml);
  t.equal(found['big.lr']?.value, 0.1);
  t.equal(found['big.wd']?.value, 1);
  t.equal(found['big.bs']?.value, 8);
  t.equal(found['big.model.width']?.value, 4);
  t.equal(found['big.model.depth'], undefined, 'what the map says itself replaces');
  t.equal(found['same.model.depth']?.value, 2);
});

t.test('a key that stands twice has its last value', async t => {
  t.same(await leaves('a: 1\na: 2\n'), { a: { value: 2 } });
});

t.test('keys stay as they were written', async t => {
  t.same(await leaves('1e3: a\n0x10: b\n__proto__: {x: 1}\n'), {
    '1e3': { value: 'a' },
    '0x10': { value: 'b' },
    '__proto__.x': { value: 1 },
  });
});

t.test('an empty file holds nothing', async t => {
  t.same(await yamlTree(''), { value: null });
  t.same(await yamlTree('# nothing\n'), { value: null });
});

t.test('what is malformed is told with its line', async t => {
  await t.rejects(yamlTree('a: 1\nb: [1\nc: 2\n'), { name: 'SyntaxError', line: 3 });
  await t.rejects(yamlTree('a: 1\n---\nb: 2\n'), { message: 'a second document', line: 2 });
});

t.test('aliases that multiply are refused', async t => {
  const keys = [...'abcdefghijklmnop'];
  const laugh = keys.map(
    (key, at) => `${key}: &${key} [${at === 0 ? 'lol' : Array(9).fill(`*${keys[at - 1]}`)}]`,
  );
  await t.rejects(leaves(laugh.join('\n')), RangeError);
  const merges = Array.from({ length: 2000 }, (_, index) => `k${index}: {<<: *big}`);
  const big = Array.from({ length: 1000 }, (_, index) => `a${index}: 1`);
  await t.rejects(yamlTree(`big: &big {${big}}\n${merges.join('\n')}`), { message: 'too many merged keys' });
  await t.rejects(yamlTree('a: &a [*a]'), { message: /stands for nothing/ });
  await t.rejects(yamlTree('a: *b'), { message: /stands for nothing/ });
});

t.test('deep nesting of any kind is refused before the stack ends', async t => {
  for (const step of ['[', '{a: ', '- ', '? ']) {
    await t.rejects(yamlTree(step.repeat(20_000)), RangeError, step);
  }
  t.ok(await yamlTree(`${'['.repeat(40)}1${']'.repeat(40)}`));
});
