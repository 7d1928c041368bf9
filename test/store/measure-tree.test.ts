import t from 'tap';
import { measureTree, type TreeMeasure } from '../../src/store/measure-tree.ts';
import { soundObjects } from '../../src/store/sound-objects.ts';
import { blob, type RawEntry, rawTree } from '../support/damage.ts';
import { storeBench } from '../support/store-bench.ts';

const { repository, on } = await storeBench(t);
const file = blob(on, 'x');
const entry = (name: string, mode = '100644', oid = file): RawEntry => [mode, name, oid];

/** Measures, and counts the trees that are read. */
async function measure(tree: string, known = new Map<string, TreeMeasure>(), items = 1000) {
  const objects = soundObjects(repository);
  let read = 0;
  const counted = {
    ...objects,
    read: (oids: readonly string[]) => {
      read += oids.length;
      return objects.read(oids);
    },
  };
  return { ...(await measureTree(counted, tree, known, { items, windows: false })), read };
}

t.test('entries, depth and the longest path are told', async t => {
  const inner = rawTree(on, [entry('ü'), entry('longest')]);
  const tree = rawTree(on, [entry('a'), entry('dir', '40000', inner), entry('link', '120000')]);
  t.same(await measure(tree), { entries: 5, depth: 2, longest: 11, read: 2 });
  t.same(await measure(rawTree(on, [])), { entries: 0, depth: 1, longest: 0, read: 1 });
});

t.test('a dozen trees of ten thousand million paths are a dozen to read', async t => {
  let tree = rawTree(on, [entry('f')]);
  for (let level = 0; level < 10; level++)
    tree = rawTree(
      on,
      [...'0123456789'].map(name => entry(name, '40000', tree)),
    );
  const known = new Map<string, TreeMeasure>();
  const { entries, read } = (await measure(tree, known)) as TreeMeasure & { read: number };
  t.ok(entries > 1e10);
  t.equal(read, 11);
  t.match(await measure(tree, known), { entries, read: 0 });
});

t.test(
  'a chain of any depth ends, and a tree that is linked from everywhere is as deep as its longest way',
  async t => {
    let tree = rawTree(on, [entry('f')]);
    const chain = [tree];
    for (let level = 0; level < 150; level++) {
      tree = rawTree(on, [entry('d', '40000', tree)]);
      chain.push(tree);
    }
    const all = rawTree(
      on,
      chain.map((oid, at) => entry(`${at}`, '40000', oid)),
    );
    t.match(await measure(tree), { depth: 151, longest: 301 });
    t.match(await measure(all), { depth: 152, read: 152 });
  },
);

t.test('names, modes and objects that are not as they should be are told', async t => {
  const { oid } = { oid: rawTree(on, [entry('x')]) };
  const why = async (...entries: RawEntry[]) =>
    measure(rawTree(on, [entry('d', '40000', rawTree(on, entries))]));
  t.match(await why(entry('..')), {
    code: 'unsafe',
    why: "the name '..' is unsafe: it has a component '..'",
  });
  t.match(await why(entry('.GIT', '40000', oid)), { code: 'unsafe', why: /\.git/ });
  t.match(await why(entry('a/b')), { code: 'unsafe', why: /a slash/ });
  t.match(await why(entry('a'), entry('a')), { code: 'unsafe', why: /stands there twice/ });
  t.match(await why(entry('a', '100777')), { code: 'unsafe', why: /mode 100777/ });
  t.match(await why(entry('a', '40000')), { code: 'missing', why: /is no tree/ });
  t.match(await why(entry('a', '40000', '1'.repeat(40))), { code: 'missing', why: /is missing/ });
  const many = rawTree(
    on,
    Array.from({ length: 20 }, (_, at) => entry(`${at}`)),
  );
  t.match(await measure(many, new Map(), 10), { code: 'too-much', why: 'there are more than 10 entries' });
});
